import { formatDuration } from '../../core/model/duration.ts'
import type { News } from '../connectors/connector.ts'
import type { Clock } from './clock.ts'

/** From so far on, ms, a person is told that the clock was set back. */
const muchBehind = 1_000
/** So many times as far behind as before, and it is told again. */
const further = 1.5

/** Tells a person what a flow finds out about the clock: that it was set back, or that the flow was away. */
export class ClockWatch {
  private readonly flow: string
  private readonly clock: Clock
  private readonly tell: (news: News) => void
  /** Since it was told: how little the clock was behind, ms; undefined while nothing is to be told. */
  private toldAt: number | undefined

  constructor(flow: string, clock: Clock, tell: (news: News) => void) {
    this.flow = flow
    this.clock = clock
    this.tell = tell
  }

  /**
   * To be called now and then; a clock that was set back is told once, until it has caught up or is set back again by
   * half as much or more.
   */
  look(): void {
    const { behind } = this.clock
    if (this.toldAt !== undefined) {
      if (behind === 0) this.toldAt = undefined
      else if (behind < this.toldAt * further) {
        this.toldAt = Math.min(this.toldAt, Math.max(behind, muchBehind))
        return
      }
    }
    if (behind < muchBehind) return
    this.toldAt = behind
    const message =
      `the clock of this machine was set back by ${Math.round(behind / 1_000)} s; time here goes on at half its pace ` +
      `until the clock has caught up, which takes ${roughly(2 * behind)}; a restart takes over the clock's time at ` +
      'once, but forgets open windows and whatever else is held'
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

/** In seconds, or in minutes where it is long. */
function roughly(time: number): string {
  const unit = time < 600_000 ? 1_000 : 60_000
  return formatDuration(Math.ceil(time / unit) * unit)
}
