import { round } from '../round.ts'
import { decimalFormat, formatTexts } from './decimal-format.ts'
import { decimalPicture, type NumberPattern } from './decimal-picture.ts'
import { type IntegerPicture, integerPicture } from './integer-picture.ts'
import type { Grouping } from './grouping.ts'
import { scaled } from './scaled.ts'
import { subPicture } from './sub-picture.ts'

/** Why $formatNumber gives something else than the interpreter, if there is a reason: format-number.test.ts has them. */
export function reasonForNumber(
  value: number,
  picture: string,
  options: Record<string, unknown> | undefined,
): string | undefined {
  const format = decimalFormat(formatTexts(options ?? {}))
  const parts = picture.split(format.patternSeparator).map((text) => subPicture(text, format))
  if (parts.some((part) => part.exponent !== undefined && part.prefix.length > 0))
    return 'exponent after a prefix'
  const analysed = analysisIfAny(() => decimalPicture(picture, options))
  if (analysed === undefined) return undefined
  const pattern = value < 0 ? analysed.negative : analysed.positive
  if (round(Math.abs(value) * pattern.factor, pattern.maxFraction) >= 1e21) return 'more than 21 digits'
  const part = (value < 0 && parts[1]) || parts[0]!
  if (pattern.minExponent > 0 && pattern.maxFraction > 0 && !part.all.includes(format.decimalSeparator)) {
    return 'a fraction without a point'
  }
  return reasonForDigits(Math.abs(value) * pattern.factor, pattern)
}

function reasonForDigits(value: number, pattern: NumberPattern): string | undefined {
  const { minInteger, maxFraction, minFraction, grouping, fractionSeparators, scale, minExponent } = pattern
  const number = minExponent > 0 ? scaled(value, scale).mantissa : value
  if (minExponent > 0 && (isHalf(number * 10 ** maxFraction) || isScaledInexactly(value))) {
    return 'inexact scaling'
  }
  const [whole = '', fraction = ''] = round(number, maxFraction).toFixed(maxFraction).split('.')
  if (isShort(grouping, Math.max(minInteger, whole.replace(/^0+/, '').length))) {
    return 'a separator without a digit before it'
  }
  if (fractionSeparators.size > 0 && grouping.at.size > 0) return 'separators before and after the point'
  const places = Math.max(minFraction, fraction.replace(/0+$/, '').length)
  if (fractionSeparators.size > 1 || fractionSeparators.keys().some((position) => position >= places)) {
    return 'separators after the point'
  }
  return undefined
}

/**
 * The interpreter multiplies by ten again and again, or divides, and rounds each time. So it takes what is a little
 * less than a power of ten for one, and what has become a little less, as 1e-11 does, for no power.
 */
function isScaledInexactly(value: number): boolean {
  if (value === 0) return false
  const [digits = ''] = value.toExponential().split('e')
  const beside = Math.min(Number(digits) - 1, 10 - Number(digits))
  return value < (beside === 0 ? 1e-10 : 1e-15) || (beside > 0 && beside < 1e-12)
}

function isHalf(value: number): boolean {
  return Math.abs((value % 1) - 0.5) < 1e-6
}

function isShort({ interval, at }: Grouping, length: number): boolean {
  return interval === 0 && at.keys().some((position) => position >= length)
}

function analysisIfAny<Analysis>(analyse: () => Analysis): Analysis | undefined {
  try {
    return analyse()
  } catch {
    return undefined
  }
}

/** The same of $formatInteger: format-integer.test.ts. */
export function reasonForInteger(value: number, picture: string): string | undefined {
  const format = analysisIfAny(() => integerPicture(picture))
  if (format === undefined) return undefined
  const size = Math.abs(Math.floor(value))
  if (format.kind !== 'digits') return size > Number.MAX_SAFE_INTEGER ? 'inexact whole numbers' : undefined
  const isIrregular = isShort(format.grouping, Math.max(format.mandatory, String(size).length))
  return isIrregular ? 'a separator without a digit before it' : undefined
}

/** The same of $parseInteger: parse-integer.test.ts. */
export function reasonForParsing(text: string, picture: string): string | undefined {
  const format = analysisIfAny<IntegerPicture>(() => integerPicture(picture))
  if (format === undefined) return undefined
  if (format.kind === 'letters') {
    return (format.isUpper ? /^[A-Z]*$/ : /^[a-z]*$/).test(text)
      ? undefined
      : 'characters that are no letters'
  }
  if (format.kind !== 'digits') return undefined
  const { family, grouping, separators } = format
  if (family[0] !== '0' && Array.from(text).some((one) => !family.includes(one))) return 'foreign digits'
  if (grouping.interval > 0 && grouping.character !== ',') return 'a separator that is no comma'
  return separators.has('-') ? 'a separator that is a sign' : undefined
}
