/** An expression that takes as much as it is given. */
export interface Attack {
  readonly text: string
  /** What is demanded of it beside, ms: the least time of several runs may not be longer. */
  readonly within?: number
  /** It ends by itself: what would take for ever elsewhere does not here, or it is large but not too large. */
  readonly endsWell?: boolean
}

/** A function that calls itself without end, and each time works out all of these. */
export const often = (text: string): Attack => ({
  text: `($again := function() { (${text}; $again()) }; $again())`,
})

/** The same with a number that is another each time. */
export const oftenWith = (text: string): Attack => ({
  text: `($again := function($n) { (${text}; $again($n + 1)) }; $again(1))`,
})
