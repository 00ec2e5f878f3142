import { CharSet, LAST_CHARACTER, type CharRange } from './char-set.ts'

const ASCII = 128
const BIG_A = 0x41
const BIG_Z = 0x5a
const SMALL_A = 0x61
const SMALL_Z = 0x7a
const BETWEEN_CASES = SMALL_A - BIG_A

/** ECMAScript's Canonicalize without the flag u: characters that differ only in case have the same one. */
export function canonical(code: number): number {
  if (code >= ASCII) return beyondAscii().canonical[code] ?? code
  return code >= SMALL_A && code <= SMALL_Z ? code - BETWEEN_CASES : code
}

/** The set with all characters that differ from one of its own only in case. */
export function ignoringCase(set: CharSet): CharSet {
  const ranges: CharRange[] = [...set.ranges]
  for (const [from, to] of set.ranges) {
    addOverlap(ranges, from, to, BIG_A, BIG_Z, BETWEEN_CASES)
    addOverlap(ranges, from, to, SMALL_A, SMALL_Z, -BETWEEN_CASES)
    // No character beyond ASCII has one of ASCII as its like.
    if (to >= ASCII) addLikes(ranges, from, to, set)
  }
  return new CharSet(ranges)
}

/** What there is from first to last, moved. */
function addOverlap(
  into: CharRange[],
  from: number,
  to: number,
  first: number,
  last: number,
  by: number,
): void {
  const start = Math.max(from, first)
  const end = Math.min(to, last)
  if (start <= end) into.push([start + by, end + by])
}

function addLikes(into: CharRange[], from: number, to: number, set: CharSet): void {
  const { cased, likes } = beyondAscii()
  for (let at = firstFrom(cased, from); at < cased.length; at++) {
    const code = cased[at] ?? to + 1
    if (code > to) return
    for (const like of likes.get(code) ?? []) if (!set.has(like)) into.push([like, like])
  }
}

/** Where in a list in order the numbers begin that are not below the least. */
function firstFrom(list: readonly number[], least: number): number {
  let below = 0
  let above = list.length
  while (below < above) {
    const middle = (below + above) >> 1
    if ((list[middle] ?? least) < least) below = middle + 1
    else above = middle
  }
  return below
}

interface LetterCase {
  readonly canonical: Uint16Array
  /** The characters that have a like, in order. */
  readonly cased: readonly number[]
  /** For each of them all with the same canonical character. */
  readonly likes: ReadonlyMap<number, readonly number[]>
}

let known: LetterCase | undefined

/** It takes milliseconds and few patterns need it. */
function beyondAscii(): LetterCase {
  known ??= ask()
  return known
}

/** Asks the engine itself, since it knows the Unicode version that its regular expressions go by. */
function ask(): LetterCase {
  const canonical = new Uint16Array(LAST_CHARACTER + 1)
  const likes = new Map<number, number[]>()
  for (let code = ASCII; code <= LAST_CHARACTER; code++) {
    const upper = String.fromCharCode(code).toUpperCase()
    const first = upper.charCodeAt(0)
    const like = upper.length === 1 && first >= ASCII ? first : code
    canonical[code] = like
    if (like === code) continue
    const alike = likes.get(like) ?? [like]
    alike.push(code)
    likes.set(like, alike).set(code, alike)
  }
  return { canonical, cased: [...likes.keys()].toSorted((a, b) => a - b), likes }
}
