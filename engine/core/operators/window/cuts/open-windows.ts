import { type Cut, lastOf } from './cut.ts'

/** Where an event of some time belongs: its pane, and the windows that hold it. */
export interface OpenWindows {
  readonly pane: number
  readonly first: number
  readonly last: number
  /** The first that has not fired; one more than the last where all have, but some still take late events in. */
  readonly firing: number
}

/**
 * The windows that still take in an event of this time, `lateness` (ms) after their ends at the latest. Where there are
 * none, why: no window holds that time, or all have closed.
 */
export function openWindows(
  cut: Cut,
  time: number,
  watermark: number,
  lateness = 0,
): OpenWindows | 'between windows' | 'late' {
  const pane = cut.paneOf(time)
  const first = cut.firstWith(pane)
  const last = cut.lastWith(pane)
  if (last < first) return 'between windows'
  if (lastOf(cut, last) + lateness <= watermark) return 'late'
  let firing = first
  while (firing <= last && lastOf(cut, firing) <= watermark) firing++
  return { pane, first, last, firing }
}
