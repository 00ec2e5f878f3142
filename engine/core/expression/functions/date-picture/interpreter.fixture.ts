import jsonata from 'jsonata'
import { ExpressionError } from '../../expression-error.ts'

/** What came of a call: a value, the code of an error, or an error of another kind. */
export type Outcome = { readonly value: unknown } | { readonly code: string } | { readonly foreign: string }

const formatting = jsonata('$fromMillis(millis, picture, zone)')
const parsing = jsonata('{"value": $toMillis(text, picture), "now": $millis()}')

/** The interpreter's $fromMillis. */
export async function theirFormat(
  millis: number,
  picture: string | undefined,
  zone: string | undefined,
): Promise<Outcome> {
  try {
    return { value: await formatting.evaluate({ millis, picture, zone }) }
  } catch (error) {
    return failure(error)
  }
}

/** The interpreter's $toMillis, and what the time was then. NaN is the error that it is with us. */
export async function theirParse(text: string, picture: string): Promise<{ outcome: Outcome; now: number }> {
  try {
    const { value, now } = await parsing.evaluate({ text, picture })
    return { outcome: Number.isNaN(value) ? { code: 'D3110' } : { value }, now }
  } catch (error) {
    return { outcome: failure(error), now: 0 }
  }
}

function failure(error: unknown): Outcome {
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
