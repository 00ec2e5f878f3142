import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../model/json.ts'
import { leftBy, ranWith } from '../settings.fixture.ts'
import { window } from './window.ts'

/** An event; the place in the list is that of its arrival. */
interface Given {
  readonly time: number
  readonly value: number
  readonly key: string
}

interface Bounds {
  readonly start: number
  readonly end: number
}

/** How far from order events may be, ms. */
const disorder = 20

/** Events in the order in which they arrive: each up to `disorder` later than it happened. */
const arriving: fc.Arbitrary<readonly Given[]> = fc
  .array(
    fc.record({
      time: fc.integer({ min: -100, max: 300 }),
      value: fc.integer({ min: -50, max: 50 }),
      key: fc.constantFrom('a', 'b'),
      delay: fc.integer({ min: 0, max: disorder }),
    }),
    { maxLength: 40, size: 'max' },
  )
  .map((all) =>
    all
      .toSorted((one, other) => one.time + one.delay - other.time - other.delay)
      .map(({ time, value, key }) => ({ time, value, key })),
  )

const aggregates = {
  n: '$count($)',
  sum: '$sum(payload)',
  first: '$first(payload)',
  last: '$last(payload)',
  least: '$min(payload)',
  latest: '$latest(payload, time)',
}
/** One that is not small, and one that sees all events. */
const more = { middle: '$median(payload)', all: '$.payload' }

/** What the aggregates come to, of events as they arrived. */
function summed(events: readonly Given[], isMore: boolean): JsonObject {
  const values = events.map(({ value }) => value)
  if (values.length === 0) return { n: 0 }
  const sorted = values.toSorted((a, b) => a - b)
  const middle = ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2
  const latest = Math.max(...events.map(({ time }) => time))
  return {
    n: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    first: values[0] ?? 0,
    last: values.at(-1) ?? 0,
    least: sorted[0] ?? 0,
    latest: Math.max(...events.filter(({ time }) => time === latest).map(({ value }) => value)),
    ...(isMore ? { middle, all: values.length === 1 ? (values[0] ?? 0) : values } : {}),
  }
}

type Result = { readonly time: number; readonly key: string; readonly payload: Json }

/** Results as they have to come: by their end, and then by which key was first. */
function inOrder(results: readonly Result[], given: readonly Given[]): readonly Result[] {
  const keys = given.map(({ key }) => key)
  return results.toSorted(
    (one, other) => one.time - other.time || keys.indexOf(one.key) - keys.indexOf(other.key),
  )
}

const byKey = (given: readonly Given[]): (readonly [string, readonly Given[]])[] =>
  ['a', 'b'].map((key) => [key, given.filter((event) => event.key === key)] as const)

/** Results of windows with these bounds, of those with an event in them. */
function resultsOf(
  given: readonly Given[],
  windows: (events: readonly Given[]) => readonly Bounds[],
  isMore: boolean,
): readonly Result[] {
  const all = byKey(given).flatMap(([key, events]) =>
    windows(events).flatMap(({ start, end }) => {
      const own = events.filter(({ time }) => time >= start && time < end)
      return own.length === 0 ? [] : [{ time: end - 1, key, payload: { start, end, ...summed(own, isMore) } }]
    }),
  )
  return inOrder(all, given)
}

function outcome(settings: JsonObject, given: readonly Given[], isMore: boolean): readonly Json[] {
  const all = { ...settings, aggregates: isMore ? { ...aggregates, ...more } : aggregates }
  const events = given.map(({ time, value, key }) => ({ time, payload: value, key }))
  const ran = ranWith(window, all, events, { outOfOrder: `${disorder}ms`, idle: 'never' })
  expect(leftBy(ran, 'late')).toEqual([])
  expect(ran.outcome['error']).toBeUndefined()
  return leftBy(ran, 'out').map(({ time, key, payload }) => ({ time, key, payload }) as Json)
}

const runs = { numRuns: Number(process.env['RUNS'] ?? 150) }

