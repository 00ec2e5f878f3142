import { readingsOf } from '../../expression/readings.ts'
import { isBuiltInName } from '../../expression/functions/catalogue.ts'
import { type AggregateCall, splitAggregates } from '../../expression/split-aggregates.ts'
import { Failure } from '../../model/failure.ts'
import { demandFinite } from '../../model/finite.ts'
import { describe, isObject, type Json, type JsonObject } from '../../model/json.ts'
import type { Presence, SettingPlace, SettingProblem, SettingWords } from '../../operator/setting.ts'
import { declare } from '../../operator/settings/declare.ts'
import { compileSetting, misfitNotes } from '../../operator/settings/expression.ts'
import type { Aggregate } from './aggregate.ts'
import { aggregates as known } from './aggregates.ts'
import { type Field, type Summary, summary } from './summary.ts'

/** A table of names and JSONata expressions over the window's events. */
export function aggregatesSetting<const P extends SettingWords & Presence>(words: P) {
  return declare<Summary, P>(words, {
    kind: 'aggregates',
    schema: { type: 'object', additionalProperties: { type: 'string', minLength: 1 }, minProperties: 1 },
    form: {
      control: 'table',
      options: { columns: ['name', 'expression'], result: 'a value', functions: [...known.keys()] },
    },
    read(raw, place) {
      if (!isObject(raw) || Object.keys(raw).length === 0) {
        return { ok: false, problems: [notATable(raw)] }
      }
      const problems: SettingProblem[] = []
      const fields: Field[] = []
      for (const [name, text] of Object.entries(raw as JsonObject)) {
        const field = reserved.has(name) ? nameTaken(name) : readField(name, text, place)
        if ('code' in field) problems.push({ ...field, at: [name] })
        else fields.push(field)
      }
      if (problems.length > 0) return { ok: false, problems }
      const reads = () =>
        Object.entries(raw).flatMap(([name, text]) =>
          readingsOf(String(text)).map((one) => ({ ...one, at: [name] })),
        )
      const shown = Object.entries(raw).map(([name, text]) => `${name} = ${String(text).trim()}`)
      const notes = fields.flatMap((field) =>
        'whole' in field
          ? [{ code: 'collects', message: `${field.name} keeps every event of a window: ${field.reason}` }]
          : [],
      )
      const misfits = Object.entries(raw).flatMap(([name, text]) =>
        misfitNotes(text).map((note) => ({ ...note, at: [name] })),
      )
      return {
        ok: true,
        read: {
          shown: shown.join(', '),
          bind: (surroundings) => withFiniteResults(summary(fields, surroundings), fields),
          notes: [...notes, ...misfits],
          reads,
        },
      }
    },
  })
}

/** A sum can be too large, and an expression can divide by zero. */
function withFiniteResults({ collects, start, add, result }: Summary, fields: readonly Field[]): Summary {
  return {
    collects,
    start,
    add,
    result(into, held, events) {
      const filled = result(into, held, events)
      for (const { name } of fields) demandFinite(filled[name])
      return filled
    },
  }
}

/** Every result has these fields anyway. */
const reserved = new Set(['start', 'end'])

const notATable = (raw: Json): SettingProblem => ({
  code: 'bad-aggregates',
  message: `expected an object with an expression for each name, got ${isObject(raw) ? 'an empty one' : describe(raw)}`,
  expected: 'an object such as { "celsius": "$average(payload.c)" }',
  ...(typeof raw === 'string' ? { remedy: `give it a name: { "result": ${JSON.stringify(raw)} }` } : {}),
})

const nameTaken = (name: string): SettingProblem => ({
  code: 'reserved-name',
  message: `${name} is a field that every result has: the window's own`,
  remedy: 'choose another name',
})

function readField(name: string, text: Json, place: SettingPlace): Field | SettingProblem {
  const split = typeof text === 'string' ? trySplit(text, place) : undefined
  if (split !== undefined && 'rest' in split) {
    const problem = constantProblem(split.calls)
    if (problem !== undefined) return problem
    const calls = split.calls.map((call) => ({ ...call, aggregate: known.get(call.name) as Aggregate })) // split knows no others
    return { name, calls, names: split.resultNames, rest: split.rest, isCall: split.isCall }
  }
  const whole = compileSetting(text, place, [], [...known.keys()])
  if (!('evaluate' in whole)) return wrongCall(String(text)) ?? whole
  return { name, whole, reason: split?.reason ?? '' }
}

/** Whether an aggregate takes the constants it is given, which it only says when it begins. */
function constantProblem(calls: readonly AggregateCall[]): SettingProblem | undefined {
  for (const { name, constants } of calls) {
    const aggregate = known.get(name)
    try {
      aggregate?.start(constants as readonly Json[]) // an expression's results are JSON
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return { code: error.code, message: error.message, expected: aggregate?.summary ?? '' }
    }
  }
  return undefined
}

/** An aggregate that JSONata does not have itself, called in a way in which it can't be kept up. */
function wrongCall(text: string): SettingProblem | undefined {
  for (const [call, name = ''] of text.matchAll(/\$(\w+)\s*\(/g)) {
    const aggregate = known.get(name)
    if (aggregate === undefined || isBuiltInName(name)) continue
    const paths = aggregate.each === 2 ? 'two paths, such as payload.c and time' : 'a path, such as payload.c'
    const constants = aggregate.constants === 0 ? '' : `, then ${aggregate.constants} number`
    return {
      code: 'bad-expression',
      message: `${call}...) cannot be called so: it takes ${paths}${constants}, and nothing computed`,
      expected: aggregate.summary,
      remedy: 'compute what is needed in a map node before the window',
    }
  }
  return undefined
}

/** Undefined where the text is no expression, which `compileSetting` then says. */
function trySplit(
  text: string,
  { parameters }: SettingPlace,
): ReturnType<typeof splitAggregates> | undefined {
  try {
    return splitAggregates(text, known, Object.keys(parameters))
  } catch {
    return undefined
  }
}
