import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../model/json.ts'
import { leftBy, ranWith } from '../settings.fixture.ts'
import { over } from './over.ts'

/** An event; the place in the list is that of its arrival. */
interface Given {
  readonly time: number
  readonly value: number
  readonly key: string
}

/** How far from order events may be, ms. */
const disorder = 20

/** Events in the order in which they arrive: each up to `disorder` later than it happened. */
const arriving = (most: number, until: number): fc.Arbitrary<readonly Given[]> =>
  fc
    .array(
      fc.record({
        time: fc.integer({ min: -100, max: until }),
        value: fc.integer({ min: -50, max: 50 }),
        key: fc.constantFrom('a', 'a', 'b'),
        delay: fc.integer({ min: 0, max: disorder }),
      }),
      { minLength: Math.floor(most / 40) - 1, maxLength: most, size: 'max' },
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
  swing: '$max(payload) - $min(payload)',
}
/** One that is not small, and one that sees all events. */
const more = { middle: '$median(payload)', all: '$[].payload' }

const besides = {
  lags: { previous: 'payload', third: { value: 'payload', rows: 3, default: 'none' } },
  numberAs: 'number',
  rankAs: 'rank',
  denseRankAs: 'dense',
  timeAs: 'at',
}

/** What the aggregates come to, of the rows of a frame, of which there is always one. */
function summed(rows: readonly Given[], isMore: boolean): JsonObject {
  const values = rows.map(({ value }) => value)
  const sorted = values.toSorted((a, b) => a - b)
  const [least, most] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  const middle = ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2
  return {
    n: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    first: values[0] ?? 0,
    last: values.at(-1) ?? 0,
    least,
    swing: most - least,
    ...(isMore ? { middle, all: values } : {}),
  }
}

function placed(rows: readonly Given[], at: number): JsonObject {
  const time = rows[at]?.time ?? 0
  const earlier = rows.filter((row) => row.time < time)
  const previous = rows[at - 1]?.value
  return {
    ...(previous === undefined ? {} : { previous }),
    third: rows[at - 3]?.value ?? 'none',
    number: at + 1,
    rank: earlier.length + 1,
    dense: new Set(earlier.map((row) => row.time)).size + 1,
    at: time,
  }
}

interface Framed {
  readonly rows: readonly Given[]
  /** When its result comes. */
  readonly time: number
}

/** The frame of one of the rows, which stand in order. */
type FrameOf = (rows: readonly Given[], at: number) => Framed

function resultsOf(given: readonly Given[], frameOf: FrameOf, isMore: boolean): readonly Json[] {
  const keys = [...new Set(given.map(({ key }) => key))]
  return keys
    .flatMap((key) => {
      const rows = given.filter((event) => event.key === key).toSorted((one, other) => one.time - other.time)
      return rows.map(({ value }, at) => {
        const { rows: own, time } = frameOf(rows, at)
        return { time, key, payload: { value, ...summed(own, isMore), ...placed(rows, at) } }
      })
    })
    .toSorted((one, other) => one.time - other.time)
}

function outcome(settings: JsonObject, given: readonly Given[], isMore: boolean): readonly Json[] {
  const all = { ...settings, ...besides, aggregates: isMore ? { ...aggregates, ...more } : aggregates }
  const events = given.map(({ time, value, key }) => ({ time, payload: value, key }))
  const ran = ranWith(over, all, events, { outOfOrder: `${disorder}ms`, idle: 'never' })
  expect(leftBy(ran, 'late')).toEqual([])
  expect(ran.outcome['error']).toBeUndefined()
  expect(ran.ledger['subject']).toMatchObject({ waiting: 0, timers: 0 })
  return leftBy(ran, 'out').map(({ time, key, payload }) => ({ time, key, payload }) as Json)
}

const runs = Number(process.env['RUNS'] ?? 60)

/** Few events, and so many that frames are made of parts of several rows. */
describe.each([
  [40, 300, runs],
  [400, 600, Math.ceil(runs / 20)],
])('of up to %i events until %i', (most, until, numRuns) => {
  const holds = (settings: JsonObject, frameOf: FrameOf): void =>
    fc.assert(
      fc.property(arriving(most, until), fc.boolean(), (given, isMore) => {
        expect(outcome(settings, given, isMore)).toEqual(resultsOf(given, frameOf, isMore))
      }),
      // Of many events a smaller example is sought for minutes; the few have one.
      { numRuns, endOnFailure: most > 100 },
    )

  test.each([
    [undefined, 0, 1_000],
    [0, 0, 1_000],
    [2, 0, 1_000],
    [2, 2, 1_000],
    [0, 3, 25],
    [3, 5, 1],
    [90, 0, 1_000],
    [200, 7, 40],
    [undefined, 1, 1_000],
    [undefined, 4, 30],
  ])('a frame of rows has %s before and %i after, for which it waits %i ms', (before, after, wait) => {
    const settings = { before, after, waitAtMost: `${wait}ms` }
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
    holds(given as JsonObject, (rows, at) => {
      const own = rows[at]?.time ?? 0
      const last = rows[at + after]?.time
      const time = after === 0 ? own : Math.min(last ?? own + wait, own + wait)
      const within = rows.slice(Math.max(0, at - (before ?? rows.length)), at + after + 1)
      return { time, rows: after === 0 ? within : within.filter((row) => row.time <= own + wait) }
    })
  })

  test.each([
    [undefined, 0],
    [0, 0],
    [10, 0],
    [7, 5],
    [0, 30],
    [130, 20],
    [500, 0],
    [undefined, 15],
  ])('a frame of time begins %s ms before and ends %i ms after', (before, after) => {
    const settings = { frame: 'range', afterSpan: `${after}ms` }
    const given = before === undefined ? settings : { ...settings, beforeSpan: `${before}ms` }
    holds(given, (rows, at) => {
      const own = rows[at]?.time ?? 0
      const from = before === undefined ? Number.NEGATIVE_INFINITY : own - before
      return { time: own + after, rows: rows.filter(({ time }) => time >= from && time <= own + after) }
    })
  })
})