function hopping(size: number, every: number, offset: number): readonly Bounds[] {
  const first = Math.floor((-1000 - offset) / every)
  return Array.from({ length: Math.ceil(2000 / every) }, (_, at) => (first + at) * every + offset).map(
    (start) => ({
      start,
      end: start + size,
    }),
  )
}

describe('a window has what lies in it, in whatever order events come', () => {
  test.each([
    [10, 10, 0],
    [10, 10, 3],
    [30, 10, 0],
    [30, 20, 5],
    [10, 30, 0],
    [100, 1, 0],
    [64, 3, 1],
  ])('of %i ms every %i ms, offset %i', (size, every, offset) => {
    const settings = { shape: 'hopping', size: `${size}ms`, every: `${every}ms`, offset: `${offset}ms` }
    fc.assert(
      fc.property(arriving, fc.boolean(), (given, isMore) => {
        const expected = resultsOf(given, () => hopping(size, every, offset), isMore)
        expect(outcome(settings, given, isMore)).toEqual(expected)
      }),
      runs,
    )
  })

  test('that grows', () => {
    const settings = { shape: 'cumulate', size: '60ms', step: '15ms' }
    const windows = Array.from({ length: 80 }, (_, at) => -600 + at * 15).map((from) => {
      const start = Math.floor(from / 60) * 60
      return { start, end: from + 15 }
    })
    fc.assert(
      fc.property(arriving, fc.boolean(), (given, isMore) => {
        expect(outcome(settings, given, isMore)).toEqual(resultsOf(given, () => windows, isMore))
      }),
      runs,
    )
  })

  test.each([1, 7, 64, 130])('for each event those of %i ms', (size) => {
    fc.assert(
      fc.property(arriving, fc.boolean(), (given, isMore) => {
        const each = (events: readonly Given[]): readonly Bounds[] =>
          events.map(({ time }) => ({ start: time - size + 1, end: time + 1 }))
        expect(outcome({ shape: 'sliding', size: `${size}ms` }, given, isMore)).toEqual(
          resultsOf(given, each, isMore),
        )
      }),
      runs,
    )
  })

  test.each([3, 10, 40])('with no gap of %i ms', (gap) => {
    const joined = (events: readonly Given[]): readonly Bounds[] =>
      events
        .map(({ time }) => time)
        .toSorted((a, b) => a - b)
        .reduce<Bounds[]>((before, time) => {
          const last = before.at(-1)
          if (last !== undefined && time <= last.end) before[before.length - 1] = { ...last, end: time + gap }
          else before.push({ start: time, end: time + gap })
          return before
        }, [])
    fc.assert(
      fc.property(arriving, fc.boolean(), (given, isMore) => {
        // Exactly so far apart they are one session only while the first is not over: it depends on who comes when.
        fc.pre(
          !given.some(({ time, key }) => given.some((one) => one.key === key && one.time === time + gap)),
        )
        expect(outcome({ shape: 'session', gap: `${gap}ms` }, given, isMore)).toEqual(
          resultsOf(given, joined, isMore),
        )
      }),
      runs,
    )
  })

  test.each([
    [3, 3, false],
    [4, 2, false],
    [5, 3, true],
    [100, 1, true],
    [2, 5, false],
  ])('of %i events, every %i, partial %s', (events, everyEvents, partial) => {
    fc.assert(
      fc.property(arriving, fc.boolean(), (given, isMore) => {
        const expected = given.flatMap(({ key }, at) => {
          const own = given.slice(0, at + 1).filter((event) => event.key === key)
          const isDue = own.length % everyEvents === 0 && (partial || own.length >= events)
          return isDue ? [{ key, payload: summed(own.slice(-events), isMore) }] : []
        })
        const found = outcome({ shape: 'count', events, everyEvents, partial }, given, isMore)
        expect(
          found.map((one) => ({ key: (one as JsonObject)['key'], payload: (one as JsonObject)['payload'] })),
        ).toEqual(expected)
      }),
      runs,
    )
  })

  test.each([true, false])('from one condition to another; it is given: %s', (hasEnd) => {
    const settings = {
      shape: 'state',
      opens: 'payload > 0',
      longest: '70ms',
      ...(hasEnd ? { closes: 'payload < -20' } : {}),
    }
    fc.assert(
      fc.property(arriving, fc.boolean(), (given, isMore) => {
        const all = byKey(given).flatMap(([key, events]) => stateResults(key, events, hasEnd, isMore))
        expect(outcome(settings, given, isMore)).toEqual(inOrder(all, given))
      }),
      runs,
    )
  })
})

