import { editDistance } from '../expression/advice/edit-distance.ts'

/** Finds the name that someone may have meant, or undefined where none is near. */
export type Nearest = (name: string, known: Iterable<string>) => string | undefined

/** How many cells of comparison one check may spend on suggestions, so that a hostile document costs no time. */
const budget = 20_000_000

/**
 * Makes a search for the nearest name by edit distance: at most a third of its characters may differ, one in short
 * names, three in long ones; capitals, dashes and underscores count for nothing. Of several, the first known.
 */
export function nearestNames(): Nearest {
  let left = budget
  return (name, known) => {
    const given = plain(name)
    if (given.length === 0 || given.length > 64) return undefined
    let limit = Math.min(3, Math.max(1, Math.floor(given.length / 3)))
    let best: string | undefined
    for (const candidate of known) {
      if (left <= 0) break
      left -= 1
      if (Math.abs(candidate.length - name.length) > limit + 2) continue
      const other = plain(candidate)
      if (other.length > 64) continue
      if (other === given) return candidate
      // A single character is no likeness: every other single character would be near it.
      if (Math.min(other.length, given.length) < 2) continue
      left -= given.length * other.length
      const distance = editDistance(given, other)
      if (distance > limit || (distance === limit && best !== undefined)) continue
      best = candidate
      limit = distance
    }
    return best
  }
}

const plain = (name: string): string => name.toLowerCase().replace(/[-_ ]/g, '')
