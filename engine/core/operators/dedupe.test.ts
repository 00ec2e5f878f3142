import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeWithData } from '../../../test/shared-data.ts'
import type { JsonObject } from '../model/json.ts'
import { dedupe } from './dedupe.ts'
import { leftBy, ranWith, saysOf } from './settings.fixture.ts'

const span = 10

/** Times go on by and by, with some disorder. */
const events = fc
  .array(
    fc.record({
      step: fc.constantFrom(0, 0, 1, 2, 8, 9, 10),
      back: fc.constantFrom(0, 0, 0, 1, 3, 9),
      payload: fc.constantFrom('a', 'b', 1, '1', { x: 1 }),
      key: fc.constantFrom('k', 'l'),
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let now = 0
    return steps.map(({ step, back, payload, key }) => ({ time: (now += step) - back, payload, key }))
  })

test.each([0, 3, 100])('is what one gets by remembering everything; %i ms of disorder', (bound) => {
  fc.assert(
    fc.property(events, (given) => {
      const seen = new Map<string, number>()
      const expected: Record<string, unknown[]> = { out: [], rest: [], late: [] }
      let greatest = Number.NEGATIVE_INFINITY
      for (const event of given) {
        const { time, payload, key } = event
        const name = JSON.stringify([key, payload])
        const known = seen.get(name)
        if (time <= greatest - bound - 1) expected['late']?.push(event)
        else if (known !== undefined && Math.abs(time - known) < span) expected['rest']?.push(event)
        else {
          seen.set(name, Math.max(time, known ?? time))
          expected['out']?.push(event)
        }
        greatest = Math.max(greatest, time)
      }
      const ran = ranWith(dedupe, { for: span }, given, { outOfOrder: bound })
      for (const [port, left] of Object.entries(expected)) expect(leftBy(ran, port), port).toEqual(left)
    }),
    { numRuns: 300 },
  )
})

test('forgets what can have no repeat any more', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => ({ time: index, payload: index }))
  const { ledger, outcome } = ranWith(dedupe, { for: span, most: 12 }, many)
  expect(outcome['error']).toBeUndefined()
  expect(outcome['out']).toHaveLength(5_000)
  expect(ledger['subject']?.timers).toBe(0)
})

describe('an identity', () => {
  test.each<[one: JsonObject, other: JsonObject, same: boolean]>([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: { x: [1, { p: 1, q: 2 }] } }, { a: { x: [1, { q: 2, p: 1 }] } }, true],
    [{ a: [1, 2] }, { a: [2, 1] }, false],
    [{ a: [1, 2] }, { a: [[1, 2]] }, false],
    [{ a: 1 }, { a: '1' }, false],
    [{ a: null }, {}, false],
    [{ a: '1,"b":2' }, { a: '1', b: 2 }, false],
    [{ a: 0 }, { a: false }, false],
    [{ '': 1 }, { ' ': 1 }, false],
  ])('%j and %j', (one, other, same) => {
    const ran = ranWith(
      dedupe,
      {},
      [one, other].map((payload, time) => ({ time, payload })),
    )
    expect(leftBy(ran, 'out')).toHaveLength(same ? 1 : 2)
  })
})

test.each([
  [{}, 'lets through the first event of each payload within 10m'],
  [{ id: 'payload.n', for: '1h' }, 'lets through the first event of each value of payload.n within 1h'],
])('%j says what it does', (settings, says) => expect(saysOf(dedupe, settings)).toBe(says))

describeWithData('keep the first, without windows', 'semantics/dedupe.json', (path) => {
  interface Case {
    readonly name: string
    readonly spec: { readonly per: readonly string[]; readonly keep: string; readonly window?: unknown }
    readonly arrivals: readonly { readonly time?: number; readonly value?: JsonObject }[]
    readonly expect: { readonly out: readonly JsonObject[] }
  }
  const all = JSON.parse(readFileSync(path, 'utf8')) as readonly Case[]
  const cases = all.filter(({ spec }) => spec.keep === 'first' && spec.window === undefined)
  test('are there', () => expect(cases.length).toBeGreaterThan(3))

  test.each(cases)('$name', ({ spec, arrivals, expect: { out } }) => {
    const given = arrivals.flatMap(({ time, value }) =>
      time === undefined || value === undefined ? [] : [{ time, payload: value }],
    )
    const fields = spec.per.map((field) => `payload.${field}`)
    const ran = ranWith(dedupe, { id: `[${fields.join(', ')}]`, for: '365d' }, given)
    expect(leftBy(ran, 'out').map(({ payload }) => payload)).toEqual(out)
  })
})
