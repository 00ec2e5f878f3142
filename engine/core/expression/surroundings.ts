import { ExpressionError } from './expression-error.ts'
import type { Run, Surroundings } from './frame.ts'

/** The clock and random numbers of an evaluation. Throws M1003 if it was given none. */
export function surroundingsOf(run: Run, name: string): Surroundings {
  const { surroundings } = run
  if (surroundings === undefined) throw new ExpressionError('M1003', { token: `$${name}` })
  return surroundings
}
