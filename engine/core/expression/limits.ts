/** Bounds of one evaluation. They are far above what a rule needs and far below what harms its neighbours. */

/** Calls inside calls (recursion that is not in tail position). */
export const MAX_CALL_DEPTH = 500

/** Function applications and turns of the loops in functions such as $map, in one evaluation. */
export const MAX_STEPS = 5_000_000

/** The same for working out at compile time whether an expression is constant. */
export const MAX_CONSTANT_STEPS = 10_000

/** Elements that the range operator makes for the price of one step. */
export const RANGE_ELEMENTS_PER_STEP = 4

/** Elements that one range may have; the number is JSONata's own. */
export const MAX_RANGE = 10_000_000

/** Characters that one function such as $pad may make. */
export const MAX_STRING = 10_000_000

/** Compiled expressions that are kept for the next time the same text is asked for. */
export const MAX_CACHED_EXPRESSIONS = 2_000
