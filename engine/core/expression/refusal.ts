import { ExpressionError } from './expression-error.ts'

/** M1001, said of a construct at its place. */
export function notYet(token: string, position: number | undefined): ExpressionError {
  return new ExpressionError('M1001', { position, token })
}
