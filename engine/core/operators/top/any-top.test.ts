import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../model/json.ts'
import { leftBy, ranWith } from '../settings.fixture.ts'
import { top } from './top.ts'

/** An event; the place in the list is that of its arrival. */
interface Given {
  readonly time: number
  readonly key: string
  readonly value: number | string
  /** Which event it is. */
  readonly id: number
}

/** How far from order events may be, ms. */
const disorder = 20

/** Events in the order in which they arrive: each up to `disorder` later than it happened. Many values are equal. */
const arriving: fc.Arbitrary<readonly Given[]> = fc
  .array(
    fc.record({
      time: fc.integer({ min: -100, max: 200 }),
      key: fc.constantFrom('a', 'b'),
      value: fc.oneof(
        { weight: 5, arbitrary: fc.integer({ min: -3, max: 4 }) },
        fc.constantFrom('B', 'a', 'b', ''),
      ),
      delay: fc.integer({ min: 0, max: disorder }),
    }),
    { maxLength: 50, size: 'max' },
  )
  .map((all) =>
    all
      .toSorted((one, other) => one.time + one.delay - other.time - other.delay)
      .map(({ time, key, value }, id) => ({ time, key, value, id })),
  )

interface Wanted {
  readonly n: number
  readonly from: number
  readonly order: 'asc' | 'desc'
  readonly ties: 'cut' | 'with'
  /** By its value, or by arrival. */
  readonly hasBy: boolean
  readonly hasRank: boolean
}

const anyWanted: fc.Arbitrary<Wanted> = fc
  .record({
    n: fc.integer({ min: 1, max: 5 }),
    from: fc.constantFrom(1, 1, 1, 2, 3),
    order: fc.constantFrom('asc' as const, 'desc' as const),
    ties: fc.constantFrom('cut' as const, 'with' as const),
    hasBy: fc.constantFrom(true, true, true, false),
    hasRank: fc.boolean(),
  })
  .filter(({ n, from }) => from <= n)

const settingsOf = ({ hasBy, hasRank, ...more }: Wanted): JsonObject => ({
  ...more,
  ...(hasBy ? { by: 'payload.value' } : {}),
  ...(hasRank ? { rank: 'rank' } : {}),
})

/** What is below another: numbers before texts, texts by their code units. */
function isBelow(one: number | string, other: number | string): boolean {
  if (typeof one === 'string' && typeof other === 'string') return one < other
  if (typeof one === 'number' && typeof other === 'number') return one < other
  return typeof one === 'number'
}

/** The plain account: an event's rank is how many are before it, and one; each is held against every other. */
function bestOf(events: readonly Given[], { n, from, order, ties, hasBy, hasRank }: Wanted): readonly Json[] {
  const measure = ({ value, id }: Given): number | string => (hasBy ? value : id)
  const isBetter = (one: Given, other: Given): boolean =>
    order === 'asc' ? isBelow(measure(one), measure(other)) : isBelow(measure(other), measure(one))
  const isBefore = (one: Given, other: Given): boolean =>
    isBetter(one, other) || (!isBetter(other, one) && one.id < other.id)
  return events
    .toSorted((one, other) => (isBefore(one, other) ? -1 : isBefore(other, one) ? 1 : 0))
    .map((event) => {
      const isAhead = ties === 'with' ? isBetter : isBefore
      return { event, rank: events.filter((other) => isAhead(other, event)).length + 1 }
    })
    .filter(({ rank }) => rank >= from && rank <= n)
    .map(({ event: { value, id }, rank }) => ({ ...(hasRank ? { rank } : {}), value, id }))
}

function outcome(settings: JsonObject, given: readonly Given[]): readonly Json[] {
  const events = given.map(({ time, key, value, id }) => ({ time, key, payload: { value, id } }))
  const ran = ranWith(top, settings, events, { outOfOrder: `${disorder}ms`, idle: 'never' })
  expect(leftBy(ran, 'late')).toEqual([])
  expect(ran.outcome['error']).toBeUndefined()
  return leftBy(ran, 'out')
}

const runs = { numRuns: Number(process.env['RUNS'] ?? 150) }

describe('a window has the best of what lies in it, in whatever order events come', () => {
  test.each([
    [10, 10, 0],
    [50, 50, 7],
    [30, 10, 0],
    [30, 20, 5],
    [10, 30, 0],
    [100, 5, 0],
    [64, 3, 1],
  ])('of %i ms every %i ms, offset %i', (size, every, offset) => {
    const first = Math.floor((-300 - offset) / every)
    const starts = Array.from({ length: Math.ceil(600 / every) }, (_, at) => (first + at) * every + offset)
    fc.assert(
      fc.property(arriving, anyWanted, fc.constantFrom('list', 'events'), (given, wanted, as) => {
        const keys = [...new Set(given.map(({ key }) => key))]
        const expected = starts.flatMap((start) =>
          keys.flatMap((key) => {
            const end = start + size
            const own = given.filter((one) => one.key === key && one.time >= start && one.time < end)
            const best = bestOf(own, wanted)
            if (as === 'events') return best.map((payload) => ({ time: end - 1, key, payload }))
            return best.length === 0 ? [] : [{ time: end - 1, key, payload: { start, end, top: best } }]
          }),
        )
        const shape = size === every ? { shape: 'tumbling' } : { shape: 'hopping', every: `${every}ms` }
        const settings = { ...settingsOf(wanted), ...shape, size: `${size}ms`, offset: `${offset}ms`, as }
        expect(outcome(settings, given)).toEqual(expected)
      }),
      runs,
    )
  })
})

test('without windows the list is given whenever it has changed', () => {
  fc.assert(
    fc.property(arriving, anyWanted, (given, wanted) => {
      const last = new Map<string, string>()
      const expected = given.flatMap(({ key, time }, at) => {
        const best = bestOf(
          given.slice(0, at + 1).filter((one) => one.key === key),
          wanted,
        )
        const text = JSON.stringify(best)
        if (text === (last.get(key) ?? '[]')) return []
        last.set(key, text)
        return [{ time, key, payload: { top: best } }]
      })
      expect(outcome({ ...settingsOf(wanted), shape: 'running' }, given)).toEqual(expected)
    }),
    runs,
  )
})
