/** From and to, both included. */
export type CharRange = readonly [number, number]

export const LAST_CHARACTER = 0xffff

const LOW = 256

/** A set of characters, that is of UTF-16 code units, as regular expressions without the flag u see them. */
export class CharSet {
  /** In order, and with room between them. */
  readonly ranges: readonly CharRange[]
  readonly #low = new Uint8Array(LOW)
  /** Where the ranges from LOW on begin and where they are over, by turns. */
  readonly #bounds: Uint32Array

  constructor(ranges: readonly CharRange[]) {
    this.ranges = merged(ranges)
    for (const [from, to] of this.ranges) this.#low.fill(1, from, Math.min(to + 1, LOW))
    const high = this.ranges.filter(([, to]) => to >= LOW)
    this.#bounds = Uint32Array.from(high.flatMap(([from, to]) => [Math.max(from, LOW), to + 1]))
  }

  has(code: number): boolean {
    return code < LOW ? this.#low[code] === 1 : this.#hasHigh(code)
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0
  }

  inverted(): CharSet {
    const gaps: CharRange[] = []
    let from = 0
    for (const [first, last] of this.ranges) {
      if (first > from) gaps.push([from, first - 1])
      from = last + 1
    }
    if (from <= LAST_CHARACTER) gaps.push([from, LAST_CHARACTER])
    return new CharSet(gaps)
  }

  /** A character is in the set when an odd number of bounds is not above it. */
  #hasHigh(code: number): boolean {
    let below = 0
    let above = this.#bounds.length
    while (below < above) {
      const middle = (below + above) >> 1
      if ((this.#bounds[middle] ?? 0) <= code) below = middle + 1
      else above = middle
    }
    return (below & 1) === 1
  }
}

export function oneCharacter(code: number): CharSet {
  return new CharSet([[code, code]])
}

export function union(sets: readonly CharSet[]): CharSet {
  return new CharSet(sets.flatMap(({ ranges }) => ranges))
}

function merged(ranges: readonly CharRange[]): readonly CharRange[] {
  const result: CharRange[] = []
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = result.at(-1)
    if (last !== undefined && from <= last[1] + 1)
      result[result.length - 1] = [last[0], Math.max(last[1], to)]
    else result.push([from, to])
  }
  return result
}
