import { type Binary, nearestQuotient, sumOfBinaries, toBinary } from './binary.ts'

/**
 * A sum of finite doubles without any rounding, so that it does not depend on their order. It is the sum of its parts:
 * `high` is what a plain sum would be, `low` the sum of what that has lost, and what this in turn has lost is in `rest`,
 * which sums of numbers of similar size do not need. Plain JSON, changed in place; no field is ever -0 or not finite.
 *
 * The error of an addition by D. E. Knuth's two-sum (The Art of Computer Programming 2, 4.2.2), that of a product by T. J.
 * Dekker (Numerische Mathematik 18, 1971); lists of parts by J. R. Shewchuk (Discrete & Computational Geometry 18, 1997).
 */
export interface ExactSum {
  high: number
  low: number
  rest: Rest | null
  /** How many were added. */
  count: number
}

interface Rest {
  /** From the least to the greatest; no two of them have a digit in common. */
  readonly parts: number[]
  /** So many times 2^1023 were taken away from `high`, which was about to become infinite. */
  wraps: number
}

export const exactSum = (): ExactSum => ({ high: 0, low: 0, rest: null, count: 0 })

export function addExactly(sum: ExactSum, value: number): void {
  sum.count++
  const { high } = sum
  const total = high + value
  const back = total - high
  const error = high - (total - back) + (value - back)
  if (error === 0) sum.high = total
  else if (Number.isFinite(error)) {
    sum.high = total
    addLow(sum, error)
  } else wrap(sum, value)
}

/**
 * Adds a product of numbers between 2^-440 and 2^480 in size, or of zeros: of others its error might be no double. The
 * factors are split in halves, whose products are exact (G. W. Veltkamp's split).
 */
export function addProductExactly(sum: ExactSum, x: number, y: number): void {
  const product = x * y
  const xSplit = splitter * x
  const xHigh = xSplit - (xSplit - x)
  const xLow = x - xHigh
  const ySplit = splitter * y
  const yHigh = ySplit - (ySplit - y)
  const yLow = y - yHigh
  const error = xLow * yLow - (product - xHigh * yHigh - xLow * yHigh - xHigh * yLow)
  addExactly(sum, product)
  if (error !== 0) addLow(sum, error)
}

const splitter = 2 ** 27 + 1

/** Adds what another sum holds. */
export function addSum(sum: ExactSum, other: ExactSum): void {
  const count = sum.count + other.count
  addExactly(sum, other.high)
  addLow(sum, other.low)
  if (other.rest !== null) {
    const rest = (sum.rest ??= { parts: [], wraps: 0 })
    rest.wraps += other.rest.wraps
    for (const part of other.rest.parts) addPart(rest.parts, part)
  }
  sum.count = count
}

function addLow(sum: ExactSum, value: number): void {
  const { low } = sum
  const total = low + value
  const back = total - low
  const error = low - (total - back) + (value - back)
  sum.low = total
  if (error !== 0) addPart((sum.rest ??= { parts: [], wraps: 0 }).parts, error)
}

function addPart(parts: number[], value: number): void {
  const { length } = parts
  let carried = value
  let kept = 0
  for (let at = 0; at < length; at++) {
    const part = parts[at] ?? 0
    const total = carried + part
    const back = total - carried
    const error = carried - (total - back) + (part - back)
    if (error !== 0) parts[kept++] = error
    carried = total
  }
  if (carried !== 0) parts[kept++] = carried
  if (kept < length) parts.length = kept
}

/** Two-sum fails where the sum is infinite, or a number in it is the greatest there is. */
function wrap(sum: ExactSum, value: number): void {
  const rest = (sum.rest ??= { parts: [], wraps: 0 })
  const high = folded(sum.high)
  const other = folded(value)
  rest.wraps += (sum.high - high) / fold + (value - other) / fold
  const total = high + other
  const back = total - high
  sum.high = total
  addLow(sum, high - (total - back) + (other - back))
}

const fold = 2 ** 1023

/** Exact, since what is taken away is no more than twice and no less than half as large. */
const folded = (value: number): number =>
  Math.abs(value) < fold / 2 ? value : value > 0 ? value - fold : value + fold

/** The nearest double, of two as near the even one; infinite where it is beyond the greatest. */
export function nearestSum(sum: ExactSum): number {
  const { high, low, rest } = sum
  return rest === null ? high + low : nearestQuotient(exactValue(sum), one)
}

export function exactValue({ high, low, rest }: ExactSum): Binary {
  if (rest === null) return sumOfBinaries([toBinary(high), toBinary(low)])
  const wraps: Binary = { digits: BigInt(rest.wraps), exponent: 1023 }
  return sumOfBinaries([toBinary(high), toBinary(low), wraps, ...rest.parts.map(toBinary)])
}

const one: Binary = { digits: 1n, exponent: 0 }
