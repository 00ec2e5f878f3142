/** Rounds to a number of decimals, halves to the even neighbour, as the decimal digits are written. */
export function round(value: number, digits: number | undefined): number {
  if (digits === undefined || digits === 0) return halfToEven(value) + 0
  const quick = quickly(value, digits)
  if (quick !== undefined) return quick + 0
  // Moving the point in the written number is exact; multiplying by a power of ten is not.
  return shifted(halfToEven(shifted(value, digits)), -digits) + 0
}

function halfToEven(value: number): number {
  const nearest = Math.round(value)
  return Math.abs(nearest - value) === 0.5 && Math.abs(nearest % 2) === 1 ? nearest - 1 : nearest
}

function shifted(value: number, digits: number): number {
  const [mantissa, exponent] = String(value).split('e')
  return Number(`${mantissa}e${exponent === undefined ? digits : Number(exponent) + digits}`)
}

const POWERS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]
/** Far above the error of one multiplication (2^-53), far below what matters. */
const DOUBT = 2 ** -48
const LARGEST = 2 ** 50

/**
 * The same by multiplication, where that is sure to agree: away from halves, and with whole numbers that are
 * held exactly, whose division by a power of ten gives the double nearest to the decimal fraction.
 */
function quickly(value: number, digits: number): number | undefined {
  const power = POWERS[digits]
  if (power === undefined) return undefined
  const moved = value * power
  const size = Math.abs(moved)
  const nearest = Math.round(moved)
  if (!(size < LARGEST) || 0.5 - Math.abs(moved - nearest) <= size * DOUBT) return undefined
  return nearest / power
}