/** So many that what was merged of them is kept, in windows that overlap, with events that correct them. */
test.each(['whole', 'new'])('late events correct what was merged; they give the %s', (corrects) => {
  const many = fc
    .array(
      fc.record({
        time: fc.integer({ min: 0, max: 400 }),
        value: fc.integer({ min: -50, max: 50 }),
        delay: fc.constantFrom(0, 0, 0, 5, 60),
      }),
      { minLength: 150, maxLength: 200, size: 'max' },
    )
    .map((all) => all.toSorted((one, other) => one.time + one.delay - other.time - other.delay))
  const settings = { shape: 'hopping', size: '128ms', every: '2ms', lateness: '1s', corrects, aggregates }
  fc.assert(
    fc.property(many, (given) => {
      const events = given.map(({ time, value }) => ({ time, payload: value, key: 'a' }))
      const ran = ranWith(window, settings, events, { idle: 'never' })
      expect(ran.outcome['late']).toBeUndefined()
      const told = [...(ran.outcome['out'] ?? []), ...(ran.outcome['update'] ?? [])] as JsonObject[]
      const byEnd = new Map<Json | undefined, JsonObject[]>()
      for (const { ordinal, payload } of told.toSorted(
        (one, other) => Number(one['ordinal']) - Number(other['ordinal']),
      )) {
        const one = { ...(payload as JsonObject), ordinal: ordinal ?? 0 }
        byEnd.set(one['end' as keyof typeof one], [...(byEnd.get(one['end' as keyof typeof one]) ?? []), one])
      }
      for (const { start, end } of hopping(128, 2, 0)) {
        const own = given.flatMap(({ time, value }) =>
          time >= start && time < end ? [{ time, value, key: 'a' }] : [],
        )
        const results = byEnd.get(end) ?? []
        if (corrects === 'new') {
          expect(results.reduce((sum, { n }) => sum + Number(n), 0)).toBe(own.length)
        } else if (own.length > 0) {
          const { ordinal: _ordinal, ...last } = results.at(-1) ?? {}
          expect(last).toEqual({ start, end, ...summed(own, false) })
        } else expect(results).toEqual([])
      }
    }),
    { numRuns: Math.ceil(runs.numRuns / 10) },
  )
})

/** Event by event in order of time. */
function stateResults(
  key: string,
  events: readonly Given[],
  hasEnd: boolean,
  isMore: boolean,
): readonly Result[] {
  const results: Result[] = []
  let own: Given[] = []
  const end = (bounds: Bounds, time: number): void => {
    const arrived = own.toSorted((one, other) => events.indexOf(one) - events.indexOf(other))
    results.push({ time, key, payload: { ...bounds, ...summed(arrived, isMore) } })
    own = []
  }
  for (const event of events.toSorted((one, other) => one.time - other.time)) {
    const start = own[0]?.time
    if (start !== undefined && event.time >= start + 70) end({ start, end: start + 70 }, start + 69)
    const from = own[0]?.time
    if (from === undefined) {
      if (event.value > 0) own.push(event)
    } else if (hasEnd) {
      own.push(event)
      if (event.value < -20) end({ start: from, end: event.time + 1 }, event.time)
    } else if (event.value > 0) own.push(event)
    else end({ start: from, end: event.time }, event.time)
  }
  const [first] = own
  if (first !== undefined) end({ start: first.time, end: first.time + 70 }, first.time + 69)
  return results
}
