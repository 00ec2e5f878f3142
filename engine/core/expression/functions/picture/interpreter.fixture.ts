import jsonata from 'jsonata'
import { ExpressionError } from '../../expression-error.ts'

/** What came of a call: a value, the code of an error, or an error of another kind. */
export type Outcome = { readonly value: unknown } | { readonly code: string } | { readonly foreign: string }

const EXPRESSIONS = {
  formatNumber: jsonata('$formatNumber(a, b, c)'),
  formatInteger: jsonata('$formatInteger(a, b)'),
  parseInteger: jsonata('$parseInteger(a, b)'),
}

/** What the interpreter gives. A number that is none, or has no end, is the error that it is with us. */
export async function theirOutcome(
  name: keyof typeof EXPRESSIONS,
  a: unknown,
  b: string,
  c?: unknown,
): Promise<Outcome> {
  try {
    const value: unknown = await EXPRESSIONS[name].evaluate({ a, b, c })
    if (Number.isNaN(value)) return { code: 'D3030' }
    return value === Number.POSITIVE_INFINITY ? { code: 'D1001' } : { value }
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    return code === undefined ? { foreign: String(message) } : { code }
  }
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
