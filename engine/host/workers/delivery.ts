import type { DeadLetter } from '../../core/model/dead-letter.ts'
import type { FlowRun } from '../../core/runtime/flow-run.ts'
import type { Outgoing } from '../../core/runtime/outbox.ts'
import type { Clock } from './clock.ts'
import { KeptLetters } from './kept-letters.ts'
import type { OpenConnectors } from './open-connectors.ts'
import { unsendable } from './unsendable.ts'

/** Who wants to see what a flow brings forth. */
export interface Onlookers {
  /** Each dead letter, as it comes. */
  onDeadLetter?(letter: DeadLetter): void
  /** What each sink sends, as it goes out. */
  onSent?(outgoing: Outgoing): void
}

/** What comes out of a flow's ends: messages go to the connectors when they are told to, dead letters are kept. */
export class Delivery {
  readonly letters = new KeptLetters()
  readonly counts = new Map<string, number>()
  private readonly flow: string
  private readonly connectors: OpenConnectors
  private readonly clock: Clock
  private readonly onlookers: Onlookers
  private waiting: Outgoing[] = []

  constructor(run: FlowRun, connectors: OpenConnectors, clock: Clock, onlookers: Onlookers) {
    this.flow = run.flow
    this.connectors = connectors
    this.clock = clock
    this.onlookers = onlookers
    run.results.subscribe(({ outgoing, deadLetters }) => {
      for (const one of outgoing) this.waiting.push(one)
      for (const letter of deadLetters) this.bury(letter)
    })
  }

  /** Hands over what the turns so far have brought. */
  deliver(): void {
    if (this.waiting.length === 0) return
    const { waiting } = this
    this.waiting = []
    for (const one of waiting) {
      if (this.send(one)) this.onlookers.onSent?.(one)
    }
  }

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }

  /** One message that can't be sent, such as one that is too large to be written as text, is not the flow's end. */
  private send(outgoing: Outgoing): boolean {
    try {
      this.connectors.send(outgoing)
      return true
    } catch (error) {
      this.count('messages that could not be written in the form in which they are sent')
      this.bury(unsendable(this.flow, outgoing, this.clock.now(), error))
      return false
    }
  }

  private bury(letter: DeadLetter): void {
    this.letters.add(letter)
    this.onlookers.onDeadLetter?.(letter)
  }
}
