import { countUpTo } from './parts-of-batches.ts'

/** What has its elements in order of their ordinals. */
interface Part {
  readonly ordinals: readonly number[]
}

/** How such parts are cut and joined. */
export interface Cutting<One extends Part> {
  slice(part: One, from: number, to: number): One
  join(parts: readonly One[]): One
}

/** Parts that wait in line. To add one costs nothing, and to take from the front as much as is taken. */
export class LineOfParts<One extends Part> {
  private readonly cutting: Cutting<One>
  private parts: One[] = []
  /** So many elements of the first part have been taken. */
  private from = 0

  constructor(cutting: Cutting<One>) {
    this.cutting = cutting
  }

  /** Adds a part at the end, and takes all elements up to this ordinal. */
  through(part: One, limit: number): One {
    const { parts, cutting } = this
    if (part.ordinals.length > 0) parts.push(part)
    const taken: One[] = []
    let whole = 0
    for (let one = parts[0]; one !== undefined; one = parts[++whole]) {
      const { from } = this
      const to = countUpTo(one.ordinals, limit, from)
      const isWhole = to === one.ordinals.length
      if (to > from) taken.push(from === 0 && isWhole ? one : cutting.slice(one, from, to))
      this.from = isWhole ? 0 : to
      if (!isWhole) break
    }
    parts.splice(0, whole)
    const [first = cutting.slice(part, 0, 0)] = taken
    return taken.length < 2 ? first : cutting.join(taken)
  }
}
