import type { ClockRules, SourceClock } from './source-clock.ts'
import { TimeBuckets } from './time-buckets.ts'

/**
 * Among idle clocks, the one whose own time is the first to reach a given one. By how much a clock lags behind the wall
 * is fixed as long as it is idle, so they are kept by their lag; those that stop before the time that is asked for are
 * passed over, and looked at again when one is asked for that they do reach.
 */
export class FirstToReach {
  private readonly rules: ClockRules
  /** In order of their last arrival. */
  private readonly idle: ReadonlySet<SourceClock>
  /** There once somebody has asked. */
  private byLag: TimeBuckets<SourceClock> | undefined
  private entries = 0
  /** How far those that were passed over would go at most. */
  private passedOver = Number.NEGATIVE_INFINITY

  constructor(rules: ClockRules, idle: ReadonlySet<SourceClock>) {
    this.rules = rules
    this.idle = idle
  }

  /** A clock has turned idle. One that is idle no longer need not be told. */
  paused(clock: SourceClock): void {
    if (this.byLag === undefined || clock.greatest === Number.NEGATIVE_INFINITY) return
    this.entries++
    this.byLag.add(this.lag(clock), clock)
  }

  /** The clock that reaches this time first; of several, the one that fell silent last. */
  find(time: number): SourceClock | undefined {
    const byLag = this.sorted(time)
    let found: SourceClock | undefined
    byLag.settle((clock) => {
      if (!this.idle.has(clock) || this.lag(clock) !== byLag.next) return false
      const limit = clock.greatest + this.rules.idleSpan()
      if (limit < time) {
        this.passedOver = Math.max(this.passedOver, limit)
        return false
      }
      found = clock
      return true
    })
    return found
  }

  private sorted(time: number): TimeBuckets<SourceClock> {
    const tooMany = this.entries > 1_000 + 4 * this.idle.size
    if (this.byLag !== undefined && time > this.passedOver && !tooMany) return this.byLag
    this.byLag = new TimeBuckets()
    this.entries = 0
    this.passedOver = Number.NEGATIVE_INFINITY
    for (const clock of this.idle) this.paused(clock)
    return this.byLag
  }

  /** ms of wall time until its time stands where the wall stands now. */
  private lag({ arrived, greatest }: SourceClock): number {
    return arrived + this.rules.idle - (greatest - this.rules.outOfOrder - 1)
  }
}
