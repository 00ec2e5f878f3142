import { translated } from '../picture/digit-family.ts'
import { grouped } from '../picture/grouping.ts'
import type { IntegerPicture } from '../picture/integer-picture.ts'
import { lettersOf } from '../picture/letters.ts'
import { ordinalEnding, ordinalWord } from '../picture/ordinal.ts'
import { romanOf } from '../picture/roman.ts'
import { wordsOf } from '../picture/words.ts'

/** A whole number as its picture says. */
export function writtenInteger(value: number, picture: IntegerPicture): string {
  const text = withoutSign(Math.abs(value), picture)
  return value < 0 ? `-${text}` : text
}

function withoutSign(value: number, picture: IntegerPicture): string {
  switch (picture.kind) {
    case 'letters':
      return lettersOf(String(value), picture.isUpper)
    case 'roman':
      return romanOf(value, picture.isUpper)
    case 'words': {
      const words = wordsOf(String(value))
      return spelled(picture.isOrdinal ? words.replace(/[a-z]+$/, ordinalWord) : words, picture.letters)
    }
    case 'digits': {
      const digits = String(value).padStart(picture.mandatory, '0')
      const text = grouped(translated(digits, picture.family), picture.grouping)
      return picture.isOrdinal ? text + ordinalEnding(text) : text
    }
  }
}

export type Letters = 'upper' | 'lower' | 'title'

/** Words of small letters as a picture wants them. */
export function spelled(words: string, letters: Letters): string {
  if (letters === 'lower') return words
  if (letters === 'upper') return words.toUpperCase()
  return words.replace(/(?!and\b)\b[a-z]/g, (letter) => letter.toUpperCase())
}
