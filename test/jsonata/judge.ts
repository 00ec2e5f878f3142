import { type Bounds, compileExpression, ExpressionError } from '../../engine/index.ts'
import type { SuiteCase } from './suite-case.ts'

type Outcome = { readonly value: unknown } | { readonly code: string; readonly token: string | undefined }

/** The same for every case: what it asks of its surroundings may not decide. */
const surroundings = { now: Date.UTC(2026, 0, 31, 12), random: () => 0.4 }

/** A call of a function takes the official interpreter about so many of the nested steps that its limit of depth counts. */
const stepsOfCall = 3

/** What is wrong with what comes out of a case; undefined where nothing is. The input is frozen: it may not be changed. */
export function failureOf(one: SuiteCase): string | undefined {
  const { expected } = one
  const outcome = outcomeOf(one)
  if ('code' in expected) {
    if (!('code' in outcome))
      return `expected ${expected.code}, got the value ${JSON.stringify(outcome.value)}`
    if (outcome.code !== expected.code) return `expected ${expected.code}, got ${outcome.code}`
    const isToken = expected.token === undefined || expected.token === outcome.token
    return isToken ? undefined : `expected the token ${expected.token}, got ${outcome.token}`
  }
  if ('code' in outcome) return `expected a value, got ${outcome.code}`
  const wanted = written(expected.value, expected.isUnordered)
  const got = written(outcome.value, expected.isUnordered)
  return wanted === got ? undefined : `expected ${wanted ?? 'nothing'}, got ${got ?? 'nothing'}`
}

function outcomeOf({ expression, input, bindings, depth }: SuiteCase): Outcome {
  const bounds: Partial<Bounds> =
    depth === undefined ? {} : { depth: Math.max(10, Math.floor(depth / stepsOfCall)) }
  try {
    const { evaluate } = compileExpression(expression, { bounds })
    return { value: evaluate(frozen(input), frozen(bindings), surroundings) }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { code: error.code, token: error.token }
  }
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

/** As JSON with sorted names: the suite leaves their order free. */
function written(value: unknown, isUnordered: boolean): string | undefined {
  if (!isUnordered || !Array.isArray(value)) return JSON.stringify(sorted(value))
  return JSON.stringify(value.map((element) => JSON.stringify(sorted(element))).toSorted())
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([name, field]) => [name, sorted(field)]))
}
