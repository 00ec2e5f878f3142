import { ExpressionError } from '../../expression-error.ts'
import { fieldOf } from '../../values/value.ts'
import { beyond, MAX_OPTION } from './bounds.ts'
import { type DigitFamily, familyFrom } from './digit-family.ts'

/** How numbers are written (XPath 3.1, section 2.1.1, statically known decimal formats). */
export interface DecimalFormat {
  readonly decimalSeparator: string
  readonly groupingSeparator: string
  readonly exponentSeparator: string
  readonly infinity: string
  readonly minusSign: string
  readonly notANumber: string
  readonly percent: string
  readonly perMille: string
  readonly optionalDigit: string
  readonly patternSeparator: string
  readonly digits: DigitFamily
}

/** The options of $formatNumber, and what they are if they are not given. */
const DEFAULTS = [
  ['decimal-separator', '.'],
  ['grouping-separator', ','],
  ['exponent-separator', 'e'],
  ['infinity', 'Infinity'],
  ['minus-sign', '-'],
  ['NaN', 'NaN'],
  ['percent', '%'],
  ['per-mille', '\u2030'],
  ['digit', '#'],
  ['pattern-separator', ';'],
  ['zero-digit', '0'],
] as const

/** The texts of a decimal format in the order of its options. Throws T0410 for an option that is no text. */
export function formatTexts(options: object): readonly string[] {
  return DEFAULTS.map(([name, otherwise]) => {
    const text = fieldOf(options, name)
    if (text === undefined) return otherwise
    if (typeof text !== 'string')
      throw new ExpressionError('T0410', { value: text, index: 3, type: 'an object of texts' })
    if (text.length > MAX_OPTION)
      throw beyond(`the option "${name}" may have at most ${MAX_OPTION} characters`)
    return text
  })
}

/** The decimal format of such texts. */
export function decimalFormat(texts: readonly string[] = []): DecimalFormat {
  const textAt = (index: number): string => texts[index] ?? DEFAULTS[index]?.[1] ?? ''
  return {
    decimalSeparator: textAt(0),
    groupingSeparator: textAt(1),
    exponentSeparator: textAt(2),
    infinity: textAt(3),
    minusSign: textAt(4),
    notANumber: textAt(5),
    percent: textAt(6),
    perMille: textAt(7),
    optionalDigit: textAt(8),
    patternSeparator: textAt(9),
    digits: familyFrom(textAt(10).codePointAt(0) ?? 0),
  }
}
