import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { aggregates } from '../../../../operators/window/aggregates.ts'
import type { Json } from '../../../../model/json.ts'
import { called } from '../evaluated.fixture.ts'

/** What a window gives, which adds one value after the other. */
function keptUp(
  name: string,
  values: readonly number[],
  beside: readonly Json[],
  constants: readonly Json[],
): unknown {
  const aggregate = aggregates.get(name)
  if (aggregate === undefined) throw new Error(`a window has no ${name}`)
  const held = aggregate.start(constants)
  for (const [at, value] of values.entries()) aggregate.add(held, value, beside[at] ?? null, at)
  return aggregate.result(held)
}

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.integer({ min: -5, max: 5 }),
  fc.integer({ min: 0, max: 1e6 }).map((ms) => 1_767_225_600_000 + ms),
)
const numbers = fc.array(number, { maxLength: 40 })

test.each(['median', 'variance', 'stddev'])('$%s is to the last digit what a window gives', (name) => {
  fc.assert(
    fc.property(numbers, (values) => {
      const expected = keptUp(name, values, [], [])
      fc.pre(expected === undefined || Number.isFinite(expected))
      expect(called(name, values)).toBe(expected)
    }),
    { numRuns: 500 },
  )
})

test('values may lie further apart than there are numbers', () => {
  expect(Number(called('quantile', [-1.7e308, 1.7e308], 0.75)) / 1.7e308).toBeCloseTo(0.5)
  expect(called('median', [-1.7e308, 1.7e308])).toBe(0)
})

test('$quantile is to the last digit what a window gives', () => {
  fc.assert(
    fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, part) => {
      const expected = keptUp('quantile', values, [], [part])
      fc.pre(expected === undefined || Number.isFinite(expected))
      expect(called('quantile', values, part)).toBe(expected)
    }),
  )
})

test('$slope is to the last digit what a window gives', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { maxLength: 40 }), (points) => {
      const [values, at] = [points.map(([value]) => value), points.map(([, x]) => x)]
      const expected = keptUp('slope', values, at, [])
      fc.pre(expected === undefined || Number.isFinite(expected))
      expect(called('slope', values, at)).toBe(expected)
    }),
    { numRuns: 500 },
  )
})

test('the median is the quantile of a half, and all quantiles lie in order', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true })
  const some = fc.array(fc.integer(), { minLength: 1 })
  fc.assert(
    fc.property(some, part, part, (values, p, q) => {
      expect(called('median', values)).toBe(called('quantile', values, 0.5))
      const [lower, upper] = [Math.min(p, q), Math.max(p, q)].map((one) =>
        Number(called('quantile', values, one)),
      )
      // Between two ranks a number is rounded.
      expect(lower).toBeLessThanOrEqual((upper ?? 0) + 1e-6)
    }),
  )
})

test('what is given is left in its order, and a single value counts as a list of one', () => {
  const values = [3, 1, 2]
  expect(called('median', values)).toBe(2)
  expect(values).toEqual([3, 1, 2])
  expect(called('median', 7)).toBe(7)
})

// NIST Statistical Reference Datasets, univariate summary statistics: 15 certified digits.
test.each<[name: string, values: readonly number[], stddev: number]>([
  ['NumAcc1', [10_000_001, 10_000_003, 10_000_002], 1],
  ['NumAcc2', [1.2, ...Array.from({ length: 500 }, () => [1.1, 1.3]).flat()], 0.1],
  ['NumAcc3', [1_000_000.2, ...Array.from({ length: 500 }, () => [1_000_000.1, 1_000_000.3]).flat()], 0.1],
  ['NumAcc4', [10_000_000.2, ...Array.from({ length: 500 }, () => [10_000_000.1, 10_000_000.3]).flat()], 0.1],
])('%s has the certified standard deviation', (_, values, stddev) => {
  // The numbers themselves have no more digits than these.
  expect(called('stddev', values)).toBeCloseTo(stddev, 8)
})

test('what is too large to compute with is refused', () => {
  expect(() => called('stddev', [1, Number.POSITIVE_INFINITY])).toThrow('a number is out of range')
})
