import { ExpressionError } from '../../expression-error.ts'

/**
 * What came of a call: a value, the code of an error, or an error of another kind. The value as it is, not as JSON
 * like the outcomes of whole expressions: -0 and NaN are told from 0 and null.
 */
export type Outcome = { readonly value: unknown } | { readonly code: string } | { readonly foreign: string }

/** What the interpreter has thrown. */
export function failure(error: unknown): Outcome {
  const { code, message } = error as { code?: string; message?: string }
  return code === undefined ? { foreign: String(message) } : { code }
}

/** What comes of a call of ours, which may throw nothing but an ExpressionError. */
export function ourOutcome(call: () => unknown): Outcome {
  try {
    return { value: call() }
  } catch (error) {
    if (error instanceof ExpressionError) return { code: error.code }
    throw error
  }
}
