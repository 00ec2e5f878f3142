import type { Scalar } from '../model/event.ts'
import { ClockAppointments } from './clock-appointments.ts'
import type { SourceClock } from './source-clock.ts'

/**
 * When which idle key of a source is forgotten: a time after its last event, or later, once nothing waits any more that
 * its time would go on to. They are forgotten in groups, up to an eighth of the time later, so that it does not take a
 * turn for each.
 */
export class LeavingKeys {
  private readonly leaving: ClockAppointments
  /** ms of wall time. */
  private readonly after: number

  constructor(clocks: ReadonlyMap<Scalar, SourceClock>, after: number) {
    this.leaving = new ClockAppointments('keptUntil', clocks)
    this.after = after
  }

  /** The next instant at which to see whether a key can go. */
  get next(): number {
    this.leaving.settle((clock) => (clock.idle ? clock.keptUntil : Number.POSITIVE_INFINITY))
    return this.leaving.next
  }

  /** A clock has turned idle. */
  paused(clock: SourceClock): void {
    this.keepUntil(clock, clock.arrived + this.after)
  }

  /**
   * Lets go of the keys that have been idle for long enough, one by one by `forget`; `awaited` says when an idle clock
   * goes on to something that waits for it, Infinity where nothing does.
   */
  letGo(now: number, awaited: (clock: SourceClock) => number, forget: (clock: SourceClock) => void): void {
    while (this.leaving.next <= now) {
      for (const clock of this.leaving.take()) {
        if (!clock.idle) continue
        const until = awaited(clock)
        if (until < Number.POSITIVE_INFINITY) this.keepUntil(clock, Math.max(until, now) + 1)
        else forget(clock)
      }
    }
  }

  /** Begins anew with what the clocks hold. */
  restore(): void {
    this.leaving.restore()
  }

  private keepUntil(clock: SourceClock, instant: number): void {
    const every = Math.max(1, Math.floor(this.after / 8))
    this.leaving.set(clock, Math.ceil(instant / every) * every)
  }
}
