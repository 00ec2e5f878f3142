import { ExpressionError } from '../../expression-error.ts'
import { lettersValue } from '../picture/letters.ts'
import { romanValue } from '../picture/roman.ts'
import { wordsValue } from '../picture/words-value.ts'
import type { Piece } from './ends.ts'
import { valueOfName } from './names-of-days-and-months.ts'
import type { NumberPart, Part } from './part.ts'
import { exactly, isDigitFrom, isLetter, isRomanDigit, literal, oneOf, run, sequence } from './pieces.ts'
import { words } from './word-piece.ts'
import { zoneReader } from './zone-reader.ts'

/** How a part of a picture is found in a text, and what the text of it means. */
export interface Reader {
  readonly piece: Piece
  /** Missing where the text means nothing. */
  readonly component: string | undefined
  /** NaN for words that are no number, nothing for a name that there is not. */
  readonly value: (text: string) => number | undefined
}

const ASCII_ZERO = 48

/** Throws D3130 and D3133. */
export function readerOf(part: Part): Reader {
  // Whatever the picture says, a fraction is digits: thousandths, the first three of them.
  if ('component' in part && part.component === 'f') {
    return { component: 'f', piece: run(isDigitFrom(ASCII_ZERO)), value: thousandths }
  }
  switch (part.kind) {
    case 'literal':
      return { component: undefined, piece: literal(part.text), value: () => undefined }
    case 'number':
      return { component: part.component, ...numberReader(part) }
    case 'name': {
      const { component, names, longest } = part
      return {
        component,
        piece: run(isLetter),
        value: (text) => valueOfName(text, names, longest || Infinity),
      }
    }
    case 'zone':
      return { component: part.component, ...zoneReader(part) }
    case 'calendar':
      throw new ExpressionError('D3133', { value: part.component })
    case 'refused':
      throw new ExpressionError(part.code, { value: part.value })
  }
}

function numberReader({ integer, digits }: NumberPart): Pick<Reader, 'piece' | 'value'> {
  switch (integer.kind) {
    case 'letters':
      return { piece: run(isLetter), value: (text) => lettersValue(text.toUpperCase(), true) }
    case 'roman':
      return { piece: run(isRomanDigit), value: (text) => romanValue(text.toUpperCase(), true) }
    case 'words':
      return { piece: words, value: (text) => wordsValue(text) ?? Number.NaN }
    case 'digits': {
      const { family, isOrdinal } = integer
      const zero = family[0]?.charCodeAt(0) ?? ASCII_ZERO
      const isDigit = isDigitFrom(zero)
      const piece = digits === undefined ? run(isDigit) : exactly(digits, isDigit)
      return {
        piece: isOrdinal ? sequence(piece, oneOf('th', 'st', 'nd', 'rd')) : piece,
        value: (text) => fromDigits(isOrdinal ? text.slice(0, -2) : text, zero),
      }
    }
  }
}

function fromDigits(text: string, zero: number): number {
  let value = 0
  for (let i = 0; i < text.length; i++) value = value * 10 + text.charCodeAt(i) - zero
  return value
}

function thousandths(text: string): number {
  return Number(text.slice(0, 3).padEnd(3, '0'))
}
