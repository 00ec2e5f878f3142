import type { TimeZone } from './time-zone.ts'

const day = 86_400_000

/**
 * The instant at which the clocks of a zone show a local time (both in ms since 1970, there and in UTC) at or before
 * `before`, whose local time is not earlier. Where the clocks jump over it, the first instant behind the gap. Where they
 * show it twice: the first time, or with `nearest` the last one that is not after `before`.
 */
export function firstInstant(zone: TimeZone, local: number, before: number, nearest: boolean): number {
  // What holds a day before and a day after, which are far enough away that they lie on either side of a change.
  const earlier = local - zone(local - day)
  const later = local - zone(local + day)
  const own = local - zone(before)
  const found = [earlier, later, own].filter((one) => one + zone(one) === local && one <= before)
  if (found.length > 0) return nearest ? Math.max(...found) : Math.min(...found)
  return afterGap(zone, local, Math.min(earlier, later, own), before)
}

/** The first instant from which on the clocks show a local time or more, found by halving: the clocks jump over it. */
function afterGap(zone: TimeZone, local: number, from: number, to: number): number {
  let low = from - 1
  let high = to
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (middle + zone(middle) >= local) high = middle
    else low = middle
  }
  return high
}
