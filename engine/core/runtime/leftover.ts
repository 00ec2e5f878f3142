import type { Event } from '../model/event.ts'
import type { Watermarks } from './batch.ts'
import type { Inflow } from './merge.ts'
import { countUpTo, joinMoves, movesOf } from './parts-of-batches.ts'

/** Events from one on, and the moves of the watermark beside them. */
export interface Part {
  readonly inflow: Inflow
  readonly from: number
  readonly moves: Watermarks
}

/** What flows in, in lists that are nobody else's. */
interface OwnInflow extends Inflow {
  readonly events: Event[]
  readonly ordinals: number[]
  readonly wires: number[] | undefined
}

/**
 * What a node has left of a turn before which it stopped: its frontier has seen it, its hooks have not. However much
 * that is, to leave it again costs as much as has been handled in between.
 */
export class Leftover {
  private part: Part | undefined
  private own: OwnInflow | undefined

  /** What was left, and behind it what has come since. */
  before(inflow: Inflow, moves: Watermarks): Part {
    const { part } = this
    if (part === undefined) return { inflow, from: 0, moves }
    this.part = undefined
    const all = joinMoves([part.moves, moves])
    if (inflow.events.length === 0) return { ...part, moves: all }
    const isOwn = part.inflow === this.own && 2 * part.from < part.inflow.events.length
    const own = isOwn ? (part.inflow as OwnInflow) : inflowFrom(part.inflow, part.from)
    append(own, inflow)
    this.own = own
    return { inflow: own, from: isOwn ? part.from : 0, moves: all }
  }

  /** Leaves the events from one on, and the moves beyond a limit; gives the moves up to it. */
  leave({ inflow, moves }: Part, from: number, limit: number): Watermarks {
    const move = countUpTo(moves.ordinals, limit)
    this.part = { inflow, from, moves: movesOf(moves, move) }
    return movesOf(moves, 0, move)
  }

  drop(): void {
    this.part = undefined
    this.own = undefined
  }
}

const inflowFrom = ({ events, ordinals, wires }: Inflow, from: number): OwnInflow => ({
  events: events.slice(from),
  ordinals: ordinals.slice(from),
  wires: wires?.slice(from),
})

/** One by one: a call with a million arguments fails. */
function append(own: OwnInflow, { events, ordinals, wires }: Inflow): void {
  for (const event of events) own.events.push(event)
  for (const ordinal of ordinals) own.ordinals.push(ordinal)
  for (const wire of wires ?? []) own.wires?.push(wire)
}
