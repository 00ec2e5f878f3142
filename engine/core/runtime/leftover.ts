import type { Watermarks } from './batch.ts'
import type { Inflow } from './merge.ts'
import { countUpTo, inflowFrom, joinInflows, joinMoves, movesOf } from './parts-of-batches.ts'

/** Events, and the moves of the watermark beside them. */
interface Part {
  readonly inflow: Inflow
  readonly moves: Watermarks
}

/** What a node has left of a turn before which it stopped: its frontier has seen it, its hooks have not. */
export class Leftover {
  private part: Part | undefined

  /** What was left, and behind it what has come since. */
  before(inflow: Inflow, moves: Watermarks): Part {
    const { part } = this
    if (part === undefined) return { inflow, moves }
    this.part = undefined
    return { inflow: joinInflows(part.inflow, inflow), moves: joinMoves(part.moves, moves) }
  }

  /** Leaves the events from one on, and the moves beyond a limit; gives the moves up to it. */
  leave({ inflow, moves }: Part, from: number, limit: number): Watermarks {
    const move = countUpTo(moves.ordinals, limit)
    this.part = { inflow: inflowFrom(inflow, from), moves: movesOf(moves, move) }
    return movesOf(moves, 0, move)
  }

  drop(): void {
    this.part = undefined
  }
}
