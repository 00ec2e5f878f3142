import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileExpression, type CompiledExpression } from './compile.ts'
import { ExpressionError } from './expression-error.ts'

/** The official suite's cases, read in place beside the project. */
const FOLDER = new URL('../../../../shared/data/jsonata/', import.meta.url)

interface Case {
  readonly case: string
  readonly expr: string
  readonly data?: unknown
  readonly dataset?: string | null
  readonly bindings?: Record<string, unknown>
  readonly result?: unknown
  readonly undefinedResult?: boolean
  readonly code?: string
  readonly error?: { readonly code?: string }
  readonly token?: string
  readonly unordered?: boolean
}

const SURROUNDINGS = { now: Date.UTC(2026, 0, 31, 12), random: () => 0.4 }

function load(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
}

function groups(): string[] {
  return readdirSync(FOLDER).filter((name) => name.endsWith('.json') && !name.startsWith('_'))
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}

type Outcome = { readonly value: unknown } | { readonly code: string; readonly token: string | undefined }

function outcomeOf(
  expression: CompiledExpression,
  input: unknown,
  bindings: Record<string, unknown>,
): Outcome {
  try {
    return { value: expression.evaluate(input, bindings, SURROUNDINGS) }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { code: error.code, token: error.token }
  }
}

/** The suite stops this one at a depth of its own; our bound is deeper, and 100! is what comes out. */
const WITHIN_OUR_BOUNDS = '$factorial(100)'

/** The case's expectation against what came out, or undefined if they agree. */
function disagreement(expected: Case, outcome: Outcome): string | undefined {
  const code = expected.code ?? expected.error?.code
  if (code !== undefined) {
    const isWithin = code === 'U1001' && expected.expr.includes(WITHIN_OUR_BOUNDS)
    if (isWithin && 'value' in outcome && outcome.value === 9.33262154439441e157) return undefined
    const got = 'code' in outcome ? outcome.code : `the value ${JSON.stringify(outcome.value)}`
    if (got !== code) return `expected ${code}, got ${got}`
    const token = 'token' in outcome ? outcome.token : undefined
    return expected.token === undefined || expected.token === token
      ? undefined
      : `expected token ${expected.token}, got ${token}`
  }
  if ('code' in outcome) return `expected a value, got ${outcome.code}`
  if (expected.undefinedResult === true)
    return outcome.value === undefined ? undefined : `expected nothing, got ${JSON.stringify(outcome.value)}`
  const wanted = written(expected.result, expected.unordered)
  const got = written(outcome.value, expected.unordered)
  return wanted === got ? undefined : `expected ${wanted}, got ${got}`
}

/** As JSON with sorted keys: the suite leaves their order free (differential.test.ts does not). */
function written(value: unknown, isUnordered: boolean | undefined): string | undefined {
  if (isUnordered !== true || !Array.isArray(value)) return JSON.stringify(sorted(value))
  return JSON.stringify(value.map((element) => JSON.stringify(sorted(element))).toSorted())
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, field]) => [name, sorted(field)]))
}

describe.skipIf(!existsSync(FOLDER))(
  'conformance to the official suite (skipped where ../shared is absent)',
  () => {
    test('every case passes', () => {
      const datasets = load('_datasets.json') as Record<string, unknown>
      const failures: string[] = []
      let passed = 0
      for (const group of groups()) {
        for (const expected of load(group) as Case[]) {
          const input = deepFreeze(
            typeof expected.dataset === 'string' ? datasets[expected.dataset] : expected.data,
          )
          const name = `${group} ${expected.case}: ${expected.expr}`
          let outcome: Outcome
          try {
            const expression = compileExpression(expected.expr)
            outcome = outcomeOf(expression, input, deepFreeze(expected.bindings ?? {}))
          } catch (error) {
            if (!(error instanceof ExpressionError)) throw error
            outcome = { code: error.code, token: error.token }
          }
          const failure = disagreement(expected, outcome)
          if (failure === undefined) passed++
          else failures.push(`${name}\n  ${failure}`)
        }
      }
      console.log(`passed ${passed}, failed ${failures.length}`)
      expect(failures).toEqual([])
      expect(passed).toBe(1_001)
    })
  },
)
