import { expect } from 'vitest'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import type { Arrival } from '../../engine/core/operator/arrival.ts'
import type { Operator } from '../../engine/core/operator/operator.ts'
import { planOf } from '../conformance/example-plan.ts'
import { inPieces, run } from '../conformance/example-run.ts'
import { feederOf, keyProperty } from '../conformance/example-script.ts'
import type { Case, Given } from './generated-case.ts'

/** A result as it left an operator. */
export interface Result {
  readonly time: number
  readonly key: Json
  readonly payload: Json
}

/**
 * What an operator gives for a case. None of its events may be late. `more` is by how much (ms) its sources allow for
 * more disorder than there is.
 */
export function streamed<Settings>(
  operator: Operator,
  { disorder, watermark, piece, given }: Case<Settings>,
  settings: JsonObject,
  payloadOf: (event: Given, id: number) => Json,
  more = 0,
): readonly Result[] {
  const inputs = Object.keys(operator.inputs)
  const arrivals = given.map((event, id): Arrival => ({
    kind: 'event',
    node: feederOf(inputs.length === 1 ? (inputs[0] ?? '') : event.side),
    at: id,
    time: event.time,
    payload: payloadOf(event, id),
    properties: { [keyProperty]: event.key },
  }))
  const clock = { outOfOrder: `${disorder + more}ms`, watermark, idle: 'never', maxAhead: 'never' }
  const plan = planOf(operator, { title: '', settings, given: {}, expect: {} }, clock)
  const { outcome } = run(plan, arrivals, inPieces(piece), true)
  expect(outcome['late']).toBeUndefined()
  expect(outcome['error']).toBeUndefined()
  return (outcome['out'] ?? []).map((left) => {
    const { time, key, payload } = left as JsonObject // ports carry events
    return { time: Number(time), key: key ?? null, payload: payload ?? null }
  })
}
