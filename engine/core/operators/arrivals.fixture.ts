import * as fc from 'fast-check'
import { feederOf, keyProperty } from '../../../test/conformance/example-script.ts'
import type { Key } from '../model/event.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { Arrival } from '../operator/arrival.ts'
import type { Example } from '../operator/example.ts'
import type { Operator } from '../operator/operator.ts'

/** Somewhere along the scale of durations that an operator's examples have. */
const spans = [1, 40, 999, 1_000, 5_000, 60_000, 300_001] as const

/** Arrivals with the payloads of an example, and others that no operator asks for. */
export function scripts(
  operator: Operator,
  example: Example,
  clocks: readonly JsonObject[],
  keys: readonly Json[] = ['a', 'b', 7, null, ['a', 1]],
) {
  const inputs = Object.keys(operator.inputs)
  const nodes = inputs.length === 0 ? ['subject'] : inputs.map(feederOf)
  const given = Object.values(example.given).flatMap((elements = []) => elements)
  const payloads = given.flatMap((element): Json[] => (element.kind === 'event' ? [element.payload] : []))
  const topics = given.flatMap((element) =>
    element.kind === 'event' && element.topic ? [element.topic] : [],
  )
  const questions = given.flatMap((element) => (element.kind === 'answer' ? [element.question] : []))
  const strange: Json[] = [null, '', 'x', -1, [], [[]], {}, { toString: 1 }, true]
  const step = fc.record({
    kind: fc.constantFrom(
      ...(['event', 'event', 'event', 'event', 'wall', 'watermark'] as const),
      ...(operator.asks ? (['answer', 'answer'] as const) : []),
    ),
    question: fc.constantFrom('nothing', ...questions),
    problem: fc.constantFrom(undefined, undefined, 'not-found', 'unavailable', 'refused'),
    node: fc.constantFrom(...nodes),
    payload: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom<Json>(...payloads, 0) },
      fc.constantFrom(...strange),
    ),
    topic: fc.option(fc.constantFrom('a/b', ...topics), { nil: undefined }),
    key: fc.constantFrom<Json>(...keys),
    wait: fc
      .tuple(fc.constantFrom(...spans), fc.constantFrom(0, 0, 1, 1, 2))
      .map(([span, times]) => span * times),
    behind: fc.constantFrom(0, 0, 0, 1, 900, 2_500),
    retain: fc.constantFrom(false, false, false, true),
  })
  return fc
    .record({
      steps: fc.array(step, { minLength: 1, maxLength: 40 }),
      clock: fc.constantFrom(...clocks),
      cuts: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 }),
      restores: fc.uniqueArray(fc.nat(40), { maxLength: 6 }),
      ends: fc.boolean(),
    })
    .map(({ steps, clock, cuts, restores, ends }) => {
      let at = 1_000
      const arrivals = steps.map((step): Arrival => {
        const { kind, node, payload, topic, key, wait, behind, retain, question, problem } = step
        at += wait
        if (kind === 'wall') return { kind, at }
        if (kind === 'answer') {
          const answer = { kind, node: 'subject', at, key: key as Key, question, payload }
          return problem === undefined ? answer : { ...answer, problem: { code: problem, message: problem } }
        }
        if (kind === 'watermark') return { kind, node, at, watermark: at - 3_000 }
        const kept = retain ? { retain } : {}
        const properties =
          node === 'subject' ? { properties: kept } : { properties: { [keyProperty]: key, ...kept } }
        const time = node === 'subject' ? {} : { time: at - behind }
        return {
          kind: 'event',
          node,
          at,
          payload,
          ...time,
          ...properties,
          ...(topic === undefined ? {} : { topic }),
        }
      })
      return { arrivals, clock, cuts, restores: new Set(restores), ends }
    })
}
