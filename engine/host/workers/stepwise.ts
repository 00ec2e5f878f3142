import type { Arrival } from '../../core/operator/arrival.ts'
import type { FlowRun } from '../../core/runtime/flow-run.ts'

/** So many instants at which something is due are gone through between two pauses. */
const instants = 1_000

/** From a gap of so long between arrivals, ms, much may fall due in it. */
const longGap = 10_000

/**
 * Feeds a run as `run.feed` does, and calls `pause` now and then while time passes, so that what a year of ticks brings
 * can be written before the next thousand.
 */
export class Stepwise {
  private readonly run: FlowRun
  private readonly pause: () => Promise<void> | undefined
  /**
   * The greatest instant so far; undefined while the run may not yet know what time it is, and would jump to the first
   * it hears.
   */
  private reached: number | undefined
  private begun = false
  /**
   * The flow was away, and a timer may make up for that in portions of many ticks, one a millisecond: much may be due
   * in a short gap, and at each instant of it.
   */
  private makingUp = false

  constructor(run: FlowRun, pause: () => Promise<void> | undefined) {
    this.run = run
    this.pause = pause
  }

  async feed(arrivals: readonly Arrival[]): Promise<void> {
    let from = 0
    for (let at = 0; at < arrivals.length; at++) {
      const arrival = arrivals[at] as Arrival // below their number
      const instant = this.run.saidBy(arrival)
      if (arrival.kind === 'resume') this.makingUp = true
      else if (instant !== undefined && this.isFar(instant)) {
        if (at > from) this.run.feed(arrivals.slice(from, at))
        from = at
        await this.passTo(instant)
      }
      this.note(instant)
    }
    if (from < arrivals.length) this.run.feed(from === 0 ? arrivals : arrivals.slice(from))
    const waiting = this.pause()
    if (waiting !== undefined) await waiting
  }

  private isFar(instant: number): boolean {
    if (this.reached === undefined) return false
    return instant - this.reached >= longGap || (this.makingUp && instant > this.reached)
  }

  private async passTo(instant: number): Promise<void> {
    const between = this.makingUp ? 1 : instants
    let count = 0
    let next = this.run.nextInstant()
    for (; next < instant; next = this.run.nextInstant()) {
      this.run.advance(next)
      if (++count % between !== 0) continue
      const waiting = this.pause()
      if (waiting !== undefined) await waiting
    }
    if (next > instant + 1) this.makingUp = false
  }

  private note(instant: number | undefined): void {
    if (instant !== undefined && (!this.begun || this.reached !== undefined || instant > 0))
      this.reached = Math.max(instant, this.reached ?? instant)
    this.begun = true
  }
}
