import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../test/conformance/example-plan.ts'
import { inPieces, run, together } from '../../../test/conformance/example-run.ts'
import { feederOf, keyProperty } from '../../../test/conformance/example-script.ts'
import { operators } from '../catalog.ts'
import type { Json, JsonObject } from '../model/json.ts'
import type { Arrival } from '../operator/arrival.ts'
import type { Example } from '../operator/example.ts'
import type { Operator } from '../operator/operator.ts'
import { balances } from '../runtime/ledger.ts'

/** Ways for time to go on: strictly, with room for disorder, each key by itself, and by itself when nothing comes. */
const clocks: readonly JsonObject[] = [
  {},
  { outOfOrder: '3s' },
  { outOfOrder: '1s', watermark: 'key', idle: '4s' },
  { idle: '2s' },
  { idle: '0s' },
  { idle: '0s', watermark: 'key' },
]

/** Somewhere along the scale of durations that an operator's examples have. */
const spans = [1, 40, 999, 1_000, 5_000, 60_000, 300_001] as const

describe.each(operators.map((operator) => [operator.type, operator] as const))('%s', (_type, operator) => {
  test.each(operator.examples.map((example) => [example.title, example] as const))(
    'gives the same however its input is cut and wherever it is restored: %s',
    (_title, example) => {
      fc.assert(
        fc.property(scripts(operator, example), ({ arrivals, clock, cuts, restores, ends }) => {
          const isSource = Object.keys(operator.inputs).length === 0
          const plan = planOf(operator, example, clock)
          const whole = run(plan, arrivals, together, ends)
          // What an operator makes by itself is never late, and never fails for reasons of its own.
          for (const code of ['internal', 'behind-watermark'])
            expect(whole.outcome['error'] ?? []).not.toContain(code)
          for (const ledger of Object.values(whole.ledger)) expect(balances(ledger)).toBe(true)
          let turn = 0
          const cut = (): number => cuts[turn++ % cuts.length] ?? 1
          const restored = run(plan, arrivals, cut, ends, (at) => restores.has(at))
          expect(restored.outcome).toEqual(whole.outcome)
          expect(restored.ledger).toEqual(whole.ledger)
          if (!isSource) expect(run(plan, arrivals, inPieces(1), ends).outcome).toEqual(whole.outcome)
        }),
        { numRuns: Number(process.env['RUNS'] ?? 40) },
      )
    },
  )
})

/** Arrivals with the payloads of an example, and others that no operator asks for. */
function scripts(operator: Operator, example: Example) {
  const inputs = Object.keys(operator.inputs)
  const nodes = inputs.length === 0 ? ['subject'] : inputs.map(feederOf)
  const given = Object.values(example.given).flatMap((elements = []) => elements)
  const payloads = given.flatMap((element): Json[] => (element.kind === 'event' ? [element.payload] : []))
  const topics = given.flatMap((element) =>
    element.kind === 'event' && element.topic ? [element.topic] : [],
  )
  const strange: Json[] = [null, '', 'x', -1, [], [[]], {}, { toString: 1 }, true]
  const step = fc.record({
    kind: fc.constantFrom('event', 'event', 'event', 'event', 'wall', 'watermark'),
    node: fc.constantFrom(...nodes),
    payload: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom<Json>(...payloads, 0) },
      fc.constantFrom(...strange),
    ),
    topic: fc.option(fc.constantFrom('a/b', ...topics), { nil: undefined }),
    key: fc.constantFrom<Json>('a', 'b', 7, null, ['a', 1]),
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
      const arrivals = steps.map(({ kind, node, payload, topic, key, wait, behind, retain }): Arrival => {
        at += wait
        if (kind === 'wall') return { kind, at }
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
