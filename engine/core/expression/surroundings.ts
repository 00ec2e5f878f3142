import { ExpressionError } from './expression-error.ts'
import type { Run, Surroundings } from './frame.ts'

const isRandom: ReadonlySet<string> = new Set(['random', 'shuffle'])

/** The clock and random numbers of an evaluation. Throws M1003 if it was given none. */
export function surroundingsOf(run: Run, name: string): Surroundings {
  const { surroundings } = run
  // Whoever calls it from JavaScript may have given one of the two.
  const needed = isRandom.has(name)
    ? typeof surroundings?.random === 'function'
    : Number.isFinite(surroundings?.now)
  if (surroundings === undefined || !needed) throw new ExpressionError('M1003', { token: `$${name}` })
  return surroundings
}
