import type { FlowRun } from '../../core/runtime/flow-run.ts'
import type { Clock } from './clock.ts'
import type { ClockWatch } from './clock-watch.ts'
import type { SendingRoom } from './sending-room.ts'

/**
 * So far behind what is due, ms, and the machine is taken to have slept, or its clock to have been set: what fell due
 * meanwhile then happens once, instead of a tick for each missed instant.
 */
const longAway = 10_000

/** How the wall goes on for a live flow: in steps, so that a turn does not last as long as all that is due takes. */
export class PassingTime {
  private readonly run: FlowRun
  private readonly clock: Clock
  private readonly watch: ClockWatch
  private readonly room: Pick<SendingRoom, 'isAwaited'>
  private readonly deliver: () => void
  /**
   * The flow was away, and something of what it missed is still to come: a timer that makes up for every tick does so in
   * portions, one a millisecond, which may well take longer than that.
   */
  private makingUp = false

  /** `deliver` sends what an instant has brought, which takes its time too. */
  constructor(
    run: FlowRun,
    clock: Clock,
    watch: ClockWatch,
    room: Pick<SendingRoom, 'isAwaited'>,
    deliver: () => void,
  ) {
    this.run = run
    this.clock = clock
    this.watch = watch
    this.room = room
    this.deliver = deliver
  }

  /** Whether something of what was missed while the flow was away is still to come. */
  get isBehind(): boolean {
    return this.makingUp && this.run.nextInstant() <= this.clock.now() + 1
  }

  /**
   * Begins a turn. Where the flow was away, the wall is set at once, to this instant at most: the clock's, or that of the
   * first of what has arrived and waits, which is to find the wall where it came.
   */
  begin(instant: number): void {
    this.watch.look()
    const away = instant - this.run.nextInstant()
    if (away > longAway) {
      this.resume(instant)
      this.watch.wasAway(away)
      this.makingUp = true
    } else if (away < -1) this.makingUp = false
  }

  /**
   * Lets everything that is due up to an instant happen, each at its own, until this time of the steady clock, or until
   * there is no room for more. False: the rest is for another turn, and nothing that came at this instant or later may be
   * handled before.
   */
  passTo(instant: number, end: number): boolean {
    for (let next = this.run.nextInstant(); next <= instant; next = this.run.nextInstant()) {
      this.run.advance(next)
      this.deliver()
      if (this.run.nextInstant() > instant) break
      if (this.room.isAwaited) return false
      if (performance.now() < end) continue
      if (!this.makingUp) return false
      // Going on instant by instant it would fall ever further behind, and what arrives would have to wait for it.
      this.resume(instant)
    }
    return true
  }

  private resume(instant: number): void {
    this.run.resume(instant)
    this.deliver()
  }
}
