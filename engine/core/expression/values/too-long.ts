import { ExpressionError } from '../expression-error.ts'
import { defaultBounds } from '../bounds.ts'

/** Said of a built-in function that would make a text beyond the largest bound. */
export function tooLong(name: string): ExpressionError {
  return new ExpressionError('U1001', {
    message: `$${name} may make at most ${defaultBounds.characters} characters`,
  })
}
