import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../model/json.ts'
import { leftBy, ranWith } from '../settings.fixture.ts'
import type { Aggregate } from './aggregate.ts'
import { aggregates } from './aggregates.ts'
import { pointsKept } from './aggregates/in-order-of-time.ts'
import { window } from './window.ts'

type Point = readonly [value: number, time: number]

function resultOf(name: string, points: readonly Point[]): Json | undefined {
  const aggregate = aggregates.get(name)
  if (aggregate === undefined) throw new Error(`no aggregate ${name}`)
  const held = aggregate.start([])
  for (const [value, time] of points) takeIn(aggregate, held, value, time)
  return aggregate.result(held)
}

function takeIn(aggregate: Aggregate, held: Json, value: number, time: number): void {
  aggregate.demand?.(held, value, time)
  aggregate.add(held, value, time, 0)
  aggregate.tidy?.(held)
}

/** By their definitions, over all points sorted by time and value. */
const defined: Readonly<Record<string, (sorted: readonly Point[]) => Json | undefined>> = {
  rate: (sorted) => {
    const steps = sorted.slice(1).map(([value], at) => value - (sorted[at]?.[0] ?? 0))
    const increase = steps.reduce((sum, step, at) => sum + (step >= 0 ? step : (sorted[at + 1]?.[0] ?? 0)), 0)
    const spent = (sorted.at(-1)?.[1] ?? 0) - (sorted[0]?.[1] ?? 0)
    return spent === 0 ? undefined : (increase * 1000) / spent
  },
  timeAverage: (sorted) => {
    const spent = (sorted.at(-1)?.[1] ?? 0) - (sorted[0]?.[1] ?? 0)
    const areas = sorted
      .slice(1)
      .map(([, time], at) => (sorted[at]?.[0] ?? 0) * (time - (sorted[at]?.[1] ?? 0)))
    return spent === 0 ? sorted.at(-1)?.[0] : areas.reduce((sum, area) => sum + area, 0) / spent
  },
  earliest: (sorted) => sorted[0]?.[0],
  latest: (sorted) => sorted.at(-1)?.[0],
}

const point = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: -30, max: 30 }))
const sorted = (points: readonly Point[]): Point[] => points.toSorted((a, b) => a[1] - b[1] || a[0] - b[0])

test.each(Object.keys(defined))('$%s does not depend on the order of arrival', (name) => {
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 40 }), (points) => {
      const expected = defined[name]?.(sorted(points))
      for (const order of [points, sorted(points), points.toReversed()]) {
        const found = resultOf(name, order)
        if (expected === undefined) expect(found).toBeUndefined()
        else expect(found).toBeCloseTo(Number(expected), 9)
      }
    }),
    { numRuns: 300 },
  )
})

test.each(['rate', 'timeAverage'])(
  '$%s of more points than are kept, out of order by less than half',
  (name) => {
    const points = Array.from({ length: 5 * pointsKept }, (_, at): Point => [(at * 7919) % 101, at * 10])
    const near = points.toSorted((a, b) => a[1] + (a[0] % 5) * 900 - (b[1] + (b[0] % 5) * 900))
    expect(near).not.toEqual(points)
    expect(resultOf(name, near)).toBeCloseTo(Number(defined[name]?.(points)), 6)
  },
)

test.each(['rate', 'timeAverage'])(
  '$%s holds no more than so many points, and refuses one that comes after more than half as many',
  (name) => {
    const aggregate = aggregates.get(name)
    if (aggregate === undefined) throw new Error(`no aggregate ${name}`)
    const held = aggregate.start([])
    for (let at = 0; at <= pointsKept; at++) takeIn(aggregate, held, at, at)
    const saved = JSON.stringify(held)
    const settled = pointsKept / 2
    expect((held as { times: number[] }).times).toHaveLength(pointsKept / 2)
    for (const [value, time] of [
      [1e9, 5],
      [settled - 1, settled],
      [1e9, settled - 1],
    ] as const) {
      expect(() => aggregate.demand?.(held, value, time)).toThrow(
        new RegExp(`\\$${name}: .*${pointsKept} .*in order of time`),
      )
    }
    expect(JSON.stringify(held)).toBe(saved)
    expect(() => aggregate.demand?.(held, settled, settled)).not.toThrow()
    expect(() => aggregate.demand?.(held, settled + 1, settled)).not.toThrow()
    for (let at = 0; at < 3 * pointsKept; at++) {
      takeIn(aggregate, held, at, 1e6 + at)
      expect((held as { times: number[] }).times.length).toBeLessThanOrEqual(pointsKept)
    }
  },
)

