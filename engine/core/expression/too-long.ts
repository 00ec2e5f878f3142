import { ExpressionError } from './expression-error.ts'
import { MAX_STRING } from './limits.ts'

/** Said of a built-in function that would make a text beyond MAX_STRING. */
export function tooLong(name: string): ExpressionError {
  return new ExpressionError('U1001', { message: `$${name} may make at most ${MAX_STRING} characters` })
}
