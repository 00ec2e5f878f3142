import { Alarm } from './alarm.ts'
import type { Clock } from './clock.ts'

/** A flow that takes turns. */
export interface TakesTurns {
  turn(): void
  /** Whether there is something to do that does not wait for an instant of the wall. */
  hasWork(): boolean
  /** The next instant of the wall at which something is due. */
  nextInstant(): number
}

/** When a live flow has its next turn: as soon as the sockets were read, or when something is due. */
export class TurnSchedule {
  private readonly flow: TakesTurns
  private readonly alarm: Alarm
  private isSet = false
  private isOver = false

  constructor(clock: Clock, flow: TakesTurns) {
    this.flow = flow
    this.alarm = new Alarm(clock, () => flow.turn())
  }

  /** True: a turn comes as soon as the sockets were read. */
  get isSoon(): boolean {
    return this.isSet
  }

  /** Asks for a turn as soon as the sockets were read. */
  soon(): void {
    if (this.isSet || this.isOver) return
    this.isSet = true
    setImmediate(this.come)
  }

  /** Asks for a turn when something is due; where one comes soon, that is looked at first. */
  whenDue(): void {
    if (!this.isSet && !this.isOver) this.alarm.set(this.flow.nextInstant())
  }

  stop(): void {
    this.isOver = true
    this.alarm.stop()
  }

  private readonly come = (): void => {
    this.isSet = false
    if (this.flow.hasWork()) this.flow.turn()
    else this.whenDue()
  }
}
