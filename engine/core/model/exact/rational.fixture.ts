/** A ratio of two whole numbers, to compute with exactly and slowly; the denominator is above zero. */
export interface Rational {
  readonly over: bigint
  readonly under: bigint
}

/** What a double stands for, found by doubling it until it is whole. */
export function rational(value: number): Rational {
  if (!Number.isFinite(value)) throw new Error(`${value} is no ratio`)
  let whole = value
  let under = 1n
  for (; !Number.isInteger(whole); whole *= 2) under *= 2n
  return { over: BigInt(whole), under }
}

export const plus = (a: Rational, b: Rational): Rational => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
})

export const times = (a: Rational, b: Rational): Rational => ({
  over: a.over * b.over,
  under: a.under * b.under,
})

export const minus = (a: Rational, b: Rational): Rational => plus(a, times(b, rational(-1)))

export function by(a: Rational, b: Rational): Rational {
  const sign = b.over < 0n ? -1n : 1n
  return { over: sign * a.over * b.under, under: sign * a.under * b.over }
}

/** The sum of doubles, over one denominator throughout: 2^1074 of a half, of a quarter, and so on down to the least. */
export function sumOf(values: readonly number[]): Rational {
  const parts = values.map(rational)
  const under = parts.reduce((most, part) => (part.under > most ? part.under : most), 1n)
  return { over: parts.reduce((sum, part) => sum + part.over * (under / part.under), 0n), under }
}

/** The sum of products of doubles, pair by pair. */
export function sumOfProducts(pairs: readonly (readonly [number, number])[]): Rational {
  const parts = pairs.map(([a, b]) => times(rational(a), rational(b)))
  const under = parts.reduce((most, part) => (part.under > most ? part.under : most), 1n)
  return { over: parts.reduce((sum, part) => sum + part.over * (under / part.under), 0n), under }
}

const sizeOf = ({ over }: Rational): bigint => (over < 0n ? -over : over)

/** The next double away from zero, by its bits. */
function outward(value: number): number {
  const bits = new BigInt64Array(new Float64Array([value]).buffer)
  bits[0] = (bits[0] ?? 0n) + 1n
  return new Float64Array(bits.buffer)[0] ?? Number.NaN
}

function inward(value: number): number {
  const bits = new BigInt64Array(new Float64Array([value]).buffer)
  bits[0] = (bits[0] ?? 0n) - 1n
  return new Float64Array(bits.buffer)[0] ?? Number.NaN
}

const isEven = (value: number): boolean => {
  const bits = new BigInt64Array(new Float64Array([value]).buffer)
  return ((bits[0] ?? 0n) & 1n) === 0n
}

/** One beyond the greatest double, were there one. */
const beyond: Rational = { over: 2n ** 1024n, under: 1n }

/**
 * Whether a double is the nearest to an exact value: no neighbour is nearer, and of two as near it is the even one.
 * Infinity is where the next one beyond the greatest would be.
 */
export function isNearest(found: number, exact: Rational): boolean {
  if (exact.over === 0n) return Object.is(found, 0)
  if (Number.isNaN(found)) return false
  if (Object.is(found, -0)) return false
  const size: Rational = { over: sizeOf(exact), under: exact.under }
  const value = Math.abs(found)
  if (value > 0 && Math.sign(found) !== (exact.over < 0n ? -1 : 1)) return false
  const greatest = value === Number.POSITIVE_INFINITY
  const here = greatest ? beyond : rational(value)
  const above = greatest ? beyond : value === Number.MAX_VALUE ? beyond : rational(outward(value))
  const below = value === 0 ? here : greatest ? rational(Number.MAX_VALUE) : rational(inward(value))
  // Twice what it is away from each, so that the middle between two is whole.
  const upTo = minus(plus(here, above), times(size, rational(2)))
  const downTo = minus(times(size, rational(2)), plus(here, below))
  if (greatest) return downTo.over >= 0n
  const fits = (away: Rational): boolean => away.over > 0n || (away.over === 0n && isEven(value))
  return fits(upTo) && (value === 0 || fits(downTo))
}
