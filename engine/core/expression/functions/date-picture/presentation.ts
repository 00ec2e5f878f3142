import { ExpressionError } from '../../expression-error.ts'
import { type IntegerPicture, integerPicture } from '../picture/integer-picture.ts'
import type { Letters } from '../picture/spelled.ts'

/** How a marker wants its component (F&O 3.1, 9.8.4.1, "presentation modifiers"). */
export interface Presentation {
  readonly first: string
  /** One of a, t, c and o, or nothing. Only o, ordinal, and the t of time zones say something in English. */
  readonly second: string
  /** Missing where it is not to be a name. */
  readonly name: Letters | undefined
}

export function presentationOf(modifiers: string): Presentation {
  const last = modifiers.slice(-1)
  const hasSecond = modifiers.length > 1 && 'atco'.includes(last)
  const first = hasSecond ? modifiers.slice(0, -1) : modifiers
  return { first, second: hasSecond ? last : '', name: lettersOfName(first) }
}

function lettersOfName(first: string): Letters | undefined {
  if (first.startsWith('n')) return 'lower'
  if (first.startsWith('Nn')) return 'title'
  return first.startsWith('N') ? 'upper' : undefined
}

/** The picture of an integer, or nothing where there is no such numbering. Throws D3131. */
export function integerIfAny(picture: string): IntegerPicture | undefined {
  try {
    return integerPicture(picture)
  } catch (error) {
    if (error instanceof ExpressionError && error.code === 'D3130') return undefined
    throw error
  }
}
