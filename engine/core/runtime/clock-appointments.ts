import type { Scalar } from '../model/event.ts'
import type { SourceClock } from './source-clock.ts'
import { TimeBuckets } from './time-buckets.ts'

/**
 * When to turn to which clock. Each clock holds its one instant itself, in a field; entries of instants that it had
 * before are passed over, and thrown out where they become many.
 */
export class ClockAppointments {
  private readonly field: 'look' | 'keptUntil'
  private readonly clocks: ReadonlyMap<Scalar, SourceClock>
  private buckets = new TimeBuckets<SourceClock>()
  private passedOver = 0

  constructor(field: 'look' | 'keptUntil', clocks: ReadonlyMap<Scalar, SourceClock>) {
    this.field = field
    this.clocks = clocks
  }

  /** No clock has an instant before this one. Exact once settled; Infinity where there is none. */
  get next(): number {
    return this.buckets.next
  }

  /** An instant for a clock, in place of the one it had; Infinity for none. */
  set(clock: SourceClock, at: number): void {
    const before = clock[this.field]
    if (before === at) return
    clock[this.field] = at
    if (at < Number.POSITIVE_INFINITY) this.buckets.add(at, clock)
    if (before < Number.POSITIVE_INFINITY && ++this.passedOver > 1_000 + this.clocks.size) this.restore()
  }

  /** Puts off instants that come too early: `instantOf` gives a clock's real one. Looks at no more than it has to. */
  settle(instantOf: (clock: SourceClock) => number): void {
    const { field, buckets } = this
    buckets.settle((clock) => {
      const at = buckets.next
      if (clock[field] !== at) return false
      const instant = instantOf(clock)
      if (instant <= at) return true
      clock[field] = instant
      if (instant < Number.POSITIVE_INFINITY) buckets.add(instant, clock)
      return false
    })
  }

  /** Takes the clocks of the first instant out, in the order in which their keys appeared. */
  take(): SourceClock[] {
    const at = this.next
    const clocks: SourceClock[] = []
    for (const clock of this.buckets.take()) {
      if (clock[this.field] !== at) continue
      clock[this.field] = Number.POSITIVE_INFINITY
      clocks.push(clock)
    }
    return clocks.sort((a, b) => a.seen - b.seen)
  }

  /** Begins anew with what the clocks hold. */
  restore(): void {
    this.passedOver = 0
    this.buckets = new TimeBuckets()
    for (const clock of this.clocks.values()) {
      const at = clock[this.field]
      if (at < Number.POSITIVE_INFINITY) this.buckets.add(at, clock)
    }
  }
}
