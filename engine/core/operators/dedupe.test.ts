import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeWithData } from '../../../test/shared-data.ts'
import type { JsonObject } from '../model/json.ts'
import { dedupe } from './dedupe.ts'
import { leftBy, ranWith, saysOf } from './settings.fixture.ts'

const span = 10

const events = fc.array(
  fc.record({
    time: fc.nat(60),
    payload: fc.constantFrom('a', 'b', 1, '1', { x: 1 }),
    key: fc.constantFrom('k', 'l'),
  }),
  { maxLength: 40 },
)

test('is what one gets by remembering everything', () => {
  fc.assert(
    fc.property(events, (given) => {
      const seen = new Map<string, number>()
      const first = given.filter(({ time, payload, key }) => {
        const name = JSON.stringify([key, payload])
        const known = seen.get(name)
        if (known !== undefined && Math.abs(time - known) < span) return false
        seen.set(name, Math.max(time, known ?? time))
        return true
      })
      const ran = ranWith(dedupe, { for: span }, given, { outOfOrder: 100 })
      expect(leftBy(ran, 'out')).toEqual(first)
      expect(leftBy(ran, 'rest')).toEqual(given.filter((event) => !first.includes(event)))
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
