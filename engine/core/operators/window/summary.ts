import type { CompiledExpression } from '../../expression/compile.ts'
import type { Event } from '../../model/event.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { NodeSurroundings } from '../../operator/setting.ts'
import { type Call, type Field, startOf } from './field.ts'
import { inSetting } from '../../operator/settings/in-setting.ts'
import { lookingFor } from './unfound-fields.ts'

/** What a window computes, ready to be kept up. `held` is what it holds of one window's events: plain JSON. */
export interface Summary {
  /** Whether some aggregate needs the events themselves. */
  readonly collects: boolean
  start(): Json
  /** Takes an event in, in place. Where it throws, nothing has changed. */
  add(held: Json, event: Event, ordinal: number): void
  /** Whether what is held is as large for many events as for few. */
  readonly isSmall: boolean
  /** Takes in what is held of other events, all of which are later by time; that stays as it is. */
  merge(held: Json, later: Json): void
  /** Adds a field for each aggregate that gives something. `events` are those of the window, as they arrived. */
  result(into: Record<string, Json>, held: Json, events: readonly Event[]): JsonObject
}

export function summary(fields: readonly Field[], surroundings: NodeSurroundings): Summary {
  const calls = fields.flatMap((field) =>
    'calls' in field ? field.calls.map((call) => ({ ...call, field: field.name })) : [],
  )
  const collects = fields.some((field) => 'whole' in field)
  const givers = calls.map((call) => giver(call, surroundings))
  const [only] = calls
  const demanding = calls.flatMap((call, at) => (call.aggregate.demand === undefined ? [] : [at]))
  const tidying = calls.flatMap((call, at) => (call.aggregate.tidy === undefined ? [] : [at]))
  // A single aggregate is what most windows have; it needs no list around its accumulator.
  if (only !== undefined && calls.length === 1) {
    return {
      collects,
      isSmall: only.aggregate.isSmall,
      merge: (held, later) => only.aggregate.merge(held, later),
      start: () => startOf(only),
      add: adderOfOne(only, surroundings),
      result: lookingFor(fields, (held) => [held], resultOfOne(only, fields, surroundings), surroundings),
    }
  }
  return {
    collects,
    isSmall: calls.every(({ aggregate }) => aggregate.isSmall),
    merge(held, later) {
      const [own, others] = [held as readonly Json[], later as readonly Json[]] // see `start`
      for (const [at, { aggregate }] of calls.entries()) aggregate.merge(own[at] ?? null, others[at] ?? null)
    },
    start: () => calls.map(startOf),
    add(held, event, ordinal) {
      const accumulators = held as readonly Json[] // see `start`
      // All of them are found and looked at before the first is added, since that may fail.
      const found = givers.map((give) => give(event))
      for (const at of demanding) {
        const { values, beside } = found[at] ?? nothing
        for (const value of values) calls[at]?.aggregate.demand?.(accumulators[at] ?? null, value, beside)
      }
      for (const [at, { values, beside }] of found.entries()) {
        for (const value of values) calls[at]?.aggregate.add(accumulators[at] ?? null, value, beside, ordinal)
      }
      for (const at of tidying) calls[at]?.aggregate.tidy?.(accumulators[at] ?? null)
    },
    result: lookingFor(
      fields,
      (held) => held as readonly Json[],
      (into, held, events) => filled(into, fields, held as readonly Json[], events, surroundings),
      surroundings,
    ),
  }
}

function filled(
  into: Record<string, Json>,
  fields: readonly Field[],
  accumulators: readonly Json[],
  events: readonly Event[],
  surroundings: NodeSurroundings,
): JsonObject {
  const { parameters } = surroundings
  let at = 0
  for (const field of fields) {
    let value: unknown
    if ('whole' in field) {
      const { whole } = field
      value = inField(field.name, whole.text, surroundings, () =>
        whole.evaluate(events, parameters, surroundings),
      )
    } else if (field.isCall) {
      value = field.calls[0]?.aggregate.result(accumulators[at++] ?? null)
    } else {
      const bindings: Record<string, unknown> = { ...parameters }
      for (const [which, { aggregate }] of field.calls.entries()) {
        bindings[field.names[which] ?? ''] = aggregate.result(accumulators[at++] ?? null)
      }
      const { rest } = field
      value = inField(field.name, rest.text, surroundings, () =>
        rest.evaluate(undefined, bindings, surroundings),
      )
    }
    if (value !== undefined) into[field.name] = value as Json // an expression's results are JSON
  }
  return into
}

function resultOfOne(
  { aggregate }: Call,
  fields: readonly Field[],
  surroundings: NodeSurroundings,
): Summary['result'] {
  const [field] = fields
  if (fields.length > 1 || field === undefined || 'whole' in field || !field.isCall)
    return (into, held, events) => filled(into, fields, [held], events, surroundings)
  const { name } = field
  return (into, held) => {
    const value = aggregate.result(held)
    if (value !== undefined) into[name] = value
    return into
  }
}

/** A call, and the field that it is for. */
type NamedCall = Call & { readonly field: string }

/** What one event gives an aggregate: its values, perhaps none, and what stands beside them. */
interface Given {
  readonly values: readonly Json[]
  readonly beside: Json
}

function adderOfOne(call: NamedCall, surroundings: NodeSurroundings): Summary['add'] {
  const { aggregate } = call
  const give = giver(call, surroundings)
  const addAll: Summary['add'] = (held, event, ordinal) => {
    const { values, beside } = give(event)
    for (const value of values) aggregate.demand?.(held, value, beside)
    for (const value of values) aggregate.add(held, value, beside, ordinal)
    aggregate.tidy?.(held)
  }
  const [path, second] = call.each
  const isPlain = aggregate.takesNumbers && aggregate.demand === undefined && aggregate.tidy === undefined
  if (path === undefined || second !== undefined || !isPlain) return addAll
  const { parameters } = surroundings
  const { evaluate, text } = path
  const { field } = call
  return (held, event, ordinal) => {
    let value: unknown
    try {
      value = evaluate(event, parameters, surroundings)
    } catch (error) {
      throw inSetting(error, `${surroundings.setting}.${field}`, text)
    }
    if (typeof value === 'number' && Number.isFinite(value)) aggregate.add(held, value, null, ordinal)
    else addAll(held, event, ordinal)
  }
}

function giver(
  { aggregate, each, path, field }: NamedCall,
  surroundings: NodeSurroundings,
): (event: Event) => Given {
  const [first, second] = each
  const { parameters } = surroundings
  const valueOf = (path: CompiledExpression | undefined, event: Event): Json | undefined =>
    // An expression's results are JSON, and so is an event but for fields that are absent.
    (path === undefined ? event : path.evaluate(event, parameters, surroundings)) as Json | undefined
  const give = (event: Event): Given => {
    const value = valueOf(first, event)
    if (value === undefined) return nothing
    const beside = aggregate.each === 2 ? valueOf(second, event) : null
    if (beside === undefined) return nothing
    const values = Array.isArray(value) ? (value as readonly Json[]) : [value]
    return {
      values: values.map((one) => aggregate.take(one, path)),
      beside: beside === null ? null : aggregate.take(beside),
    }
  }
  return (event) => inField(field, first?.text ?? `$${aggregate.name}($)`, surroundings, () => give(event))
}

/** What fails says in which field, and by which expression. */
function inField<Value>(
  field: string,
  text: string,
  { setting }: NodeSurroundings,
  work: () => Value,
): Value {
  try {
    return work()
  } catch (error) {
    throw inSetting(error, `${setting}.${field}`, text)
  }
}

const nothing: Given = { values: [], beside: null }
