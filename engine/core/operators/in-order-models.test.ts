import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../model/json.ts'
import type { Operator } from '../operator/operator.ts'
import { delay } from './delay.ts'
import { gather } from './gather/gather.ts'
import { scan } from './scan/scan.ts'
import { leftBy, ranWith } from './settings.fixture.ts'
import { sort } from './sort.ts'

/*
 * Operators that take events in order of time, beside what the same comes to over a list that is sorted: whatever the
 * order in which they came.
 */

const disorder = 8

interface Given {
  readonly time: number
  readonly key: string
  readonly value: number
}

const arriving: fc.Arbitrary<readonly Given[]> = fc
  .array(
    fc.record({
      time: fc.integer({ min: -20, max: 80 }),
      key: fc.constantFrom('a', 'b', 'c'),
      value: fc.integer({ min: -5, max: 5 }),
      delay: fc.integer({ min: 0, max: disorder }),
    }),
    { maxLength: 30, size: 'max' },
  )
  .map((all) =>
    all
      .toSorted((one, other) => one.time + one.delay - other.time - other.delay)
      .map(({ time, key, value }) => ({ time, key, value })),
  )

/** Lines of what left, in any order. */
function outcome(operator: Operator, settings: JsonObject, given: readonly Given[]): string[] {
  const events = given.map(({ time, key, value }) => ({ time, at: 0, key, payload: { key, value } }))
  const ran = ranWith(operator, settings, events, { outOfOrder: `${disorder}ms`, idle: 'never' })
  expect(ran.outcome['late']).toBeUndefined()
  expect(ran.outcome['error']).toBeUndefined()
  return leftBy(ran, 'out').map(({ time, payload }) => line(Number(time), payload ?? null))
}

const line = (time: number, payload: Json): string => `${time} ${JSON.stringify(payload)}`
const inOrder = (given: readonly Given[]): readonly Given[] =>
  given.toSorted((one, other) => one.time - other.time)
const runs = { numRuns: Number(process.env['RUNS'] ?? 150) }

test('scan carries a state through the events of a key', () => {
  const settings = {
    initial: '{ "n": 0, "last": 0 }',
    next: '{ "n": $state.n + 1, "last": payload.value }',
    gives: '{ "n": $state.n, "change": payload.value - $before.last }',
    when: 'payload.value != 3',
  }
  fc.assert(
    fc.property(arriving, (given) => {
      const states = new Map<string, { n: number; last: number }>()
      const expected = inOrder(given).map(({ time, key, value }) => {
        const before = states.get(key) ?? { n: 0, last: 0 }
        const after = value === 3 ? before : { n: before.n + 1, last: value }
        states.set(key, after)
        return line(time, { n: after.n, change: value - before.last + 0 })
      })
      expect(outcome(scan, settings, given).toSorted()).toEqual(expected.toSorted())
    }),
    runs,
  )
})

test('gather has the newest of every name, as long as it holds', () => {
  const holds = 15
  const settings = { name: 'payload.key', value: 'payload.value', gives: 'change', holds: `${holds}ms` }
  fc.assert(
    fc.property(arriving, (given) => {
      const newest = new Map<string, Given>()
      const expected = inOrder(given).map((event) => {
        newest.set(event.key, event)
        const held = [...newest.values()].filter(({ time }) => event.time - time < holds)
        const named = held
          .map(({ key, value }) => [key, value] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
        return line(event.time, Object.fromEntries(named))
      })
      expect(outcome(gather, settings, given)).toEqual(expected)
    }),
    runs,
  )
})

test('gather on a tick has what holds then, as long as there is anything', () => {
  const settings = {
    name: 'payload.key',
    value: 'payload.value',
    gives: 'tick',
    every: '10ms',
    holds: '25ms',
  }
  fc.assert(
    fc.property(arriving, (given) => {
      const expected: string[] = []
      for (let tick = -20; tick <= 120; tick += 10) {
        const newest = new Map<string, Given>()
        for (const event of inOrder(given)) if (event.time <= tick) newest.set(event.key, event)
        const held = [...newest.values()].filter(({ time }) => tick - time < 25)
        const named = held
          .map(({ key, value }) => [key, value] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
        if (named.length > 0) expected.push(line(tick, Object.fromEntries(named)))
      }
      expect(outcome(gather, settings, given)).toEqual(expected)
    }),
    runs,
  )
})

test('delay moves every event along', () => {
  fc.assert(
    fc.property(arriving, fc.constantFrom(1, 7, 30), (given, by) => {
      const expected = given.map(({ time, key, value }) => line(time + by, { key, value }))
      expect(outcome(delay, { for: `${by}ms`, clock: 'event' }, given).toSorted()).toEqual(
        expected.toSorted(),
      )
    }),
    runs,
  )
})

test('sort puts events in order, of one time as they came', () => {
  fc.assert(
    fc.property(arriving, (given) => {
      const expected = inOrder(given).map(({ time, key, value }) => line(time, { key, value }))
      expect(outcome(sort, {}, given)).toEqual(expected)
    }),
    runs,
  )
})
