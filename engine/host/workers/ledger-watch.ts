import type { Plan } from '../../core/operator/plan.ts'
import type { NodeLedger } from '../../core/runtime/ledger.ts'
import type { News } from '../connectors/connector.ts'
import type { Doubt } from './ledger-watch-doubt.ts'
import { doubtsOfNothing } from './ledger-watch-nothing.ts'
import { doubtsOfTime } from './ledger-watch-time.ts'

/** Something is told once it holds for so many events, or, where fewer come, after so long, ms. */
const enough = 5
const longEnough = 10_000

type Ledger = Readonly<Record<string, NodeLedger>>

/**
 * Looks at the counts of a flow and tells, once each, what is likely to be a mistake that otherwise shows only as silence:
 * what has given nothing for every event so far, as with a misspelt field, and times long past, as of seconds that are
 * read as ms and of clocks that were never set.
 */
export class LedgerWatch {
  private readonly plan: Plan
  private readonly tell: (news: News) => void
  private readonly told = new Set<string>()
  /** When a doubt was first seen, by the clock that `look` is given. */
  private since: ReadonlyMap<string, number> = new Map()

  constructor(plan: Plan, tell: (news: News) => void) {
    this.plan = plan
    this.tell = tell
  }

  /** To be called now and then while a flow runs; `now` is in ms by any clock that goes on steadily. */
  look(ledger: Ledger, now: number): void {
    const doubts = this.doubts(ledger)
    this.since = new Map(doubts.map(({ id }) => [id, this.since.get(id) ?? now]))
    for (const doubt of doubts) {
      const since = this.since.get(doubt.id) ?? now
      if (doubt.events >= enough || now - since >= longEnough) this.say(doubt)
    }
  }

  /** To be called once all has come, as at the end of a recording: tells whatever is in doubt, however little came. */
  finish(ledger: Ledger): void {
    for (const doubt of this.doubts(ledger)) this.say(doubt)
  }

  private doubts(ledger: Ledger): readonly Doubt[] {
    return [...doubtsOfNothing(this.plan, ledger), ...doubtsOfTime(this.plan, ledger)]
  }

  private say({ id, words }: Doubt): void {
    if (this.told.has(id)) return
    this.told.add(id)
    this.tell({ level: 'warning', message: `${this.plan.flow}/${words}` })
  }
}
