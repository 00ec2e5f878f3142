import type { NodeLedger } from '../../core/runtime/ledger.ts'
import type { LiveFlow } from '../workers/live-flow.ts'

/** What the flows have done so far, in numbers. */
export interface LiveCounts {
  readonly flows: number
  readonly received: number
  readonly sent: number
  /** Of what was sent so much has not gone out, or was not acknowledged, yet. */
  readonly waiting: number
  readonly deadLetters: number
  /** The same of each flow by its id, with what became of every event at each node. */
  readonly byFlow: Readonly<Record<string, FlowCounts>>
}

export interface FlowCounts {
  readonly received: number
  readonly sent: number
  readonly waiting: number
  readonly deadLetters: number
  /** What connectors count, by name. */
  readonly counted: Readonly<Record<string, number>>
  readonly nodes: Readonly<Record<string, NodeLedger>>
}

export function liveCounts(flows: readonly LiveFlow[]): LiveCounts {
  const each = flows.map((flow) => [flow.plan.flow, countsOf(flow)] as const)
  const sum = (count: (counts: FlowCounts) => number): number =>
    each.reduce((total, [, counts]) => total + count(counts), 0)
  return {
    flows: flows.length,
    received: sum(({ received }) => received),
    sent: sum(({ sent }) => sent),
    waiting: sum(({ waiting }) => waiting),
    deadLetters: sum(({ deadLetters }) => deadLetters),
    byFlow: Object.fromEntries(each),
  }
}

export function countsOf(flow: LiveFlow): FlowCounts {
  const nodes = flow.ledger()
  let received = 0
  let sent = 0
  for (const { id, operator } of flow.plan.nodes) {
    if (operator.category === 'source') received += nodes[id]?.received ?? 0
    if (operator.category === 'sink') sent += nodes[id]?.handled ?? 0
  }
  const counted = Object.fromEntries(flow.counts)
  const { unsent } = flow.unfinished
  return { received, sent, waiting: unsent, deadLetters: flow.letters.count, counted, nodes }
}
