import type { NodeSurroundings } from '../setting.ts'

/**
 * The parts of a setting that have never had a value, such as members of an object or aggregates: each is reported every
 * time it is asked for, until its first value withdraws that. So what is missing now and then, which is no mistake, is
 * reported no more, and costs nothing.
 */
export class UnfoundParts {
  private left: readonly string[]
  private readonly surroundings: NodeSurroundings

  constructor(parts: readonly string[], surroundings: NodeSurroundings) {
    this.left = parts
    this.surroundings = surroundings
  }

  /** Whether there are any left. */
  get some(): boolean {
    return this.left.length > 0
  }

  /** All that are left were asked for once more; `has` tells which of them had a value. */
  look(has: (part: string) => boolean): void {
    const { surroundings } = this
    this.left = this.left.filter((part) => {
      if (!has(part)) {
        surroundings.unfound(part)
        return true
      }
      surroundings.found(part)
      return false
    })
  }
}
