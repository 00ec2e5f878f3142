/**
 * The value that a part `q` (0 to 1) of all lies below, linear between the two nearest ranks (type 7 of R. J. Hyndman and
 * Y. Fan, The American Statistician 50, 1996); undefined of no values. What is given is left as it is.
 */
export function quantileOf(values: readonly number[], q: number): number | undefined {
  const sorted = Float64Array.from(values).sort()
  const { length } = sorted
  if (length === 0) return undefined
  const rank = q * (length - 1)
  const below = sorted[Math.floor(rank)] ?? 0
  const above = sorted[Math.ceil(rank)] ?? below
  const part = rank - Math.floor(rank)
  const width = above - below
  return width === Number.POSITIVE_INFINITY ? below * (1 - part) + above * part : below + width * part
}
