import { compileExpression, type CompiledExpression, UNSURE } from '../../expression/compile.ts'
import { ExpressionError } from '../../expression/expression-error.ts'
import type { Event, Key, Scalar } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import { parseInstant } from '../../model/instant.ts'
import { describe, type Json } from '../../model/json.ts'
import {
  bad,
  good,
  type NodeSurroundings,
  type Presence,
  type SettingPlace,
  type SettingProblem,
  type SettingWords,
} from '../setting.ts'
import { declare } from './declare.ts'

interface ExpressionOptions {
  /** Variables the operator binds beside the flow's parameters, with a word on each. */
  readonly variables?: Readonly<Record<string, string>>
}

/** An expression over an event; what the operator binds is handed in beside it. */
export type Expression<Value> = (event: Event, bindings?: Readonly<Record<string, unknown>>) => Value

/** The value of a setting, of what the expression gives; `first` may be UNSURE, which `evaluate` never is. */
type Bind<Value> = (first: Evaluate, evaluate: Evaluate, surroundings: NodeSurroundings) => Expression<Value>

type Evaluate = CompiledExpression['evaluate']

type Convert<Value> = (result: unknown, surroundings: NodeSurroundings) => Value

const toBoolean: Convert<boolean> = (result, surroundings) => {
  if (typeof result === 'boolean') return result
  if (result !== undefined) throw unexpected('true or false', result)
  surroundings.missing()
  return false
}

const toAny: Convert<Json | undefined> = (result) => {
  if (typeof result === 'function') throw unexpected('a value', result)
  return result as Json | undefined // an expression's results are JSON, functions aside
}

const toNumber: Convert<number | undefined> = (result) => {
  if (result === undefined || typeof result === 'number') return result
  throw unexpected('a number', result)
}

const toText: Convert<string | undefined> = (result) => {
  if (result === undefined || typeof result === 'string') return result
  throw unexpected('a text', result)
}

const toKey: Convert<Key> = (result) => {
  if (result === undefined) return null
  if (isScalar(result)) return result
  if (Array.isArray(result) && result.every(isScalar)) return result
  throw unexpected('a text, a number, true, false, null or a list of these', result)
}

/**
 * Settings that hold a JSONata expression over the event (`payload`, `topic`, `key`, `time`, `params`, `properties`).
 * Their value is a function of the event; it throws a `Failure` where the result is not of the kind asked for.
 * Each kind has a closure of its own, so that V8 learns of each what it gives.
 */
export const expression = {
  /** True or false. Nothing counts as false, and is counted. */
  boolean: expressionKind<boolean>('true or false', (first, evaluate, surroundings) => (event, bindings) => {
    const variables = together(surroundings.parameters, bindings)
    const result = first(event, variables, surroundings)
    if (typeof result === 'boolean') return result
    return toBoolean(result === UNSURE ? evaluate(event, variables, surroundings) : result, surroundings)
  }),
  /** Anything that JSON can say; undefined for nothing. */
  any: expressionKind<Json | undefined>('a value', (first, evaluate, surroundings) => (event, bindings) => {
    const variables = together(surroundings.parameters, bindings)
    const result = first(event, variables, surroundings)
    return toAny(result === UNSURE ? evaluate(event, variables, surroundings) : result, surroundings)
  }),
  number: expressionKind<number | undefined>(
    'a number',
    (first, evaluate, surroundings) => (event, bindings) => {
      const variables = together(surroundings.parameters, bindings)
      const result = first(event, variables, surroundings)
      return toNumber(result === UNSURE ? evaluate(event, variables, surroundings) : result, surroundings)
    },
  ),
  text: expressionKind<string | undefined>('a text', (first, evaluate, surroundings) => (event, bindings) => {
    const variables = together(surroundings.parameters, bindings)
    const result = first(event, variables, surroundings)
    return toText(result === UNSURE ? evaluate(event, variables, surroundings) : result, surroundings)
  }),
  /** Whose event it is; nothing gives null. */
  key: expressionKind<Key>(
    'a text, a number, true, false, null or a list of these',
    (first, evaluate, surroundings) => (event, bindings) => {
      const variables = together(surroundings.parameters, bindings)
      const result = first(event, variables, surroundings)
      return toKey(result === UNSURE ? evaluate(event, variables, surroundings) : result, surroundings)
    },
  ),
  /** An instant: whole milliseconds since the epoch, or an ISO 8601 text; undefined for nothing. */
  time: expressionKind<number | undefined>(
    'ms since the epoch or an ISO 8601 time',
    (first, evaluate, surroundings) => (event, bindings) => {
      const variables = together(surroundings.parameters, bindings)
      const result = first(event, variables, surroundings)
      return instant(result === UNSURE ? evaluate(event, variables, surroundings) : result)
    },
  ),
}

type Bindings = Readonly<Record<string, unknown>>

function together(parameters: Bindings, bindings: Bindings | undefined): Bindings {
  return bindings === undefined ? parameters : { ...parameters, ...bindings }
}

function expressionKind<Value>(result: string, bind: Bind<Value>) {
  return <const P extends SettingWords & Presence & ExpressionOptions>(words: P) =>
    declare<Expression<Value>, P>(words, {
      kind: 'expression',
      schema: { type: 'string', minLength: 1 },
      form: { control: 'expression', options: { result, variables: words.variables ?? {} } },
      read(raw, place) {
        const compiled = compileSetting(raw, place, Object.keys(words.variables ?? {}))
        if (!('evaluate' in compiled)) return bad(compiled)
        const { text, evaluate, attempt = evaluate } = compiled
        return good(text.trim(), (surroundings) => bind(attempt, evaluate, surroundings))
      },
    })
}

/** Compiles the text of a setting, or says what is wrong with it. */
export function compileSetting(
  raw: Json,
  place: SettingPlace,
  variables: readonly string[],
): CompiledExpression | SettingProblem {
  if (typeof raw !== 'string' || raw.trim() === '') {
    return {
      code: 'bad-expression',
      message: `expected an expression, got ${describe(raw)}`,
      expected: 'a JSONata expression, as a text',
    }
  }
  try {
    return compileExpression(raw, { variables: [...Object.keys(place.parameters), ...variables] })
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    const where =
      error.position === undefined ? '' : ` (at character ${error.position} of ${JSON.stringify(raw)})`
    return { code: 'bad-expression', message: `${error.message}${where}`, expected: 'a JSONata expression' }
  }
}

function unexpected(expected: string, result: unknown): Failure {
  return new Failure('unexpected-result', `expected ${expected}, got ${describe(result)}`)
}

function isScalar(value: unknown): value is Scalar {
  return (
    value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  )
}

function instant(result: unknown): number | undefined {
  if (result === undefined) return undefined
  const value = typeof result === 'string' ? parseInstant(result) : result
  if (typeof value === 'number' && Number.isFinite(value)) return Math.floor(value)
  throw unexpected('ms since the epoch or an ISO 8601 time', result)
}
