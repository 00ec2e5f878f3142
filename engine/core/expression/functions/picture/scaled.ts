/**
 * A number as a mantissa with so many digits before its point, and the power of ten to multiply it by. The point
 * is moved in the written number, which is exact. As in JSONata a power of ten keeps one digit more: 100 is 10e1.
 */
export function scaled(
  value: number,
  digits: number,
): { readonly mantissa: number; readonly exponent: number } {
  if (value === 0) return { mantissa: 0, exponent: 0 }
  const [written = '', power = ''] = value.toExponential().split('e')
  const first = Number(power)
  const isPowerOfTen = written === '1' && first >= digits
  const exponent = first + (isPowerOfTen ? 0 : 1) - digits
  return { mantissa: Number(`${written}e${first - exponent}`), exponent }
}
