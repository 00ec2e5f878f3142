/**
 * Which window of this size holds a time, counted from the epoch plus `offset`, negative ones included. Window n goes
 * from `n * size + offset` up to, not including, the start of the next.
 */
export function windowIndex(time: number, size: number, offset: number): number {
  return Math.floor((time - offset) / size)
}
