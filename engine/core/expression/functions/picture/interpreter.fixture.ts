import jsonata from 'jsonata'
import { failure, type Outcome } from './outcome.fixture.ts'

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
    return failure(error)
  }
}
