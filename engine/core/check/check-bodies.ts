import type { Operator } from '../operator/operator.ts'
import { checkType } from './check-type.ts'
import { checkWires } from './check-wires.ts'
import type { CheckedBody, CheckedNode } from './checked-body.ts'
import { cycleThrough, cyclicComponents } from './components.ts'
import type { Body, FlowDocument } from './document.ts'
import type { Findings } from './findings.ts'
import { quoted } from './quoted.ts'

export interface CheckedBodies {
  /** The flow and its subflows, but for those that use themselves. */
  readonly bodies: ReadonlyMap<Body, CheckedBody>
  /** Subflows that no way from the flow leads through: those that nobody uses, and those that use themselves. */
  readonly apart: readonly CheckedBody[]
}

/** Looks up the types and wires of the flow and of each of its subflows, once for each. */
export function checkBodies(
  findings: Findings,
  document: FlowDocument,
  catalog: ReadonlyMap<string, Operator>,
): CheckedBodies {
  const all: readonly Body[] = [document, ...document.subflows.values()]
  const checked = all.map((body) => {
    const nodes = [...body.nodes].map(([id, node]): [string, CheckedNode] => [
      id,
      checkType(findings, node, catalog, document.subflows),
    ])
    return checkWires(findings, body, new Map(nodes))
  })
  const indexes = new Map(all.map((body, index) => [body, index]))
  const graph = checked.map(({ nodes }) => {
    const used = [...nodes.values()].flatMap((node) =>
      node.kind === 'subflow' ? [indexes.get(node.subflow) ?? 0] : [],
    )
    return [...new Set(used)]
  })
  const recursive = new Set<number>()
  for (const component of cyclicComponents(graph)) {
    for (const member of component) recursive.add(member)
    const [start = 0] = component
    reportRecursion(
      findings,
      checked,
      cycleThrough(graph, component, start).map((index) => all[index]),
    )
  }
  const used = new Set(graph.flat())
  const unused = all.filter((_, index) => index > 0 && !used.has(index))
  for (const { place, subflow = '' } of unused) {
    findings.add({
      code: 'unused-subflow',
      severity: 'note',
      message: `no node uses the subflow ${quoted(subflow)}`,
      place,
      on: 'key',
      remedy: `use it: { "type": ${quoted(`subflow:${subflow}`)} }, or take it out`,
    })
  }
  return {
    bodies: new Map(checked.filter((_, index) => !recursive.has(index)).map((body) => [body.body, body])),
    apart: checked.filter((_, index) => index > 0 && (recursive.has(index) || !used.has(index))),
  }
}

function reportRecursion(
  findings: Findings,
  checked: readonly CheckedBody[],
  cycle: readonly (Body | undefined)[],
): void {
  const [first] = cycle
  const last = checked.find(({ body }) => body === cycle.at(-1))
  const closing = [...(last?.nodes.values() ?? [])].find(
    (node) => node.kind === 'subflow' && node.subflow === first,
  )
  const names = [...cycle, first].map((body) => quoted(body?.subflow ?? ''))
  findings.add({
    code: 'recursive-subflow',
    message: `a subflow uses itself: ${names.slice(0, 12).join(' -> ')}${names.length > 12 ? ' -> ...' : ''}`,
    place: closing === undefined ? (first?.place ?? []) : [...closing.node.place, 'type'],
    node: closing?.node.id,
    expected: 'subflows that do not come back to themselves',
    remedy: 'take this use out',
  })
}
