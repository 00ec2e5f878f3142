/** A time in a snapshot, which is JSON and has no infinities: null is before all time, 'end' after it. */
export type SavedTime = number | null | 'end'

export function saveTime(time: number): SavedTime {
  if (time === Number.NEGATIVE_INFINITY) return null
  return time === Number.POSITIVE_INFINITY ? 'end' : time
}

export function loadTime(saved: SavedTime): number {
  if (saved === null) return Number.NEGATIVE_INFINITY
  return saved === 'end' ? Number.POSITIVE_INFINITY : saved
}
