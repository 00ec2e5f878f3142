import { Failure } from '../../core/model/failure.ts'
import type { Plan } from '../../core/operator/plan.ts'
import { type NodeSurroundings, uncounted } from '../../core/operator/setting.ts'
import type { Connector, ServedNode } from '../connectors/connector.ts'

export interface Served {
  readonly connector: Connector
  readonly nodes: readonly ServedNode[]
}

/**
 * The connectors that a flow needs, each with its nodes. Sources that start things by themselves (timers) need none.
 * Throws a `Failure` for a sink that nothing serves.
 */
export function servedNodes(plan: Plan, connectors: readonly Connector[]): readonly Served[] {
  const surroundings: NodeSurroundings = {
    now: 0,
    random: () => 0,
    parameters: plan.parameters,
    ...uncounted,
  }
  const known = new Set(connectors.flatMap(({ types }) => types))
  for (const { id, operator } of plan.nodes) {
    if (operator.category === 'sink' && !known.has(operator.type)) {
      throw new Failure('no-connector', `node ${id}: there is nothing here that sends for ${operator.type}`)
    }
  }
  return connectors.flatMap((connector) => {
    const nodes = plan.nodes
      .filter(({ operator }) => connector.types.includes(operator.type))
      .map(({ id, operator, settings }) => ({
        id,
        type: operator.type,
        values: Object.fromEntries(
          Object.entries(settings).map(([name, setting]) => [name, setting.bind(surroundings)]),
        ),
      }))
    return nodes.length === 0 ? [] : [{ connector, nodes }]
  })
}
