import { cache } from '../../cache.ts'
import { ExpressionError } from '../../expression-error.ts'
import { type DigitFamily, familyOf } from './digit-family.ts'
import { type Grouping, groupingOf, type Separator } from './grouping.ts'
import type { Letters } from './spelled.ts'

/** Digits, with leading zeros and separators: #,##0. */
export interface DigitPattern {
  readonly kind: 'digits'
  readonly family: DigitFamily
  /** Digits that are there even if they are zeros. */
  readonly mandatory: number
  readonly grouping: Grouping
  readonly separators: ReadonlySet<string>
}

/** How a whole number is written (XPath and XQuery Functions and Operators 3.1, section 4.6.1). */
export type IntegerPicture = (
  | DigitPattern
  | { readonly kind: 'letters' | 'roman'; readonly isUpper: boolean }
  | { readonly kind: 'words'; readonly letters: Letters }
) & { readonly isOrdinal: boolean }

const analysed = cache<IntegerPicture>()

/** The analysis of a picture. Throws D3130 and D3131. */
export function integerPicture(picture: string): IntegerPicture {
  // The key is a copy: a slice of a long text would keep all of it.
  return analysed(JSON.stringify(picture), () => analysis(picture))
}

function analysis(picture: string): IntegerPicture {
  const semicolon = picture.lastIndexOf(';')
  const isOrdinal = semicolon >= 0 && picture.charAt(semicolon + 1) === 'o'
  const token = semicolon < 0 ? picture : picture.slice(0, semicolon)
  switch (token) {
    case 'A':
    case 'a':
      return { kind: 'letters', isUpper: token === 'A', isOrdinal }
    case 'I':
    case 'i':
      return { kind: 'roman', isUpper: token === 'I', isOrdinal }
    case 'W':
      return { kind: 'words', letters: 'upper', isOrdinal }
    case 'w':
      return { kind: 'words', letters: 'lower', isOrdinal }
    case 'Ww':
      return { kind: 'words', letters: 'title', isOrdinal }
    default:
      return { ...digitPattern(token), isOrdinal }
  }
}

/** What is neither a digit nor an optional one (#) is a separator. */
function digitPattern(token: string): DigitPattern {
  let family: DigitFamily | undefined
  let mandatory = 0
  let position = 0
  const separators: Separator[] = []
  for (const character of Array.from(token).toReversed()) {
    const own = familyOf(character)
    if (own !== undefined) {
      if (family !== undefined && family !== own) throw new ExpressionError('D3131', { value: token })
      family = own
      mandatory++
      position++
    } else if (character === '#') position++
    else separators.unshift({ position, character: String(character) })
  }
  if (family === undefined) throw new ExpressionError('D3130', { value: token })
  return {
    kind: 'digits',
    family,
    mandatory,
    grouping: groupingOf(separators),
    separators: new Set(separators.map(({ character }) => character)),
  }
}
