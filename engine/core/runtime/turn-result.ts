import type { DeadLetter } from '../model/dead-letter.ts'
import type { Outgoing } from './outbox.ts'
import type { Turn } from './turn.ts'

/** What one turn, or one pass of it, has brought to the flow's ends, in order. It may go out once the turn is committed. */
export interface TurnResult {
  readonly turn: Turn
  readonly outgoing: readonly Outgoing[]
  readonly deadLetters: readonly DeadLetter[]
}
