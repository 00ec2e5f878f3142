import type { HookRunner } from './hook-runner.ts'
import { loadTime, saveTime, type SavedTime } from './saved-time.ts'

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
  /** When cells were last looked through: what is counted depends on it. */
  readonly swept: SavedTime
  readonly searched: SavedTime
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
    swept: saveTime(state.sweptAt),
    searched: saveTime(state.searchedAt),
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
  state.sweptAt = loadTime(saved.swept)
  state.searchedAt = loadTime(saved.searched)
}
