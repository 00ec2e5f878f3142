import { ExpressionError } from './expression-error.ts'

/**
 * Whether an expression is too deep must not hang on how much stack there happens to be: the same event would give a value
 * here and an error there. So depth is counted, in the bytes that frames take at their largest (in an interpreter of
 * bytecode, before anything is optimised), and the bounds are such that a stack of 900 KB is never used up.
 */

/** Bytes of stack that one evaluation may take by this count. */
export const STACK_BYTES = 700_000

/** A text that is evaluated is read and compiled first, for which this much has to be left. */
export const STACK_BYTES_TO_COMPILE = 300_000

/** Parts in parts of one expression; of a text that is evaluated in another. */
export const MAX_NESTING = 500
export const MAX_NESTING_OF_TEXT = 150

/** Lists and objects in one another, of a value that is gone through. */
export const MAX_VALUE_DEPTH = 400

/** A call of a function that is known only when it is called. */
export const APPLY_BYTES = 250
/** The body of a function, beside what is in it. */
export const BODY_BYTES = 300
/** A built-in function that calls functions. */
export const CALLER_BYTES = 800
/** A predicate, while it is looked whether it holds; the same where something is bound on the path. */
export const FILTER_BYTES = 250
export const TUPLE_FILTER_BYTES = 800
/** An object or a grouping, while its keys and values are evaluated. */
export const GROUP_BYTES = 250
/** An order-by, while its terms are evaluated. */
export const SORT_BYTES = 600
/** Each halving of a list that is sorted. */
export const HALF_BYTES = 200

/** Throws U1001 for what takes too much of the stack by itself. */
export function refuseDeep(bytes: number): void {
  if (bytes > STACK_BYTES)
    throw new ExpressionError('U1001', {
      message: `its parts are nested so deeply that they take more than ${STACK_BYTES / 1000} KB of stack`,
    })
}

export const tooDeepValue = (): ExpressionError =>
  new ExpressionError('U1001', {
    message: `lists and objects are nested more than ${MAX_VALUE_DEPTH} levels deep`,
  })
