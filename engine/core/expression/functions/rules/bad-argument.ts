import { ExpressionError } from '../../expression-error.ts'

/**
 * Said of an argument of the right kind that is none that can be: `argument 2 of $topicLevel: expected a whole number,
 * got 0.5`. `place` counts from 1. The code is M1010.
 */
export function badArgument(
  name: string,
  place: number,
  expected: string,
  value: unknown,
  hint = '',
): ExpressionError {
  // `{value}` and the like are filled in by the error, so that braces in what was given stay as they are.
  return new ExpressionError('M1010', {
    message: `argument ${place} of $${name}: expected {type}, got {value}{suggestion}`,
    type: expected,
    value,
    suggestion: hint === '' ? '' : `; ${hint}`,
    index: place,
  })
}
