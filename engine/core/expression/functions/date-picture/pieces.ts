import type { Piece } from './ends.ts'
import { charactersInCommon } from './folded.ts'

/** The text itself, in upper or lower case. */
export function literal(wanted: string): Piece {
  return (text, at, looks) => {
    const count = charactersInCommon(text, at, wanted)
    looks.spend(count + 1)
    return count === wanted.length ? { first: at + count, last: at + count } : undefined
  }
}

/** One of a few texts of which none is the beginning of another. */
export function oneOf(...texts: readonly string[]): Piece {
  const choices = texts.map(literal)
  return (text, at, looks) => {
    for (const choice of choices) {
      const ends = choice(text, at, looks)
      if (ends !== undefined) return ends
    }
    return undefined
  }
}

type Belongs = (code: number) => boolean

/** One or more characters of a kind. */
export function run(belongs: Belongs): Piece {
  return (text, at, looks) => {
    let last = at
    while (last < text.length && belongs(text.charCodeAt(last))) last++
    looks.spend(last - at + 1)
    return last > at ? { first: at + 1, last } : undefined
  }
}

/** So many characters of a kind. */
export function exactly(count: number, belongs: Belongs): Piece {
  return (text, at, looks) => {
    const end = at + count
    if (end > text.length) return undefined
    looks.spend(count)
    for (let i = at; i < end; i++) if (!belongs(text.charCodeAt(i))) return undefined
    return { first: end, last: end }
  }
}

/** One piece after another. */
export function sequence(before: Piece, after: Piece): Piece {
  return (text, at, looks) => {
    // Only its last end: what comes after begins with a sign that the piece before cannot hold.
    const ends = before(text, at, looks)
    return ends === undefined ? undefined : after(text, ends.last, looks)
  }
}

export function isLetter(code: number): boolean {
  // Upper and lower case of ASCII letters differ in this bit alone.
  const upper = code & ~0x20
  return upper >= 65 && upper <= 90
}

export function isRomanDigit(code: number): boolean {
  return isLetter(code) && 'MDCLXVI'.includes(String.fromCharCode(code & ~0x20))
}

export function isDigitFrom(zero: number): Belongs {
  return (code) => code >= zero && code <= zero + 9
}
