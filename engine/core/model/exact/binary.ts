/** A number of any size without rounding: `digits` times 2 to the power of `exponent`. */
export interface Binary {
  readonly digits: bigint
  readonly exponent: number
}

const view = new DataView(new ArrayBuffer(8))

/** What a finite double stands for (IEEE 754, binary64). */
export function toBinary(value: number): Binary {
  view.setFloat64(0, value)
  const upper = view.getUint32(0)
  const biased = (upper >>> 20) & 0x7ff
  const fraction = (upper & 0xfffff) * 2 ** 32 + view.getUint32(4)
  const digits = BigInt(biased === 0 ? fraction : fraction + 2 ** 52)
  return { digits: value < 0 ? -digits : digits, exponent: Math.max(biased, 1) - 1075 }
}

export function sumOfBinaries(all: readonly Binary[]): Binary {
  const some = all.filter(({ digits }) => digits !== 0n)
  const exponent = some.reduce((least, one) => Math.min(least, one.exponent), Number.POSITIVE_INFINITY)
  if (exponent === Number.POSITIVE_INFINITY) return { digits: 0n, exponent: 0 }
  let digits = 0n
  for (const one of some) digits += one.digits << BigInt(one.exponent - exponent)
  return { digits, exponent }
}

export const productOf = (a: Binary, b: Binary): Binary => ({
  digits: a.digits * b.digits,
  exponent: a.exponent + b.exponent,
})

export const differenceOf = (a: Binary, b: Binary): Binary =>
  sumOfBinaries([a, { digits: -b.digits, exponent: b.exponent }])

export const binaryOfCount = (count: number): Binary => ({ digits: BigInt(count), exponent: 0 })

/**
 * The double nearest to a quotient, of two as near the even one; infinite where it is beyond the greatest, and never -0.
 * What is divided by is not 0.
 */
export function nearestQuotient(over: Binary, under: Binary): number {
  if (over.digits === 0n) return 0
  const negative = over.digits < 0n !== under.digits < 0n
  const [upper, lower] = [sizeOf(over.digits), sizeOf(under.digits)]
  // At least 64 bits of the quotient, so that what remains only matters where these lie in the middle of two doubles.
  const shift = Math.max(0, 65 + lengthOf(lower) - lengthOf(upper))
  const shifted = upper << BigInt(shift)
  const quotient = shifted / lower
  const isWhole = quotient * lower === shifted
  const exponent = over.exponent - under.exponent - shift
  const size = rounded(quotient, isWhole, exponent)
  return negative ? 0 - size : size
}

/** The exponents of the last digit that a double can have. */
const leastExponent = -1074
const greatestExponent = 971

function rounded(quotient: bigint, isWhole: boolean, exponent: number): number {
  const last = Math.max(leastExponent, exponent + lengthOf(quotient) - 53)
  if (last > greatestExponent) return Number.POSITIVE_INFINITY
  const dropped = BigInt(last - exponent) // more than 0: a quotient has more than 53 digits, or is below the least
  let kept = quotient >> dropped
  const away = quotient - (kept << dropped)
  const half = 1n << (dropped - 1n)
  if (away > half || (away === half && (!isWhole || (kept & 1n) === 1n))) kept++
  return Number(kept) * 2 ** last
}

const sizeOf = (digits: bigint): bigint => (digits < 0n ? -digits : digits)

/** How many binary digits a number above zero has. */
function lengthOf(digits: bigint): number {
  const text = digits.toString(16)
  return 4 * text.length - Math.clz32(Number.parseInt(text.charAt(0), 16)) + 28
}
