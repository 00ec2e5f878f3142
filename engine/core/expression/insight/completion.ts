/** What may be written at a place in an expression. */
export interface Completion {
  /** What is shown: the name as it is; of a field that is elsewhere in the event the path to it. */
  readonly label: string
  /** What is written: a name with a space in backquotes, a text in quotes, a function with its bracket. */
  readonly insert: string
  readonly kind: 'field' | 'variable' | 'function' | 'operator' | 'word' | 'text'
  /** A word more: a value from the sample, a signature. */
  readonly detail: string
}

/** One that may fit what is begun. */
export interface Candidate extends Completion {
  /** What has to be typed of it, without its `$`. */
  readonly name: string
  /** It is none of those that stand there as a rule: it has to begin as what is typed, and something has to be typed. */
  readonly isApart?: boolean
}

/** Neither a `$` nor a quote that is typed tells which one is meant. */
const bare = (begun: string): string => begun.replace(/^[$`"']/, '').toLowerCase()

/**
 * What is typed, those that begin so, then those of which a part does (`Value` of `tableValue`), then those that have it
 * somewhere; of each in the order in which they are given. What would be written twice is there once.
 */
export function fitting(candidates: readonly Candidate[], begun: string): readonly Completion[] {
  const sought = bare(begun)
  const ranked = candidates
    .map((candidate) => ({ candidate, rank: rankOf(candidate, sought) }))
    .filter(({ rank }) => rank < worst)
    .toSorted((one, other) => one.rank - other.rank)
  const written = new Map<string, Completion>()
  for (const { candidate } of ranked) {
    const { label, insert, kind, detail } = candidate
    if (!written.has(insert)) written.set(insert, { label, insert, kind, detail })
  }
  return [...written.values()]
}

const worst = 4

function rankOf({ name, kind, isApart = false }: Candidate, sought: string): number {
  const at = name.toLowerCase().indexOf(sought)
  if (at === 0) return isApart && sought === '' ? worst : name.length === sought.length ? 0 : 1
  if (at < 0 || isApart) return worst
  // Nearly all have any one letter somewhere.
  if (kind === 'word' || (kind === 'function' && sought.length === 1)) return worst
  return /[A-Z]/.test(name.charAt(at)) || !/[\p{L}\p{N}]/u.test(name.charAt(at - 1)) ? 2 : 3
}
