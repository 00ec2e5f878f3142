import { ExpressionError } from '../../expression-error.ts'

/** Characters of a picture, what is around the digits included. Some thousands of them are kept analysed. */
export const MAX_PICTURE = 250

/** Characters of one option of $formatNumber, such as a minus sign in words. */
export const MAX_OPTION = 30

/** Characters of a number in Roman numerals, and of a text that is to be read as a number. */
export const MAX_NUMERAL = 10_000

/** Digits after the decimal separator: as many as `toFixed` can write. */
export const MAX_DECIMALS = 100

/** Refuses what is no picture, and one that is too long. */
export function checkedPicture(picture: string | undefined): string {
  if (picture === undefined) throw new ExpressionError('T0410', { value: picture, index: 2, type: 'a text' })
  if (picture.length > MAX_PICTURE) throw beyond(`a picture may have at most ${MAX_PICTURE} characters`)
  return picture
}

export function beyond(message: string): ExpressionError {
  return new ExpressionError('U1001', { message })
}
