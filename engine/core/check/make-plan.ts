import type { Plan, PlannedNode, PortName } from '../operator/plan.ts'
import type { Inlined } from './inlined.ts'
import type { Scope } from './scope.ts'

/** The plan of a flow in which no error was found; `order` gives the indexes of its nodes. */
export function makePlan(
  flow: string,
  scope: Scope,
  { nodes, wires }: Inlined,
  order: readonly number[],
): Plan {
  const arriving = nodes.map(
    ({ use }) => new Map(Object.keys(use.operator.inputs).map((name): [string, PortName[]] => [name, []])),
  )
  for (const { from, to } of wires) {
    arriving[to.node]?.get(to.port)?.push({ node: nodes[from.node]?.id ?? '', port: from.port })
  }
  return {
    flow,
    parameters: scope.values,
    nodes: order.flatMap((index): readonly PlannedNode[] => {
      const node = nodes[index]
      if (node?.read === undefined) return []
      const { id, was, use, read } = node
      return [
        {
          id,
          ...(was === undefined || was.id === id ? {} : { was: was.id }),
          operator: use.operator,
          raw: read.raw,
          settings: read.settings,
          inputs: Object.fromEntries(arriving[index] ?? []),
        },
      ]
    }),
  }
}
