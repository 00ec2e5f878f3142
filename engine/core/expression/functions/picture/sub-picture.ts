import type { DecimalFormat } from './decimal-format.ts'

/** The parts of a sub-picture, each as its characters. */
export interface SubPicture {
  readonly text: string
  readonly all: readonly string[]
  readonly prefix: readonly string[]
  readonly suffix: readonly string[]
  /** From the first active character to the last. */
  readonly active: readonly string[]
  readonly mantissa: readonly string[]
  readonly integer: readonly string[]
  readonly fraction: readonly string[]
  readonly exponent: readonly string[] | undefined
}

/** Takes a sub-picture apart (F&O 3.1, section 4.7.4), be it right or wrong. */
export function subPicture(text: string, format: DecimalFormat): SubPicture {
  const all = Array.from(text)
  const isEdge = (character: string): boolean =>
    character !== format.exponentSeparator && isActive(character, format)
  const first = all.findIndex(isEdge)
  // Where nothing is active all of it is, which breaks the one rule or the other.
  const start = Math.max(0, first)
  const end = first < 0 ? all.length : all.findLastIndex(isEdge) + 1
  const exponentAt = all.indexOf(format.exponentSeparator, start)
  // At the end it begins an exponent without digits; further on it is a letter like others.
  const hasExponent = exponentAt >= 0 && exponentAt <= end
  const mantissa = all.slice(start, hasExponent ? exponentAt : end)
  const pointAt = mantissa.indexOf(format.decimalSeparator)
  return {
    text,
    all,
    prefix: all.slice(0, start),
    suffix: all.slice(end),
    active: all.slice(start, end),
    mantissa,
    integer: pointAt < 0 ? mantissa : mantissa.slice(0, pointAt),
    fraction: pointAt < 0 ? [] : mantissa.slice(pointAt + 1),
    exponent: hasExponent ? all.slice(exponentAt + 1, end) : undefined,
  }
}

/** Stands for a digit, or between digits. */
export function isActive(character: string, format: DecimalFormat): boolean {
  return (
    format.digits.includes(character) ||
    character === format.optionalDigit ||
    character === format.decimalSeparator ||
    character === format.groupingSeparator ||
    character === format.exponentSeparator
  )
}
