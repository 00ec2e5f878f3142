import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../model/json.ts'
import { leftBy, ranWith } from '../settings.fixture.ts'
import { aggregates } from './aggregates.ts'
import { pointsKept } from './aggregates/in-order-of-time.ts'
import { window } from './window.ts'

type Point = readonly [value: number, time: number]

function resultOf(name: string, points: readonly Point[]): Json | undefined {
  const aggregate = aggregates.get(name)
  if (aggregate === undefined) throw new Error(`no aggregate ${name}`)
  const held = aggregate.start([])
  for (const [value, time] of points) aggregate.add(held, value, time)
  return aggregate.result(held)
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

test.each(['rate', 'timeAverage'])('$%s holds no more than so many points', (name) => {
  const aggregate = aggregates.get(name)
  const held = aggregate?.start([]) ?? null
  for (let at = 0; at < 20_000; at++) aggregate?.add(held, at, at)
  aggregate?.add(held, 1e9, 5)
  expect((held as { times: number[] }).times.length).toBeLessThanOrEqual(pointsKept)
  expect(aggregate?.result(held)).toBeLessThan(20_000)
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
