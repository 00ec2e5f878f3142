import type { Json } from '../../model/json.ts'
import type { Event } from '../../model/event.ts'
import type { OverState } from './over-state.ts'

/** The rows around one that its aggregates are of, both ends included. */
export interface Frame {
  /** Whether the distances are numbers of rows; else they are ms. */
  readonly isOfRows: boolean
  /** How far the frame reaches back; Infinity where it has no beginning. */
  readonly before: number
  readonly after: number
  /** ms of event time after which a row in a frame of rows waits for no more of them. */
  readonly waitAtMost: number
}

/** How what is in a frame is kept up. */
export interface Holding {
  /** Takes a row in; rows come in order. Where it throws, nothing has changed. */
  add(position: number, event: Event, number: number, state: OverState): void
  /** What the rows from one position to another come to; must not be changed. */
  heldIn(from: number, to: number, state: OverState): Json
  /** Lets go of what lies before a position. */
  free(position: number, state: OverState): void
}

/** How long a row may have to wait for its result, ms of event time. */
export const longestWait = ({ isOfRows, after, waitAtMost }: Frame): number =>
  !isOfRows ? after : after === 0 ? 0 : waitAtMost
