import { editDistance } from './edit-distance.ts'

/** Longer names are no slips of the pen, and their distance takes the square of their length to find. */
const MOST_CHARACTERS = 100

/** The candidate nearest to a name, where at most a third of its characters differ, one in short names. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  if (name.length > MOST_CHARACTERS) return undefined
  let best: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of candidates) {
    if (candidate.length > MOST_CHARACTERS) continue
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance >= least) continue
    best = candidate
    least = distance
  }
  return best
}
