/** An instant (ms since the epoch) as a person reads it, in UTC; a number beyond the days that there are stays one. */
export function instantText(time: number): string {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : String(time)
}
