import type { FlowRun } from '../../core/runtime/flow-run.ts'
import type { Backlog } from './backlog.ts'
import type { Clock } from './clock.ts'
import type { Delivery } from './delivery.ts'
import type { PassingTime } from './passing-time.ts'
import type { SendingRoom } from './sending-room.ts'
import { SliceSize } from './slice-size.ts'

/** Arrivals of one turn at most. */
const turnSize = 1_000

/**
 * After so long, ms, a turn takes no more, so that the process hears its sockets and signals; and a slice that takes so
 * long by itself is left in its midst, for the next turn to go on with.
 */
export const turnTime = 50

/** What one turn of a live flow does: time passes, some of what has arrived is handled, what that brings is sent. */
export class TurnWork {
  /** Arrivals that were taken and are not through yet: with a fault it is not known how far they came. */
  inHand = 0
  private readonly run: FlowRun
  private readonly backlog: Backlog
  private readonly delivery: Delivery
  private readonly time: PassingTime
  private readonly room: SendingRoom
  private readonly clock: Clock
  private readonly slice = new SliceSize()

  constructor(
    run: FlowRun,
    backlog: Backlog,
    delivery: Delivery,
    time: PassingTime,
    room: SendingRoom,
    clock: Clock,
  ) {
    this.run = run
    this.backlog = backlog
    this.delivery = delivery
    this.time = time
    this.room = room
    this.clock = clock
  }

  /** False where there was no room for what it brings, or no time for all that is due before what comes next. */
  do(): boolean {
    const start = performance.now()
    if (this.room.look()) return false
    if (this.inHand > 0 && (!this.goOn(start + turnTime) || this.room.isAwaited)) return false
    const now = this.clock.now()
    const { backlog } = this
    this.time.begin(backlog.length > 0 ? Math.min(now, backlog.firstInstant) : now)
    if (backlog.length > 0) return this.handle(start + turnTime)
    if (!this.time.passTo(now, start + turnTime)) return false
    this.run.advance(now)
    return true
  }

  /** Gives up what is left in hand. */
  abandon(): void {
    this.run.abandon()
    this.inHand = 0
  }

  /** Goes on with a slice that was left; gives whether it is through. */
  private goOn(end: number): boolean {
    const isDone = this.run.goOn(() => performance.now() >= end)
    this.inHand = this.run.left
    this.delivery.deliver()
    return isDone
  }

  /** Slice by slice, until the turn has had enough of them, has taken long, or there is no room for more. */
  private handle(end: number): boolean {
    for (let taken = 0; taken < turnSize && this.backlog.length > 0;) {
      if (!this.time.passTo(this.backlog.firstInstant, end)) return false
      const count = Math.min(this.slice.current, turnSize - taken)
      const arrivals = this.backlog.take(count, this.run.nextInstant())
      const begun = performance.now()
      this.inHand = arrivals.length
      const isDone = this.run.feedUntil(arrivals, () => performance.now() >= begun + turnTime)
      this.delivery.deliver()
      this.inHand = this.run.left
      taken += arrivals.length
      const now = performance.now()
      this.slice.took(arrivals.length - this.inHand, now - begun)
      if (!isDone) return false
      if (this.backlog.length > 0 && this.room.isAwaited) return false
      if (now >= end) break
    }
    return true
  }
}
