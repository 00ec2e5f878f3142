import { translated } from './digit-family.ts'
import { grouped } from './grouping.ts'
import type { DigitPattern, IntegerPicture } from './integer-picture.ts'
import { lettersOf } from './letters.ts'
import { ordinalEnding, ordinalWord } from './ordinal.ts'
import { romanOf } from './roman.ts'
import { spelled } from './spelled.ts'
import { digitsOf } from './whole-number.ts'
import { wordsOf } from './words.ts'

/** A whole number as its picture says. Throws U1001 for what is too long. */
export function writtenInteger(value: number, picture: IntegerPicture): string {
  const text = withoutSign(Math.abs(value), picture)
  return value < 0 ? `-${text}` : text
}

function withoutSign(value: number, picture: IntegerPicture): string {
  switch (picture.kind) {
    case 'letters':
      return lettersOf(digitsOf(value), picture.isUpper)
    case 'roman':
      return romanOf(value, picture.isUpper)
    case 'words': {
      const words = wordsOf(digitsOf(value))
      return spelled(picture.isOrdinal ? words.replace(/[a-z]+$/, ordinalWord) : words, picture.letters)
    }
    case 'digits': {
      const text = inDigits(digitsOf(value), picture)
      return picture.isOrdinal ? text + ordinalEnding(text) : text
    }
  }
}

function inDigits(digits: string, { mandatory, family, grouping }: DigitPattern): string {
  return grouped(translated(digits.padStart(mandatory, '0'), family), grouping)
}
