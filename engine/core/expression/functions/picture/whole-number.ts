import { ExpressionError } from '../../expression-error.ts'

/** The decimal digits of a whole number that is not negative: those that tell it from its neighbours, then zeros. */
export function digitsOf(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e+')
  return exponent === undefined ? mantissa : mantissa.replace('.', '').padEnd(Number(exponent) + 1, '0')
}

/** The next whole number below. Throws D1001 for what has no digits. */
export function wholePart(value: number): number {
  if (!Number.isFinite(value)) throw new ExpressionError('D1001', { value })
  return Math.floor(value)
}
