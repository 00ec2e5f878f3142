import type { Clock } from './clock.ts'

/**
 * Timers of the system stand still while the machine sleeps, and do not know when its clock is set; so what is further
 * away is waited for in steps of so many ms.
 */
const longest = 10_000

/**
 * Rings when an instant of the wall is reached. It may ring too early, since an alarm that was set is only replaced by
 * an earlier one: the instant of a busy flow moves with every event, and timers cost more than a look at the clock.
 */
export class Alarm {
  private readonly clock: Clock
  private readonly ring: () => void
  private timer: NodeJS.Timeout | undefined
  private at = Number.POSITIVE_INFINITY

  constructor(clock: Clock, ring: () => void) {
    this.clock = clock
    this.ring = ring
  }

  /** Asks to be rung at this instant at the latest. */
  set(instant: number): void {
    if (instant >= this.at) return
    clearTimeout(this.timer)
    const wait = Math.min(longest, Math.max(0, instant - this.clock.now()))
    this.at = instant
    this.timer = setTimeout(() => {
      this.at = Number.POSITIVE_INFINITY
      this.ring()
    }, wait)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.at = Number.NEGATIVE_INFINITY
  }
}
