/** Bounds of patterns, and what work costs in steps. A step is well below 50 ns on the machines that we know. */

/** Characters of a pattern. */
export const MAX_PATTERN = 5_000

/** Groups inside groups. */
export const MAX_NESTING = 200

/** Instructions that a pattern may come to. */
export const MAX_INSTRUCTIONS = 20_000

/** Instructions that copies of the body of one counted quantifier may come to, before its turns are counted. */
export const MAX_COPIED = 600

/** Loops around a place that can match nothing, up to which the matcher remembers where it has been. */
export const MAX_EMPTY_LOOPS = 8

/** Characters that are looked at, one after the other, for the price of a step. */
export const CHARACTERS_PER_STEP = 4

/** Memory for the price of a step, and how much a search may use for one purpose, in words of 4 bytes. */
export const WORDS_PER_STEP = 4
export const MAX_WORDS = 8_000_000

/** Steps that are paid at once, since a call for each would take longer than the step. */
export const STEPS_PER_PAYMENT = 512

/** Instructions that all ways of a search may carry out at one place, for a pattern to be run natively. */
export const MAX_WORK_AT_ONCE = 150

/** Situations that all ways of a search may be in together, and work that it may take to find them. */
export const MAX_SITUATIONS = 1000
export const MAX_PROOF_WORK = 15_000

/** Instructions of ours that the native engine carries out for the price of a step. */
export const NATIVE_INSTRUCTIONS_PER_STEP = 8

/** What a native search may keep on its stack, of which V8 has 64 MB: instructions on one way, about 8 bytes each. */
export const MAX_NATIVE_DEPTH = 4_000_000

/** Steps that a native search may come to, since it can be paid for only when it is over. */
export const MAX_NATIVE_PRICE = 1_000_000
