import { checkedPicture } from './bounds.ts'
import { translated } from './digit-family.ts'
import { grouped } from './grouping.ts'
import { type DigitPattern, type IntegerPicture, integerPicture } from './integer-picture.ts'
import { lettersOf } from './letters.ts'
import { ordinalEnding, ordinalWord } from './ordinal.ts'
import { romanOf } from './roman.ts'
import { digitsOf, wholePart } from './whole-number.ts'
import { wordsOf } from './words.ts'

/** $formatInteger. Throws D3130, D3131, D1001 for what is not finite, and U1001 for what is too long. */
export function formatInteger(value: number | undefined, picture: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const format = integerPicture(checkedPicture(picture))
  const whole = wholePart(value)
  return (whole < 0 ? '-' : '') + written(Math.abs(whole), format)
}

function written(value: number, format: IntegerPicture): string {
  switch (format.kind) {
    case 'letters':
      return lettersOf(digitsOf(value), format.isUpper)
    case 'roman':
      return romanOf(value, format.isUpper)
    case 'words': {
      const words = wordsOf(digitsOf(value))
      return lettered(format.isOrdinal ? words.replace(/[a-z]+$/, ordinalWord) : words, format.letters)
    }
    case 'digits': {
      const text = inDigits(digitsOf(value), format)
      return format.isOrdinal ? text + ordinalEnding(text) : text
    }
  }
}

function inDigits(digits: string, { mandatory, family, grouping }: DigitPattern): string {
  return grouped(translated(digits.padStart(mandatory, '0'), family), grouping)
}

function lettered(words: string, letters: 'lower' | 'upper' | 'title'): string {
  if (letters === 'lower') return words
  if (letters === 'upper') return words.toUpperCase()
  return words.replace(/[a-z]+/g, (word) =>
    word === 'and' ? word : word.charAt(0).toUpperCase() + word.slice(1),
  )
}
