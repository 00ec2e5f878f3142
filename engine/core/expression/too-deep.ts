import { ExpressionError } from './expression-error.ts'

/** For whoever goes through a tree: one that is deeper than the stack is an ExpressionError (U1001). */
export function unlessTooDeep<Result>(action: () => Result): Result {
  try {
    return action()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new ExpressionError('U1001', { message: 'its parts are nested too deeply' })
  }
}
