/**
 * One step of a flow: a run of arrivals at one instant of the wall, an instant at which something is due, or the end
 * of input. Every element of the turn has an ordinal of its own, from `ordinal` on.
 */
export interface Turn {
  readonly kind: 'arrivals' | 'instant' | 'end'
  readonly ordinal: number
  /** The wall, ms since the epoch. */
  readonly now: number
}
