import { deepEqual } from '../../expression/values/value.ts'
import type { Event } from '../../model/event.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { NodeSurroundings } from '../../operator/setting.ts'
import { UnfoundParts } from '../../operator/settings/unfound-parts.ts'
import { type Field, startOf } from './field.ts'

type Result = (into: Record<string, Json>, held: Json, events: readonly Event[]) => JsonObject

/** Looks for fields whose aggregates have found no value in any result: $count then gives 0, and the others leave a gap. */
export function lookingFor(
  fields: readonly Field[],
  accumulatorsOf: (held: Json) => readonly Json[],
  result: Result,
  surroundings: NodeSurroundings,
): Result {
  const unfound = new UnfoundParts(seekingFields(fields), surroundings)
  return (into, held, events) => {
    const whole = result(into, held, events)
    if (unfound.some) {
      const empty = emptyFields(fields, accumulatorsOf(held))
      unfound.look((name) => !empty.has(name))
    }
    return whole
  }
}

/** The fields whose aggregates look for something in the events. Of the others nobody knows what they want to find. */
export const seekingFields = (fields: readonly Field[]): readonly string[] =>
  fields
    .filter((field) => 'calls' in field && field.calls.some(({ each }) => each[0] !== undefined))
    .map(({ name }) => name)

/** The fields with an aggregate that holds what it held at the start. */
function emptyFields(fields: readonly Field[], accumulators: readonly Json[]): ReadonlySet<string> {
  const calls = fields.flatMap((field) =>
    'calls' in field ? field.calls.map((call) => ({ call, name: field.name })) : [],
  )
  const empty = calls.filter(({ call }, at) => deepEqual(accumulators[at], startOf(call)))
  return new Set(empty.map(({ name }) => name))
}
