import { planOf, read } from '../../../test/conformance/example-plan.ts'
import { type Ran, run, together } from '../../../test/conformance/example-run.ts'
import { feederOf, keyProperty } from '../../../test/conformance/example-script.ts'
import type { Key } from '../model/event.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { Arrival } from '../operator/arrival.ts'
import type { Operator } from '../operator/operator.ts'
import { uncounted } from '../operator/setting.ts'

/** Settings as an operator's `create` and `check` are handed them. */
export function valuesOf(operator: Operator, settings: JsonObject): Record<string, unknown> {
  const surroundings = { now: 0, random: () => 0, parameters: {}, ...uncounted }
  return Object.fromEntries(
    Object.entries(read(operator, settings)).map(([name, setting]) => [name, setting.bind(surroundings)]),
  )
}

/** The problems that show when settings are seen together, as `code at setting`. */
export const problemsOf = (operator: Operator, settings: JsonObject): string[] =>
  operator.check(valuesOf(operator, settings)).map(({ code, setting }) => `${code} at ${setting}`)

/** The line a node shows for its settings. */
export function saysOf(operator: Operator, settings: JsonObject): string {
  const shown = Object.entries(read(operator, settings)).map(([name, setting]) => [name, setting.shown])
  return operator.says(Object.fromEntries(shown) as Record<string, string>)
}

/** An event that reaches an operator: its time, when it arrives (at its time, if not said), payload and key. */
export interface Reaching {
  readonly time: number
  readonly at?: number
  readonly payload: Json
  readonly key?: Key
}

/** What comes of events at an operator with one input, its watermark following with room for disorder. */
export function ranWith(
  operator: Operator,
  settings: JsonObject,
  events: readonly Reaching[],
  clock: JsonObject = {},
): Ran {
  const [input = ''] = Object.keys(operator.inputs)
  const example = { title: '', settings, given: {}, expect: {} }
  let wall = Number.NEGATIVE_INFINITY
  const arrivals = events.map(({ time, at = time, payload, key = null }): Arrival => {
    wall = Math.max(wall, at)
    const properties = { [keyProperty]: key as Json }
    return { kind: 'event', node: feederOf(input), at: wall, time, payload, properties }
  })
  return run(planOf(operator, example, { maxAhead: 'never', ...clock }), arrivals, together, true)
}

/** The events that left by a port, without their ordinals. */
export function leftBy({ outcome }: Ran, port: string): JsonObject[] {
  return (outcome[port] ?? []).map((what) => {
    const { ordinal: _ordinal, ...rest } = what as JsonObject // ports carry events
    return rest
  })
}
