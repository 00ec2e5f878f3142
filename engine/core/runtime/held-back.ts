import type { Batch, Watermarks } from './batch.ts'
import { type Cutting, LineOfParts } from './line-of-parts.ts'
import { type Events, eventsOf, joinEvents, joinMoves, movesOf } from './parts-of-batches.ts'

const ofEvents: Cutting<Events> = { slice: eventsOf, join: joinEvents }
const ofMoves: Cutting<Watermarks> = { slice: movesOf, join: joinMoves }

/** What has come by a node's wires and lies beyond where the turn was left: a frontier needs that of all its wires. */
export class HeldBack {
  private readonly wires: readonly {
    readonly events: LineOfParts<Events>
    readonly moves: LineOfParts<Watermarks>
  }[]

  constructor(wires: number) {
    this.wires = Array.from({ length: wires }, () => ({
      events: new LineOfParts(ofEvents),
      moves: new LineOfParts(ofMoves),
    }))
  }

  /** What the node may handle now, of what was held back and of what has come since. */
  upTo(limit: number, inbox: readonly Batch[]): readonly Batch[] {
    return this.wires.map(({ events, moves }, wire) => {
      const batch = inbox[wire] as Batch // one for each wire
      return { ...events.through(batch, limit), watermarks: moves.through(batch.watermarks, limit) }
    })
  }
}
