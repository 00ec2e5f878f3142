import { ordinalWord } from '../picture/ordinal.ts'
import { SCALES, SMALL, TENS } from '../picture/words.ts'
import type { Piece } from './ends.ts'
import { charactersInCommon } from './folded.ts'

const CARDINALS = [...SMALL, ...TENS, 'hundred', ...SCALES.map(([word]) => word)]
const ALL = [...CARDINALS, ...CARDINALS.map(ordinalWord), 'and', ' ', ',', '-']
const WORDS = Map.groupBy(ALL, (word) => word.charCodeAt(0))

function wordsFrom(code: number): readonly string[] {
  return WORDS.get(code >= 65 && code <= 90 ? code + 32 : code) ?? []
}

/** Words of numbers, one or more, and what stands between them. */
export const words: Piece = (text, at, looks) => {
  const first = at + 1
  const marks: boolean[] = []
  let last = at
  // A bit for each of the next places that some word ends at: no word has more than 31 letters.
  let open = 1
  for (let place = at; open !== 0; place++, open >>>= 1) {
    looks.spend(1)
    const isReached = (open & 1) === 1
    if (place > at) marks.push(isReached)
    if (!isReached) continue
    last = place
    for (const word of wordsFrom(text.charCodeAt(place))) {
      if (charactersInCommon(text, place, word) === word.length) open |= 1 << word.length
    }
  }
  return last > at ? { first, last, marks } : undefined
}
