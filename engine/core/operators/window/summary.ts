import type { CompiledExpression } from '../../expression/compile.ts'
import type { AggregateCall } from '../../expression/split-aggregates.ts'
import type { Event } from '../../model/event.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { NodeSurroundings } from '../../operator/setting.ts'
import type { Aggregate } from './aggregate.ts'

/** What a window computes, ready to be kept up. Accumulators of all aggregates stand in one list. */
export interface Summary {
  /** Whether some aggregate needs the events themselves. */
  readonly collects: boolean
  start(): Json[]
  /** Takes an event in, in place. Where it throws, no accumulator has changed. */
  add(accumulators: readonly Json[], event: Event): void
  /** Adds a field for each aggregate that gives something. `events` are those of the window, as they arrived. */
  result(into: Record<string, Json>, accumulators: readonly Json[], events: readonly Event[]): JsonObject
}

/** One aggregate as it was read: kept up event by event, or computed from all events at the end. */
export type Field =
  | {
      readonly name: string
      readonly calls: readonly Call[]
      readonly names: readonly string[]
      readonly rest: CompiledExpression
      readonly isCall: boolean
    }
  | { readonly name: string; readonly whole: CompiledExpression; readonly reason: string }

export interface Call extends AggregateCall {
  readonly aggregate: Aggregate
}

export function summary(fields: readonly Field[], surroundings: NodeSurroundings): Summary {
  const calls = fields.flatMap((field) => ('calls' in field ? field.calls : []))
  const { parameters } = surroundings
  return {
    collects: fields.some((field) => 'whole' in field),
    start: () => calls.map(({ aggregate, constants }) => aggregate.start(constants as readonly Json[])),
    add: adder(calls, surroundings),
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

/** What one event gives an aggregate: its values, perhaps none, and what stands beside them. */
interface Given {
  readonly values: readonly Json[]
  readonly beside: Json
}

function adder(calls: readonly Call[], surroundings: NodeSurroundings): Summary['add'] {
  const given = calls.map((call) => giver(call, surroundings))
  const addAll: Summary['add'] = (accumulators, event) => {
    // All of them are found before the first is added, since finding one may fail.
    const found = given.map((give) => give(event))
    for (const [at, { values, beside }] of found.entries()) {
      for (const value of values) calls[at]?.aggregate.add(accumulators[at] ?? null, value, beside)
    }
  }
  // A single aggregate of a number is what most windows have.
  const [only, ...others] = calls
  const [path, second] = only?.each ?? []
  if (only === undefined || others.length > 0 || path === undefined || second !== undefined) return addAll
  const { aggregate } = only
  if (!aggregate.takesNumbers) return addAll
  const { parameters } = surroundings
  const { evaluate } = path
  return (accumulators, event) => {
    const value = evaluate(event, parameters, surroundings)
    // There are as many accumulators as calls.
    if (typeof value === 'number') aggregate.add(accumulators[0] as Json, value, null)
    else addAll(accumulators, event)
  }
}

function giver({ aggregate, each }: Call, surroundings: NodeSurroundings): (event: Event) => Given {
  const [first, second] = each
  const { parameters } = surroundings
  const valueOf = (path: CompiledExpression | undefined, event: Event): Json | undefined =>
    // An expression's results are JSON, and so is an event but for fields that are absent.
    (path === undefined ? event : path.evaluate(event, parameters, surroundings)) as Json | undefined
  return (event) => {
    const value = valueOf(first, event)
    if (value === undefined) return nothing
    const beside = aggregate.each === 2 ? valueOf(second, event) : null
    if (beside === undefined) return nothing
    const values = Array.isArray(value) ? (value as readonly Json[]) : [value]
    return {
      values: values.map((one) => aggregate.take(one)),
      beside: beside === null ? null : aggregate.take(beside),
    }
  }
}

const nothing: Given = { values: [], beside: null }
