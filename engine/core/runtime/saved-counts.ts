import type { HookRunner } from './hook-runner.ts'

type Counts = Readonly<Record<string, number>>

/** A node's counts, as they go on after a restart. */
export interface SavedCounts {
  readonly received: number
  readonly handled: number
  readonly late: number
  readonly failed: number
  readonly waiting: number
  readonly dropped: Counts
  readonly noted: Counts
  readonly sent: Counts
  readonly expired: number
  readonly refused: number
}

export function saveCounts({ counters, ports, state }: HookRunner): SavedCounts {
  const { received, handled, late, failed, waiting, dropped, noted } = counters
  return {
    received,
    handled,
    late,
    failed,
    waiting,
    dropped: Object.fromEntries(dropped),
    noted: Object.fromEntries(noted),
    sent: Object.fromEntries([...ports].map(([name, { sent }]) => [name, sent])),
    expired: state.expired,
    refused: state.refused,
  }
}

export function loadCounts({ counters, ports, state }: HookRunner, saved: SavedCounts): void {
  const { received, handled, late, failed, waiting, dropped, noted, sent, expired, refused } = saved
  Object.assign(counters, { received, handled, late, failed, waiting })
  for (const [rule, count] of Object.entries(dropped)) counters.dropped.set(rule, count)
  for (const [name, count] of Object.entries(noted)) counters.noted.set(name, count)
  for (const [name, count] of Object.entries(sent)) ports.get(name)?.countBefore(count)
  state.expired = expired
  state.refused = refused
}
