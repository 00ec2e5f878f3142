import type { LiveFlow } from '../workers/live-flow.ts'

/** What the flows have done so far, in numbers. */
export interface LiveCounts {
  readonly flows: number
  readonly received: number
  readonly sent: number
  readonly deadLetters: number
}

export function liveCounts(flows: readonly LiveFlow[]): LiveCounts {
  let received = 0
  let sent = 0
  let deadLetters = 0
  for (const flow of flows) {
    const ledger = flow.ledger()
    for (const { id, operator } of flow.plan.nodes) {
      const counts = ledger[id]
      if (operator.category === 'source') received += counts?.received ?? 0
      if (operator.category === 'sink') sent += counts?.handled ?? 0
    }
    deadLetters += flow.letters.count
  }
  return { flows: flows.length, received, sent, deadLetters }
}
