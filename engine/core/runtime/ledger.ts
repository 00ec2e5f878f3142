import type { Tally } from './counters.ts'
import { OperatorNode } from './operator-node.ts'
import type { WiredNode } from './wiring.ts'

/**
 * What became of every event at one node: received = handled + late + dropped + failed + waiting. `sent` counts what
 * left by each port, `keys` and `timers` what the node holds at the moment.
 */
export interface NodeLedger extends Tally {
  readonly sent: Readonly<Record<string, number>>
  readonly keys: number
  readonly timers: number
  /** -Infinity before the first; of a node whose time is kept per key, what holds for all keys. */
  readonly watermark: number
}

export function ledgerOf({ runner, running }: WiredNode): NodeLedger {
  const tally = runner.counters.tally()
  const { expired, refused } = runner.state
  return {
    ...tally,
    noted: {
      ...tally.noted,
      ...(expired === 0 ? {} : { 'keys forgotten': expired }),
      ...(refused === 0 ? {} : { 'keys refused': refused }),
    },
    sent: Object.fromEntries([...runner.ports].map(([name, port]) => [name, port.sent])),
    keys: runner.state.size,
    timers: runner.timers.size,
    watermark: running instanceof OperatorNode ? running.passed : running.clocks.watermark,
  }
}

/** Whether a node's counts add up. */
export function balances({ received, handled, late, failed, waiting, dropped }: NodeLedger): boolean {
  return (
    received ===
    handled + late + failed + waiting + Object.values(dropped).reduce((sum, count) => sum + count, 0)
  )
}