describe('a window with more readings than are kept', () => {
  const aggregates = {
    n: '$count($)',
    rate: '$rate(payload.v, payload.t)',
    mean: '$timeAverage(payload.v, payload.t)',
    total: '$sum(payload.v)',
  }
  const readings = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => ({
      time: from + at,
      at: 10_000,
      payload: { t: from + at, v: ((from + at) * 7919) % 101 },
    }))
  const after = (given: Parameters<typeof ranWith>[2], spec: JsonObject = aggregates) =>
    ranWith(window, { size: '1m', aggregates: spec }, given, { outOfOrder: '1m' })

  test('takes as many as are kept in any order', () => {
    const count = pointsKept
    const [early, late] = [readings(0, count / 2), readings(count / 2, count)]
    const expected = leftBy(after([...early, ...late]), 'out')
    expect(expected).toMatchObject([{ payload: { n: count } }])
    expect(leftBy(after([...late, ...early]), 'out')).toEqual(expected)
    expect(leftBy(after([...late, ...early].toReversed()), 'out')).toEqual(expected)
  })

  test('refuses what comes too late to be put in order for all its aggregates, and counts it', () => {
    const [early, late] = [readings(0, 200), readings(200, 300 + pointsKept)]
    const ran = after([...late, ...early])
    expect(ran.outcome['error']).toEqual(early.map(() => 'too-far-out-of-order'))
    expect(ran.ledger['subject']).toMatchObject({ handled: late.length, failed: early.length })
    expect(leftBy(ran, 'out')).toEqual(leftBy(after(late), 'out'))
  })

  test.each(['rate', 'mean'] as const)('refuses it where %s is all that is asked for, too', (name) => {
    const [early, late] = [readings(0, 10), readings(10, 20 + pointsKept)]
    const only = { [name]: aggregates[name] }
    const ran = after([...late, ...early], only)
    expect(ran.ledger['subject']).toMatchObject({ handled: late.length, failed: early.length })
    expect(leftBy(ran, 'out')).toEqual(leftBy(after(late, only), 'out'))
  })

  test.each([{ rate: aggregates.rate }, aggregates])(
    'a list in one event is not in its own way: %j',
    (spec) => {
      const v = Array.from({ length: 3 * pointsKept }, (_, at) => at)
      const ran = after(
        [v.toReversed(), v].map((v, t) => ({ time: t, payload: { t, v } })),
        spec,
      )
      expect(ran.outcome['error']).toBeUndefined()
      // Of one time the lesser come first: a counter that goes up to the last, begins anew and does so again in 1 ms.
      expect(leftBy(ran, 'out')).toMatchObject([{ payload: { rate: 2_000 * (v.length - 1) } }])
    },
  )
})

test('a window gives the same whatever the order within the room for disorder', () => {
  const settings = {
    size: '10s',
    aggregates: {
      rate: '$rate(payload, time)',
      mean: '$timeAverage(payload, time)',
      first: '$earliest(payload, time)',
      last: '$latest(payload, time)',
    },
  }
  const results = [
    [1, 2, 5],
    [5, 2, 1],
    [2, 1, 5],
  ].map((times) => {
    const events = times.map((time) => ({ time, at: 1_000, payload: time * time }))
    return leftBy(ranWith(window, settings, events, { outOfOrder: 100 }), 'out')
  })
  expect(results[0]).toMatchObject([{ payload: { rate: 6_000, mean: 3.25, first: 1, last: 25 } }])
  expect(results[1]).toEqual(results[0])
  expect(results[2]).toEqual(results[0])
})
