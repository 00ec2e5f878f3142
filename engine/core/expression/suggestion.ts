import { otherNames } from './other-names.ts'

/** `: did you mean $limit?`, be it a variable or a function, or which variables there are. */
export function suggestion(
  name: string,
  known: readonly string[],
  functions: readonly string[],
  as?: 'function',
): string {
  const other = otherNames.get(name)
  if (as === 'function' && other !== undefined) return `: did you mean $${other}?`
  const nearest = [...known, ...functions]
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)[0]
  if (nearest !== undefined && nearest.distance <= Math.max(1, Math.floor(name.length / 3)))
    return `: did you mean $${nearest.candidate}?`
  if (as === 'function') return ''
  if (known.length === 0) return ': none are bound here'
  return `: there are ${known.map((candidate) => `$${candidate}`).join(', ')}`
}

/** Levenshtein distance: how many characters to insert, leave out or change. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (let i = 0; i < from.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < to.length; j++) {
      const change = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
