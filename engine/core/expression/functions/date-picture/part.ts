import type { IntegerPicture } from '../picture/integer-picture.ts'
import type { Letters } from '../picture/spelled.ts'

/** A component written as a number. */
export interface NumberPart {
  readonly kind: 'number'
  readonly component: string
  readonly integer: IntegerPicture
  /** Of the year, what is left after dividing by this is written: the last digits. */
  readonly modulus: number
  /** Digits it has when it is read, where another number follows at once. */
  readonly digits: number | undefined
}

/** A component written as a name: a month, a day of the week, or am and pm. */
interface NamePart {
  readonly kind: 'name'
  readonly component: string
  /** By value. */
  readonly names: readonly string[]
  readonly letters: Letters
  /** Letters it has at most. */
  readonly longest: number
}

type DigitsPicture = Extract<IntegerPicture, { readonly kind: 'digits' }>

export interface ZonePart {
  readonly kind: 'zone'
  readonly component: string
  /** Missing where the picture has no digits: such zones can be read, but not written. */
  readonly integer: DigitsPicture | undefined
  /** `GMT+01:00` */
  readonly isGreenwich: boolean
  /** `Z` instead of `+00:00` */
  readonly isZulu: boolean
}

/** What cannot be written: a name of what has none (D3133), or a numbering that there is not (D3130). */
interface RefusedPart {
  readonly kind: 'refused'
  readonly component: string
  readonly code: 'D3130' | 'D3133'
  readonly value: string
}

/** One piece of a picture: text that stands for itself, or a marker in brackets. */
export type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | NumberPart
  | NamePart
  | ZonePart
  /** The calendar and the era: there is one of each. */
  | { readonly kind: 'calendar'; readonly component: string }
  | RefusedPart
