import type { Tally } from './counters.ts'
import type { HookRunner } from './hook-runner.ts'
import { loadTime, saveTime, type SavedTime } from './saved-time.ts'

/** A node's counts, as they go on after a restart. */
export interface SavedCounts {
  readonly tally: Tally
  /** What need not be noted any more as not found. */
  readonly found: readonly string[]
  readonly sent: Readonly<Record<string, number>>
  readonly expired: number
  readonly refused: number
  /** When cells were last looked through: what is counted depends on it. */
  readonly swept: SavedTime
  readonly searched: SavedTime
}

export function saveCounts({ counters, ports, state }: HookRunner): SavedCounts {
  return {
    tally: counters.tally(),
    found: [...counters.found],
    sent: Object.fromEntries([...ports].map(([name, { sent }]) => [name, sent])),
    expired: state.expired,
    refused: state.refused,
    swept: saveTime(state.sweptAt),
    searched: saveTime(state.searchedAt),
  }
}

export function loadCounts({ counters, ports, state }: HookRunner, saved: SavedCounts): void {
  counters.load(saved.tally)
  for (const name of saved.found) counters.found.add(name)
  for (const [name, count] of Object.entries(saved.sent)) ports.get(name)?.countBefore(count)
  state.expired = saved.expired
  state.refused = saved.refused
  state.sweptAt = loadTime(saved.swept)
  state.searchedAt = loadTime(saved.searched)
}
