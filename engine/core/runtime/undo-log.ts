/** Something whose parts can be put back as they were. */
export interface Restorable {
  restore(part: unknown, previous: unknown): void
}

/**
 * What the hook at hand has changed so far. A hook that throws has had no effect: its changes are put back, last one
 * first. The arrays are reused, since this is written to on every event that changes state.
 */
export class UndoLog {
  private length = 0
  private readonly targets: Restorable[] = []
  private readonly parts: unknown[] = []
  private readonly previous: unknown[] = []

  get empty(): boolean {
    return this.length === 0
  }

  note(target: Restorable, part: unknown, previous: unknown): void {
    const at = this.length++
    this.targets[at] = target
    this.parts[at] = part
    this.previous[at] = previous
  }

  /** The changes stand. */
  keep(): void {
    this.length = 0
  }

  undo(): void {
    while (this.length > 0) {
      const at = --this.length
      this.targets[at]?.restore(this.parts[at], this.previous[at])
    }
  }
}
