/** Rounds to a number of decimals, halves to the even neighbour, as the decimal digits are written. */
export function round(value: number, digits: number | undefined): number {
  if (digits === undefined || digits === 0) return halfToEven(value) + 0
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
