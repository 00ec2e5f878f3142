/** The start of the window of this size that holds a time: aligned to the epoch plus `offset`, negative times included. */
export function windowStart(time: number, size: number, offset: number): number {
  const past = (time - offset) % size
  return time - (past < 0 ? past + size : past)
}
