import type { CompiledExpression } from '../../expression/compile.ts'
import { type AggregateCall, splitAggregates } from '../../expression/split-aggregates.ts'
import type { Event } from '../../model/event.ts'
import { describe, isObject, type Json, type JsonObject } from '../../model/json.ts'
import type {
  NodeSurroundings,
  Presence,
  SettingPlace,
  SettingProblem,
  SettingWords,
} from '../../operator/setting.ts'
import { declare } from '../../operator/settings/declare.ts'
import { compileSetting } from '../../operator/settings/expression.ts'
import type { Aggregate } from './aggregate.ts'
import { aggregates as known } from './aggregates.ts'

/** What a window computes, ready to be kept up. Accumulators of all aggregates stand in one list. */
export interface Summary {
  /** Whether some aggregate needs the events themselves. */
  readonly collects: boolean
  start(): readonly Json[]
  add(accumulators: readonly Json[], event: Event): readonly Json[]
  /** Adds a field for each aggregate that gives something. `events` are those of the window, as they arrived. */
  result(into: Record<string, Json>, accumulators: readonly Json[], events: readonly Event[]): JsonObject
}

/** One aggregate as it was read: kept up event by event, or computed from all events at the end. */
type Field =
  | {
      readonly name: string
      readonly calls: readonly Call[]
      readonly names: readonly string[]
      readonly rest: CompiledExpression
      readonly isCall: boolean
    }
  | { readonly name: string; readonly whole: CompiledExpression; readonly reason: string }

interface Call extends AggregateCall {
  readonly aggregate: Aggregate
}

/** A table of names and JSONata expressions over the window's events. */
export function aggregatesSetting<const P extends SettingWords & Presence>(words: P) {
  return declare<Summary, P>(words, {
    kind: 'aggregates',
    schema: { type: 'object', additionalProperties: { type: 'string', minLength: 1 }, minProperties: 1 },
    form: { control: 'table', options: { columns: ['name', 'expression'], result: 'a value' } },
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
      const shown = Object.entries(raw).map(([name, text]) => `${name} = ${String(text).trim()}`)
      const notes = fields.flatMap((field) =>
        'whole' in field
          ? [{ code: 'collects', message: `${field.name} keeps every event of a window: ${field.reason}` }]
          : [],
      )
      return {
        ok: true,
        read: { shown: shown.join(', '), bind: (surroundings) => summary(fields, surroundings), notes },
      }
    },
  })
}

/** Every result has these fields anyway. */
const reserved = new Set(['start', 'end'])

const notATable = (raw: Json): SettingProblem => ({
  code: 'bad-aggregates',
  message: `expected an object with an expression for each name, got ${isObject(raw) ? 'an empty one' : describe(raw)}`,
  expected: 'an object such as { "celsius": "$average(payload.c)" }',
})

const nameTaken = (name: string): SettingProblem => ({
  code: 'reserved-name',
  message: `${name} is a field that every result has: the window's own`,
  remedy: 'choose another name',
})

function readField(name: string, text: Json, place: SettingPlace): Field | SettingProblem {
  const split = typeof text === 'string' ? trySplit(text, place) : undefined
  if (split !== undefined && 'rest' in split) {
    const calls = split.calls.map((call) => ({ ...call, aggregate: known.get(call.name) as Aggregate })) // split knows no others
    return { name, calls, names: split.resultNames, rest: split.rest, isCall: split.isCall }
  }
  const whole = compileSetting(text, place, [])
  if (!('evaluate' in whole)) return whole
  return { name, whole, reason: split?.reason ?? '' }
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

function summary(fields: readonly Field[], surroundings: NodeSurroundings): Summary {
  const calls = fields.flatMap((field) => ('calls' in field ? field.calls : []))
  const adders = calls.map((call) => adder(call, surroundings))
  const only = adders.length === 1 ? adders[0] : undefined
  const { parameters } = surroundings
  return {
    collects: fields.some((field) => 'whole' in field),
    start: () => calls.map(({ aggregate, constants }) => aggregate.start(constants as readonly Json[])),
    add: (accumulators, event) => {
      // As many accumulators as adders: both follow `calls`. One is the usual case.
      if (only !== undefined) return [only(accumulators[0] as Json, event)]
      const next = accumulators.slice()
      for (let at = 0; at < adders.length; at++) next[at] = (adders[at] as Adder)(next[at] as Json, event)
      return next
    },
    result(into, accumulators, events) {
      let at = 0
      for (const field of fields) {
        let value: unknown
        if ('whole' in field) {
          value = field.whole.evaluate(events, parameters, surroundings)
        } else if (field.isCall) {
          value = (calls[at] as Call).aggregate.result(accumulators[at] ?? null)
          at++
        } else {
          const bindings: Record<string, unknown> = { ...parameters }
          for (const [which, { aggregate }] of field.calls.entries()) {
            bindings[field.names[which] ?? ''] = aggregate.result(accumulators[at++] ?? null)
          }
          value = field.rest.evaluate(undefined, bindings, surroundings)
        }
        if (value !== undefined) into[field.name] = value as Json // an expression's results are JSON
      }
      return into
    },
  }
}

type Adder = (accumulator: Json, event: Event) => Json

/** Takes an event's values in, one by one: a path may give several of one event, or none. */
function adder({ aggregate, each }: Call, surroundings: NodeSurroundings): Adder {
  const [first, second] = each
  const { parameters } = surroundings
  const valueOf = (path: CompiledExpression | undefined, event: Event): unknown =>
    path === undefined ? event : path.evaluate(event, parameters, surroundings)
  const addAll = (accumulator: Json, value: unknown, beside: Json): Json => {
    if (value === undefined) return accumulator
    if (!Array.isArray(value)) return aggregate.add(accumulator, value as Json, beside) // an expression's results are JSON
    return (value as Json[]).reduce<Json>((sum, one) => aggregate.add(sum, one, beside), accumulator)
  }
  if (aggregate.each === 2) {
    return (accumulator, event) => {
      const beside = valueOf(second, event)
      return beside === undefined ? accumulator : addAll(accumulator, valueOf(first, event), beside as Json)
    }
  }
  if (first === undefined) return (accumulator, event) => addAll(accumulator, event, null)
  const { evaluate } = first
  return (accumulator, event) => {
    const value = evaluate(event, parameters, surroundings)
    return typeof value === 'number'
      ? aggregate.add(accumulator, value, null)
      : addAll(accumulator, value, null)
  }
}
