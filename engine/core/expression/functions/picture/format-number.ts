import { round } from '../round.ts'
import { checkedPicture } from './bounds.ts'
import type { DecimalFormat } from './decimal-format.ts'
import { decimalPicture, type NumberPattern } from './decimal-picture.ts'
import { joined, translated } from './digit-family.ts'
import { grouped, groupedFraction } from './grouping.ts'
import { scaled } from './scaled.ts'

/** $formatNumber (F&O 3.1, section 4.7.5). Throws D3080 to D3093, T0410 and U1001. */
export function formatNumber(
  value: number | undefined,
  picture: string | undefined,
  options: object | undefined,
): string | undefined {
  if (value === undefined) return undefined
  const { format, positive, negative } = decimalPicture(checkedPicture(picture), options)
  if (Number.isNaN(value)) return format.notANumber
  const pattern = value < 0 ? negative : positive
  return pattern.prefix + written(Math.abs(value) * pattern.factor, pattern, format) + pattern.suffix
}

function written(value: number, pattern: NumberPattern, format: DecimalFormat): string {
  if (value === Number.POSITIVE_INFINITY) return format.infinity
  if (pattern.minExponent === 0) return fixed(value, pattern, format)
  const { mantissa, exponent } = scaled(value, pattern.scale)
  const digits = translated(String(Math.abs(exponent)).padStart(pattern.minExponent, '0'), format.digits)
  const sign = exponent < 0 ? format.minusSign : ''
  return fixed(mantissa, pattern, format) + format.exponentSeparator + sign + joined(digits)
}

function fixed(value: number, pattern: NumberPattern, format: DecimalFormat): string {
  const { minInteger, minFraction, maxFraction, grouping, fractionSeparators } = pattern
  const [whole = '', part = ''] = decimals(value, maxFraction).split('.')
  const integer = translated(whole.replace(/^0+/, '').padStart(minInteger, '0'), format.digits)
  const fraction = translated(part.replace(/0+$/, '').padEnd(minFraction, '0'), format.digits)
  if (fraction.length === 0) return grouped(integer, grouping)
  return grouped(integer, grouping) + format.decimalSeparator + groupedFraction(fraction, fractionSeparators)
}

/** From here on `toFixed` writes no digits, and every number is a whole one. */
const WHOLE = 1e21

/** The digits of a number, rounded to so many after the point. */
function decimals(value: number, count: number): string {
  const rounded = value < WHOLE ? round(value, count) : value
  return rounded < WHOLE ? rounded.toFixed(count) : BigInt(rounded).toString()
}
