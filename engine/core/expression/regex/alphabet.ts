import { lineTerminators, wordCharacters } from './character-classes.ts'
import { LAST_CHARACTER, type CharSet } from './char-set.ts'

/** What assertions can tell of what stands next to a place; `none` where the text begins or ends. */
export type Neighbour = 'none' | 'word' | 'line-terminator' | 'other'

/** Characters that a pattern cannot tell apart, by one of them. */
export interface Letter {
  readonly code: number
  readonly neighbour: Neighbour
}

/** The letters of all texts, as far as these sets and the assertions tell them apart; undefined if too many. */
export function alphabetOf(sets: readonly CharSet[], mostComparisons: number): readonly Letter[] | undefined {
  const told = distinct([...sets, wordCharacters, lineTerminators])
  const bounds = new Set([0, ...told.flatMap(({ ranges }) => ranges.flatMap(([from, to]) => [from, to + 1]))])
  if (bounds.size * told.length > mostComparisons) return undefined
  const letters = new Map<string, Letter>()
  for (const code of bounds) {
    if (code > LAST_CHARACTER) continue
    const membership = told.map((set) => (set.has(code) ? '1' : '0')).join('')
    if (!letters.has(membership)) letters.set(membership, { code, neighbour: neighbourOf(code) })
  }
  return [...letters.values()]
}

function distinct(sets: readonly CharSet[]): readonly CharSet[] {
  return [...new Map(sets.map((set) => [set.ranges.join(), set])).values()]
}

function neighbourOf(code: number): Neighbour {
  if (wordCharacters.has(code)) return 'word'
  return lineTerminators.has(code) ? 'line-terminator' : 'other'
}
