import type { StopReason } from '../operator/operator.ts'

/**
 * One step of a flow: a run of arrivals at one instant of the wall, an instant at which something is due, the end of
 * input, or a stop before it. Every element of the turn has an ordinal of its own, from `ordinal` on.
 */
export interface Turn {
  readonly kind: 'arrivals' | 'instant' | 'end' | 'stop'
  /** Why the flow stops, in its last turn. */
  readonly stops?: StopReason
  readonly ordinal: number
  /** The wall, ms since the epoch. */
  readonly now: number
}
