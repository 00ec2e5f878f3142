import { ExpressionError } from './expression-error.ts'
import type { SyntaxNode } from './syntax.ts'

/** Refuses what is not there yet. Throws M1001. */
export function refuseTuples({ focus, index, tuple, stages, position }: SyntaxNode): void {
  if (focus !== undefined) throw notYet('binding the context with @', position)
  if (index !== undefined || stages?.some(({ type }) => type === 'index') === true)
    throw notYet('binding the position with #', position)
  if (tuple === true) throw notYet('the parent operator %', position)
}

/** M1001, said of a construct at its place. */
export function notYet(token: string, position: number | undefined): ExpressionError {
  return new ExpressionError('M1001', { position, token })
}
