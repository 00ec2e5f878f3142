import type { Json } from '../model/json.ts'
import type { TimerClock } from '../operator/context.ts'
import { type Cell, inOrder, type SetTimer } from './cell.ts'
import { TimeBuckets } from './time-buckets.ts'
import type { Restorable, UndoLog } from './undo-log.ts'

const isLive = (timer: SetTimer): boolean => timer.live

/** The timers of one node. Each has a name that is unique within its key; setting it again moves it. */
export class Timers implements Restorable {
  private readonly eventQueue = new TimeBuckets<SetTimer>(inOrder)
  private readonly queues = { event: this.eventQueue, wall: new TimeBuckets<SetTimer>(inOrder) }
  private readonly undo: UndoLog
  private live = 0
  private dead = 0
  /** Event timers set since it was last emptied, where someone wants to know. */
  armed: SetTimer[] | undefined

  constructor(undo: UndoLog) {
    this.undo = undo
  }

  /** How many are set. */
  get size(): number {
    return this.live
  }

  set(cell: Cell, name: string, time: number, clock: TimerClock, payload: Json): void {
    this.cancel(cell, name)
    const timer = this.place(cell, name, time, clock, payload)
    this.undo.note(this, timer, undefined)
    if (clock === 'event') this.armed?.push(timer)
  }

  /** Sets a timer that no hook asked for just now: one that is restored. */
  place(cell: Cell, name: string, time: number, clock: TimerClock, payload: Json): SetTimer {
    const timer = { cell, name, time, clock, payload, live: false }
    this.revive(timer)
    return timer
  }

  cancel(cell: Cell, name: string): void {
    const timer = cell.timerNamed(name)
    if (timer === undefined) return
    this.bury(timer)
    this.undo.note(this, undefined, timer)
  }

  /** Undoes a `set` (the timer as part) or a `cancel` (the timer as what was before). */
  restore(part: unknown, previous: unknown): void {
    // Only `set` and `cancel` above note anything for this target, and they note timers.
    if (part !== undefined) this.bury(part as SetTimer)
    // It may stand in its queue twice then.
    if (previous !== undefined) this.revive(previous as SetTimer)
  }

  /** No event timer is due before this time; there may be none at it either. Costs nothing to ask. */
  get nextEventAtBest(): number {
    return this.eventQueue.next
  }

  /** When the next timer of this clock is due; Infinity where there is none. */
  next(clock: TimerClock): number {
    const queue = this.queues[clock]
    queue.settle(isLive)
    return queue.next
  }

  /**
   * Takes the timers of the least time out, if that is due, in the order in which they fire, each once. There may be some
   * among them that are not live.
   */
  takeDue(clock: TimerClock, until: number): SetTimer[] {
    if (this.next(clock) > until) return []
    return this.queues[clock].take()
  }

  /** The event timers of one key that are due at the least time, if that is up to this one; in the order in which they fire. */
  dueOf(cell: Cell, until: number): SetTimer[] {
    const due = cell.allTimers().filter((timer) => timer.clock === 'event' && timer.time <= until)
    if (due.length < 2) return due
    const first = Math.min(...due.map(({ time }) => time))
    return due.filter(({ time }) => time === first).sort(inOrder)
  }

  /** A timer that is about to fire is set no longer. */
  remove(timer: SetTimer): void {
    this.bury(timer)
  }

  /** When the first event timer above this time is due; Infinity where there is none. */
  after(time: number): number {
    return this.eventQueue.after(time, isLive)
  }

  /** The same of one key. */
  afterOf(cell: Cell, time: number): number {
    let least = Number.POSITIVE_INFINITY
    for (const timer of cell.allTimers()) {
      if (timer.clock === 'event' && timer.time > time && timer.time < least) least = timer.time
    }
    return least
  }

  private revive(timer: SetTimer): void {
    timer.live = true
    timer.cell.addTimer(timer)
    this.queues[timer.clock].add(timer.time, timer)
    this.live++
  }

  private bury(timer: SetTimer): void {
    if (!timer.live) return
    timer.live = false
    timer.cell.removeTimer(timer.name)
    this.live--
    // What was cancelled stays in its queue until its time comes; where that is most of it, the queue is swept.
    if (++this.dead > 1_000 + this.live) {
      this.queues.event.sweep(isLive)
      this.queues.wall.sweep(isLive)
      this.dead = 0
    }
  }
}
