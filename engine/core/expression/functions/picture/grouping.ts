import { type Digits, joined } from './digit-family.ts'

/** A separator in a picture, and how many digits stand between it and the end of the number (or its point). */
export interface Separator {
  readonly position: number
  readonly character: string
}

/** Where separators go: at the places in the picture or, if those are regular, at every multiple of an interval. */
export interface Grouping {
  readonly at: ReadonlyMap<number, string>
  /** 0 if there is none. */
  readonly interval: number
  readonly character: string
}

/** Of the separators of a whole number, in the order in which they are read. */
export function groupingOf(separators: readonly Separator[]): Grouping {
  const at = new Map<number, string>()
  for (const { position, character } of separators) at.set(position, (at.get(position) ?? '') + character)
  const interval = intervalOf(separators, at)
  return { at, interval, character: separators[0]?.character ?? '' }
}

/** They are regular if they are alike, and at each multiple of the smallest distance as far as they go. */
function intervalOf(separators: readonly Separator[], at: ReadonlyMap<number, string>): number {
  const nearest = separators.at(-1)?.position ?? 0
  const isRegular =
    at.size === separators.length &&
    separators.every(
      ({ position, character }, i) =>
        character === separators[0]?.character && position === nearest * (separators.length - i),
    )
  return isRegular ? nearest : 0
}

/**
 * Digits with their separators. As in XPath, a separator stands before a digit or after one, "if there is such
 * a digit": none at the start of a number that is shorter than its picture.
 */
export function grouped(digits: Digits, { at, interval, character }: Grouping): string {
  if (at.size === 0) return joined(digits)
  let text = ''
  for (let i = 0; i < digits.length; i++) {
    text += digits[i]
    const after = digits.length - 1 - i
    if (interval === 0) text += at.get(after) ?? ''
    else if (after > 0 && after % interval === 0) text += character
  }
  return text
}

/** The digits after the point, which are counted from there. */
export function groupedFraction(digits: Digits, at: ReadonlyMap<number, string>): string {
  if (at.size === 0) return joined(digits)
  let text = ''
  for (let i = 0; i < digits.length; i++) text += `${at.get(i) ?? ''}${digits[i]}`
  return text
}
