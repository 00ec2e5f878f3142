import { ExpressionError } from '../../expression-error.ts'
import { beyond, checkedPicture, MAX_NUMERAL } from './bounds.ts'
import { type DigitPattern, type IntegerPicture, integerPicture } from './integer-picture.ts'
import { lettersValue } from './letters.ts'
import { romanValue } from './roman.ts'
import { wordsValue } from './words-value.ts'

/**
 * $parseInteger. Throws D3130, D3131, D3030 for what is no number of that kind, D1001 for one that is out of
 * range, and U1001 for a text that is too long.
 */
export function parseInteger(text: string | undefined, picture: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const format = integerPicture(checkedPicture(picture))
  if (text.length > MAX_NUMERAL) throw beyond(`$parseInteger reads at most ${MAX_NUMERAL} characters`)
  const value = valueOf(text, format)
  if (value === undefined || Number.isNaN(value))
    throw new ExpressionError('D3030', { value: text, index: 1 })
  if (!Number.isFinite(value)) throw new ExpressionError('D1001', { value })
  return value
}

function valueOf(text: string, format: IntegerPicture): number | undefined {
  switch (format.kind) {
    case 'letters':
      return lettersValue(text, format.isUpper)
    case 'roman':
      return romanValue(text, format.isUpper)
    case 'words':
      return wordsValue(text)
    case 'digits':
      return ofDigits(format.isOrdinal ? text.slice(0, -ORDINAL_ENDING) : text, format)
  }
}

/** Characters of st, nd, rd and th, whatever stands there. */
const ORDINAL_ENDING = 2

/** As in JSONata the number ends where its digits end, and 0x1f is hexadecimal. Separators may stand anywhere. */
function ofDigits(text: string, { family, separators }: DigitPattern): number {
  let ascii = ''
  for (const character of text) {
    const digit = family.indexOf(character)
    if (digit >= 0) ascii += digit
    else if (!separators.has(character) || (ascii === '' && character === '-')) ascii += character
  }
  return Number.parseInt(ascii)
}
