import { assignmentIn } from '../../expression/assignment.ts'
import { compileExpression, type CompiledExpression } from '../../expression/compile.ts'
import { ExpressionError } from '../../expression/expression-error.ts'
import { misfitsIn } from '../../expression/misfits.ts'
import { readingsOf } from '../../expression/readings.ts'
import { remedyFor } from '../../expression/remedy.ts'
import { type Event, isKey, type Key } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import { isInYears, parseInstant } from '../../model/instant.ts'
import { demandShort } from '../../model/key-length.ts'
import { describe, type Json } from '../../model/json.ts'
import {
  bad,
  type NodeSurroundings,
  type Presence,
  type SettingNote,
  type SettingPlace,
  type SettingProblem,
  type SettingWords,
} from '../setting.ts'
import { declare } from './declare.ts'
import { evaluation } from './evaluation.ts'

interface ExpressionOptions {
  /** Variables the operator binds beside the flow's parameters, with a word on each. */
  readonly variables?: Readonly<Record<string, string>>
  /** It is counted where the expression gives nothing, because that otherwise leaves no trace. */
  readonly countsNothing?: boolean
  /** It gives a new payload for an event, so that `payload.x = 5` is hardly meant as the comparison that it is. */
  readonly isPayload?: boolean
}

/** An expression over an event; what the operator binds is handed in beside it. */
export type Expression<Value> = (event: Event, bindings?: Readonly<Record<string, unknown>>) => Value

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

const toKey: Convert<Key> = (result, surroundings) => {
  if (result === undefined) {
    surroundings.missing()
    return null
  }
  if (isKey(result)) {
    demandShort(result)
    return result
  }
  throw unexpected('a text, a number, true, false, null or a list of these', result)
}

/**
 * Settings that hold a JSONata expression over the event (`payload`, `topic`, `key`, `time`, `params`, `properties`).
 * Their value is a function of the event; it throws a `Failure` where the result is not of the kind asked for.
 */
export const expression = {
  /** True or false. Nothing counts as false, and is counted. */
  boolean: expressionKind<boolean>('true or false', toBoolean),
  /** Anything that JSON can say; undefined for nothing. */
  any: expressionKind<Json | undefined>('a value', toAny),
  number: expressionKind<number | undefined>('a number', toNumber),
  text: expressionKind<string | undefined>('a text', toText),
  /** Whose event it is; nothing gives null, and is counted. */
  key: expressionKind<Key>('a text, a number, true, false, null or a list of these', toKey),
  /**
   * An instant: milliseconds since the epoch, of which a fraction is cut off (towards the past), or an ISO 8601 text;
   * undefined for nothing. A number outside the years 0 to 9999 is a `Failure` `bad-time`.
   */
  time: expressionKind<number | undefined>('ms since the epoch or an ISO 8601 time', instant),
}

function expressionKind<Value>(result: string, convert: Convert<Value>) {
  return <const P extends SettingWords & Presence & ExpressionOptions>(words: P) =>
    declare<Expression<Value>, P>(words, {
      kind: 'expression',
      schema: { type: 'string', minLength: 1 },
      form: { control: 'expression', options: { result, variables: words.variables ?? {} } },
      read(raw, place) {
        const compiled = compileSetting(raw, place, Object.keys(words.variables ?? {}))
        if (!('evaluate' in compiled)) return bad(compiled)
        return {
          ok: true,
          read: {
            shown: compiled.text.trim(),
            notes: [...(words.isPayload === true ? assignmentNotes(raw) : []), ...misfitNotes(raw)],
            reads: () => readingsOf(compiled.text),
            bind: (surroundings) =>
              evaluation(compiled, words.countsNothing === true ? counted(convert) : convert, surroundings),
          },
        }
      },
    })
}

function counted<Value>(convert: Convert<Value>): Convert<Value> {
  return (result, surroundings) => {
    if (result === undefined) surroundings.missing()
    return convert(result, surroundings)
  }
}

/** Compiles the text of a setting, or says what is wrong with it; `functions` are others that may have been meant. */
export function compileSetting(
  raw: Json,
  place: SettingPlace,
  variables: readonly string[],
  functions: readonly string[] = [],
): CompiledExpression | SettingProblem {
  if (typeof raw !== 'string' || raw.trim() === '') {
    return {
      code: 'bad-expression',
      message: `expected an expression, got ${describe(raw)}`,
      expected: 'a JSONata expression, as a text',
      ...(raw === '' || raw === null ? {} : { remedy: `write it as a text: ${asText(raw)}` }),
    }
  }
  try {
    return compileExpression(raw, { variables: [...Object.keys(place.parameters), ...variables], functions })
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    const remedy = remedyFor(error, raw)
    return {
      code: 'bad-expression',
      message: error.message,
      expected: 'a JSONata expression',
      ...(remedy === undefined ? {} : { remedy }),
    }
  }
}

/** Calls that fail whatever the event, as `$merge(payload, { "x": 5 })` does. */
export function misfitNotes(raw: Json): readonly SettingNote[] {
  return misfitsIn(String(raw)).map(({ message, remedy }) => ({
    code: 'wrong-arguments',
    severity: 'warning',
    message,
    ...(remedy === undefined ? {} : { remedy }),
  }))
}

function assignmentNotes(raw: Json): readonly SettingNote[] {
  const remedy = assignmentIn(String(raw))
  if (remedy === undefined) return []
  const message = 'this compares, and gives true or false as the new payload'
  const code = 'compares'
  return [{ code, severity: 'warning', message, remedy: `${remedy}; to compare, put it in parentheses` }]
}

/** A value as the text of an expression that gives it; texts in it that are paths of an event are meant as such. */
function asText(raw: Json): string {
  const bare = JSON.stringify(raw).replace(
    /"((?:payload|params|properties)\.[\w.]+|key|topic|time)"(?!:)/g,
    '$1',
  )
  return JSON.stringify(bare.length > longestShown ? '{ ... }' : bare)
}

const longestShown = 200

function unexpected(expected: string, result: unknown): Failure {
  return new Failure('unexpected-result', `expected ${expected}, got ${describe(result)}`)
}

function instant(result: unknown): number | undefined {
  if (result === undefined) return undefined
  const value = typeof result === 'string' ? parseInstant(result) : result
  if (typeof value === 'number' && isInYears(value)) return Math.floor(value)
  if (typeof value !== 'number') throw unexpected('ms since the epoch or an ISO 8601 time', result)
  throw new Failure(
    'bad-time',
    `expected ms since 1970, in the years 0 to 9999, got ${value}: is it in microseconds or nanoseconds?`,
  )
}
