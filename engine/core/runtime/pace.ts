/** Every so many events it is asked whether time is over: that takes about as long as a filter takes for an event. */
const every = 4

/**
 * How far a turn may go before whoever runs it wants to be heard again. It may be left between any two elements, since
 * their order is in their ordinals: nodes that come later in the turn then go no further than the one that stopped.
 * Several may stop one after the other, each at less; then the last goes on first, up to where the one before it stopped,
 * so that what has been begun comes out before more is.
 */
export class Pace {
  /** Elements beyond this ordinal are left for later. */
  limit = Number.POSITIVE_INFINITY
  /** The limits of all that have stopped, each less than the one before it, behind that of the turn. */
  private limits: number[] = []
  private readonly isOver: () => boolean
  private over = false
  private count = 0

  constructor(isOver: () => boolean) {
    this.isOver = isOver
  }

  /** A pass through the nodes begins, up to the last of these limits. */
  begin(limits: number[]): void {
    this.limits = limits
    this.limit = limits.at(-1) ?? Number.POSITIVE_INFINITY
  }

  /** Whether time is over; asked before each event. */
  isDue(): boolean {
    if (this.over) return true
    if (++this.count % every !== 0) return false
    return (this.over = this.isOver())
  }

  /**
   * Whether a node stops before an event, which sets the limit. `at` is how many it has handled; the first one is handled
   * in any case. Of several of one ordinal some may be left: nodes behind it are not given that ordinal before it has all.
   */
  stopsBefore(ordinal: number, at: number): boolean {
    if (ordinal > this.limit) return true
    if (at === 0 || !this.isDue()) return false
    this.limit = ordinal - 1
    this.limits.push(this.limit)
    return true
  }
}
