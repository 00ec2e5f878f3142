import { levelsOf } from './topic-overlap.ts'

interface Branch {
  readonly next: Map<string, Branch>
  /** Those that end here. Shared ones may have the same levels as others. */
  readonly filters: string[]
}

const branch = (): Branch => ({ next: new Map(), filters: [] })

/**
 * Filters by their levels, so that those that overlap with one are found without looking at the others: with thousands
 * of topics there are too many pairs to try.
 */
export class FilterTree {
  private readonly root = branch()
  private steps = 0

  constructor(filters: Iterable<string>) {
    for (const filter of filters) {
      let at = this.root
      for (const level of levelsOf(filter)) {
        const next = at.next.get(level) ?? branch()
        at.next.set(level, next)
        at = next
      }
      at.filters.push(filter)
    }
  }

  /** How many branches were looked at so far: the work that was done. */
  get visited(): number {
    return this.steps
  }

  /** Those of the filters that some topic matches as well as this one; itself too, if it is there. See `overlap`. */
  overlapping(filter: string): ReadonlySet<string> {
    const found = new Set<string>()
    this.follow(this.root, levelsOf(filter), 0, found)
    return found
  }

  private follow(from: Branch, levels: readonly string[], at: number, found: Set<string>): void {
    this.steps++
    const level = levels[at]
    if (level === '#') {
      // `a/#` takes in `a` too.
      this.collect(from, found)
      return
    }
    // A wildcard at the beginning takes in no topic that begins with `$`.
    const isPlain = at === 0 && level?.startsWith('$') === true
    if (!isPlain) for (const rest of from.next.get('#')?.filters ?? []) found.add(rest)
    if (level === undefined) {
      for (const same of from.filters) found.add(same)
      return
    }
    if (level === '+') {
      for (const [text, next] of from.next) {
        if (text !== '#' && !this.isHidden(from, text)) this.follow(next, levels, at + 1, found)
      }
      return
    }
    for (const text of isPlain ? [level] : [level, '+']) {
      const next = from.next.get(text)
      if (next !== undefined) this.follow(next, levels, at + 1, found)
    }
  }

  private collect(from: Branch, found: Set<string>): void {
    this.steps++
    for (const filter of from.filters) found.add(filter)
    for (const [text, next] of from.next) if (!this.isHidden(from, text)) this.collect(next, found)
  }

  /** Whether wildcards do not take in this level after that branch. */
  private isHidden(from: Branch, text: string): boolean {
    return from === this.root && text.startsWith('$')
  }
}
