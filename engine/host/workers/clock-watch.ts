import type { News } from '../connectors/connector.ts'
import type { Clock } from './clock.ts'

/** From so far on, ms, a person is told that the clock was set back. */
const muchBehind = 1_000

/** Tells a person what a flow finds out about the clock: that it was set back, or that the flow was away. */
export class ClockWatch {
  private readonly flow: string
  private readonly clock: Clock
  private readonly tell: (news: News) => void
  private toldOfClock = false

  constructor(flow: string, clock: Clock, tell: (news: News) => void) {
    this.flow = flow
    this.clock = clock
    this.tell = tell
  }

  /** To be called now and then; a clock that was set back is told once, until it has caught up. */
  look(): void {
    const { behind } = this.clock
    if (behind === 0) this.toldOfClock = false
    if (behind < muchBehind || this.toldOfClock) return
    this.toldOfClock = true
    const message =
      `the clock of this machine was set back by ${Math.round(behind / 1_000)} s; time here goes on at half its pace ` +
      'until the clock has caught up'
    this.tell({ level: 'warning', message })
  }

  /** The flow was away for so long, ms. */
  wasAway(away: number): void {
    const message =
      `flow ${this.flow} was away for ${Math.round(away / 1_000)} s (the machine slept, was busy, had no room to ` +
      'send, or its clock was set ahead); what fell due meanwhile happens once, ticks of a timer as its "missed" says'
    this.tell({ level: 'warning', message })
  }
}
