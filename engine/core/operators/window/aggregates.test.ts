import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../model/json.ts'
import type { Aggregate } from './aggregate.ts'
import { aggregates } from './aggregates.ts'

function aggregate(name: string): Aggregate {
  const found = aggregates.get(name)
  if (found === undefined) throw new Error(`no aggregate ${name}`)
  return found
}

/** Takes values in one by one; the accumulator is saved and read again before each, as a restart would do. */
function result(
  name: string,
  rows: readonly (readonly [Json, Json?])[],
  ...constants: Json[]
): Json | undefined {
  const { start, take, add, result } = aggregate(name)
  const saved = rows.reduce<string>(
    (before, [value, second], at) => {
      const accumulator = JSON.parse(before) as Json
      add(accumulator, take(value), second === undefined ? null : take(second), at)
      return JSON.stringify(accumulator)
    },
    JSON.stringify(start(constants)),
  )
  return result(JSON.parse(saved) as Json)
}

const of = (...values: Json[]): (readonly [Json])[] => values.map((value) => [value])

describe('aggregates', () => {
  test.each<[string, readonly (readonly [Json, Json?])[], Json | undefined, ...Json[]]>([
    ['count', of('a', 'b', null), 3],
    ['count', [], 0],
    ['sum', of(1, 2, 3.5), 6.5],
    ['sum', [], undefined],
    ['average', of(1, 2, 6), 3],
    ['average', [], undefined],
    ['min', of(3, -1, 2), -1],
    ['max', of(3, -1, 2), 3],
    ['first', of('a', 'b'), 'a'],
    ['last', of('a', null), null],
    ['last', [], undefined],
    ['variance', of(2, 4, 4, 4, 5, 5, 7, 9), 32 / 7],
    ['variance', of(5), undefined],
    ['stddev', of(1e9 + 1, 1e9 + 2, 1e9 + 3), 1],
    ['median', of(9, 1, 5), 5],
    ['median', of(1, 2), 1.5],
    ['quantile', of(10, 20, 30, 40, 50), 46, 0.9],
    ['quantile', of(7), 7, 0],
    ['distinctCount', of(1, '1', 1, null, null, { a: 1 }), 4],
    [
      'slope',
      [
        [1, 0],
        [3, 1],
        [5, 2],
      ],
      2,
    ],
    [
      'slope',
      [
        [20, 1.7e12],
        [21, 1.7e12 + 1000],
      ],
      0.001,
    ],
    [
      'slope',
      [
        [1, 5],
        [2, 5],
      ],
      undefined,
    ],
    [
      'rate',
      [
        [100, 0],
        [160, 30_000],
        [10, 60_000],
      ],
      70 / 60,
    ],
    ['rate', [[100, 0]], undefined],
    [
      'rate',
      [
        [100, 0],
        [130, 20_000],
        [110, 10_000],
      ],
      1.5,
    ],
    [
      'timeAverage',
      [
        [10, 0],
        [20, 9_000],
        [99, 10_000],
      ],
      11,
    ],
    ['timeAverage', [[10, 5]], 10],
  ])('$%s of %j is %j', (name, rows, expected, ...constants) => {
    const found = result(name, rows, ...constants)
    if (typeof expected === 'number') expect(found).toBeCloseTo(expected, 9)
    else expect(found).toEqual(expected)
  })

  test.each(['sum', 'average', 'min', 'max', 'variance', 'stddev', 'median'])(
    '$%s refuses what is no number',
    (name) => {
      for (const value of ['12', null, true, {}]) {
        expect(() => result(name, of(1, value))).toThrow(`$${name}: expected numbers`)
      }
    },
  )

  test('a part of quantile has to lie between 0 and 1', () => {
    expect(() => result('quantile', of(1), 1.5)).toThrow('a part from 0 to 1')
  })
})

const numbers = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 300 })

describe('what is kept up equals what is computed from all', () => {
  test('variance', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
        expect(result('variance', of(...values))).toBeCloseTo(
          variance,
          -Math.log10(1e-9 * Math.max(1, variance)),
        )
      }),
    )
  })

  test('quantiles below the bound', () => {
    fc.assert(
      fc.property(numbers, fc.double({ noNaN: true, min: 0, max: 1 }), (values, q) => {
        const sorted = values.toSorted((a, b) => a - b)
        const found = Number(result('quantile', of(...values), q))
        const rank = q * (sorted.length - 1)
        const [below, above] = [sorted[Math.floor(rank)] ?? 0, sorted[Math.ceil(rank)] ?? 0]
        expect(found).toBeGreaterThanOrEqual(below)
        expect(found).toBeLessThanOrEqual(above)
      }),
    )
  })
})

describe('sketches keep their word', () => {
  /** A fixed sequence of numbers in [0, 1), long enough to fill every bin. */
  function* uniform(seed: number): Generator<number> {
    for (let state = seed; ;) yield (state = (state * 48271) % 2147483647) / 2147483647
  }

  test.each([0.01, 0.5, 0.9, 0.99])('quantile %d of 20,000 values is within 1 %%', (q) => {
    const source = uniform(7)
    const values = Array.from({ length: 20_000 }, () => Math.exp(10 * (source.next().value ?? 0)) - 50)
    const { start, add, result } = aggregate('quantile')
    const held = start([q])
    for (const [at, value] of values.entries()) add(held, value, null, at)
    const found = Number(result(held))
    const exact = values.toSorted((a, b) => a - b)[Math.floor(q * (values.length - 1))] ?? 0
    expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.0101 * Math.abs(exact))
  })

  test.each([512, 513, 5_000, 50_000])(
    'the count of %d different values is within 7 %% (3 standard errors)',
    (count) => {
      const { start, take, add, result } = aggregate('distinctCount')
      const held = start([])
      for (let round = 0; round < 2; round++) {
        for (let value = 0; value < count; value++) add(held, take(`device ${value}`), null, value)
      }
      const found = Number(result(held))
      if (count <= 512) expect(found).toBe(count)
      else expect(Math.abs(found - count)).toBeLessThanOrEqual(0.07 * count)
    },
  )
})
