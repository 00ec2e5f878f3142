import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../../model/json.ts'
import { aggregates } from '../aggregates.ts'
import {
  by,
  isNearest,
  minus,
  type Rational,
  rational,
  sumOf,
  sumOfProducts,
  times,
} from '../../../model/exact/rational.fixture.ts'

type Pair = readonly [value: number, second: number]

function resultOf(name: string, pairs: readonly Pair[], restartEach = Number.POSITIVE_INFINITY): number {
  const aggregate = aggregates.get(name)
  if (aggregate === undefined) throw new Error(`no aggregate ${name}`)
  let held = aggregate.start([])
  for (const [at, [value, second]] of pairs.entries()) {
    aggregate.add(held, value, second, at)
    if (at % restartEach === 0) held = JSON.parse(JSON.stringify(held)) as Json
  }
  const found = aggregate.result(held)
  return found === undefined ? Number.NaN : Number(found)
}

const values = (pairs: readonly Pair[]): number[] => pairs.map(([value]) => value)

/** n times the sum of a product less the product of the sums: what spread and slope are made of. */
const spreadOf = (pairs: readonly Pair[]): Rational =>
  minus(
    times(rational(pairs.length), sumOfProducts(pairs)),
    times(sumOf(values(pairs)), sumOf(pairs.map(([, second]) => second))),
  )

/** The exact value; undefined where there is none. */
const defined: Readonly<Record<string, (pairs: readonly Pair[]) => Rational | undefined>> = {
  sum: (pairs) => sumOf(values(pairs)),
  variance: (pairs) => {
    const n = pairs.length
    const squares = spreadOf(pairs.map(([value]) => [value, value]))
    return n < 2 ? undefined : by(squares, times(rational(n), rational(n - 1)))
  },
  slope: (pairs) => {
    const spread = spreadOf(pairs.map(([, x]) => [x, x]))
    return spread.over === 0n ? undefined : by(spreadOf(pairs), spread)
  },
}

const finite = { noNaN: true, noDefaultInfinity: true }
const kinds: Readonly<Record<string, fc.Arbitrary<number>>> = {
  'whole numbers': fc.integer({ min: -1000, max: 1000 }),
  'readings with decimals': fc.integer({ min: -5000, max: 5000 }).map((tenths) => tenths / 10),
  'times since 1970': fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
  'a billion and some noise': fc.double({ min: -1, max: 1, ...finite }).map((noise) => 1e9 + noise),
  'doubles of all sizes': fc.double(finite),
  'the least doubles': fc.double({ min: -1e-300, max: 1e-300, ...finite }),
  'the greatest doubles': fc
    .tuple(fc.double({ min: 1e308, max: Number.MAX_VALUE, ...finite }), fc.boolean())
    .map(([value, minus]) => (minus ? -value : value)),
  'what cancels': fc.constantFrom(1e16, -1e16, 1, -1, 0.1, -0.1, 1e-16, 1e100, -1e100),
  'zeros and little else': fc.constantFrom(0, -0, 0, -0, Number.MIN_VALUE, -Number.MIN_VALUE),
  'halves of the last digit': fc.constantFrom(1, -1, 2 ** -53, -(2 ** -53), 2 ** -106, 2 ** 53, 2 ** 1023),
}
const anything = fc.oneof(...Object.values(kinds))

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((others) => [item, ...others]))
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const result = [...items]
  let state = seed
  for (let at = result.length - 1; at > 0; at--) {
    state = (state * 48271) % 2147483647
    const other = state % (at + 1)
    const [a, b] = [result[at], result[other]]
    if (a !== undefined && b !== undefined) [result[at], result[other]] = [b, a]
  }
  return result
}

const runs = { numRuns: Number(process.env['RUNS'] ?? 60) }
const names = ['sum', 'average', 'variance', 'stddev', 'slope']

describe.each([...Object.entries(kinds), ['all of these', anything] as const])('of %s', (_title, kind) => {
  const pairs = (most: number) => fc.array(fc.tuple(kind, kind), { minLength: 1, maxLength: most })

  test.each(Object.keys(defined))('$%s is the nearest double to the exact value', (name) => {
    fc.assert(
      fc.property(pairs(40), fc.nat(), (given, seed) => {
        const exact = defined[name]?.(given)
        for (const found of [resultOf(name, given), resultOf(name, shuffled(given, seed + 1), 3)]) {
          if (exact === undefined) expect(found).toBeNaN()
          else expect(isNearest(found, exact), `${found}`).toBe(true)
        }
      }),
      runs,
    )
  })

  test('$average and $stddev follow from sum and variance by one rounding more', () => {
    fc.assert(
      fc.property(pairs(20), (given) => {
        const total = resultOf('sum', given)
        const mean = resultOf('average', given)
        if (Number.isFinite(total)) expect(mean).toBe(total / given.length + 0)
        else expect(isNearest(mean, by(sumOf(values(given)), rational(given.length)))).toBe(true)
        expect(resultOf('stddev', given)).toBe(Math.sqrt(resultOf('variance', given)))
      }),
      runs,
    )
  })

  test.each(names)('$%s is the same in every order', (name) => {
    fc.assert(
      fc.property(pairs(5), (given) => {
        const expected = resultOf(name, given)
        for (const order of permutations(given)) expect(resultOf(name, order)).toBe(expected)
      }),
      { numRuns: Math.ceil(runs.numRuns / 4) },
    )
  })

  test.each(names)('$%s of many is the same in any order', (name) => {
    const many = fc.array(fc.tuple(kind, kind), { minLength: 500, maxLength: 1000, size: 'max' })
    fc.assert(
      fc.property(many, fc.nat(), (given, seed) => {
        const expected = resultOf(name, given)
        for (const order of [shuffled(given, seed + 1), given.toSorted(([a], [b]) => a - b)])
          expect(resultOf(name, order, 97)).toBe(expected)
      }),
      { numRuns: Math.ceil(runs.numRuns / 10), endOnFailure: true }, // making these smaller takes minutes
    )
  })
})

/** Numbers that have no digit in common with most others. */
const apart = fc
  .tuple(fc.constantFrom(1, -1, 0.1, -0.3), fc.integer({ min: -8, max: 8 }))
  .map(([value, level]) => value * 2 ** (level * 60))

test('of parts of many sizes, of which nearly all cancel, $sum loses none', () => {
  fc.assert(
    fc.property(fc.array(apart, { minLength: 8 }), fc.array(apart), fc.nat(), (gone, small, seed) => {
      const kept = small.map((value) => value * 2 ** -520)
      const given = shuffled([...gone, ...kept, ...gone.map((value) => -value)], seed + 1)
      const found = resultOf(
        'sum',
        given.map((value) => [value, 0]),
        5,
      )
      expect(isNearest(found, sumOf(kept))).toBe(true)
    }),
    runs,
  )
})

/** Where products begin to be scaled, and beyond where they would have to be. */
test.each([-1000, -540, -500, -441, -440, -439, 0, 479, 480, 481, 510, 1000])(
  'of numbers about 2^%i that differ in their last digits $slope is the nearest double',
  (exponent) => {
    const number = fc.integer({ min: -9, max: 9 }).map((last) => (1 + last * 2 ** -50) * 2 ** exponent)
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { minLength: 2, maxLength: 10 }), (given) => {
        const exact = defined['slope']?.(given)
        const found = resultOf('slope', given)
        if (exact === undefined) expect(found).toBeNaN()
        else expect(isNearest(found, exact), `${found}`).toBe(true)
      }),
      runs,
    )
  },
)

test.each<[name: string, given: readonly number[], expected: number]>([
  ['sum', [-0], 0],
  ['sum', [-0, 0, -0], 0],
  ['sum', [1e16, 1, -1e16], 1],
  ['sum', [1, 1e100, 1, -1e100], 2],
  ['sum', [Number.MAX_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE], Number.MAX_VALUE],
  ['sum', [Number.MAX_VALUE, -Number.MAX_VALUE, Number.MAX_VALUE], Number.MAX_VALUE],
  ['sum', [Number.MAX_VALUE, Number.MAX_VALUE], Number.POSITIVE_INFINITY],
  ['average', [-Number.MIN_VALUE, 0], 0],
  ['average', [Number.MAX_VALUE, Number.MAX_VALUE], Number.MAX_VALUE],
  ['average', [-0], 0],
  ['variance', [-0, 0], 0],
  ['variance', [1e200, 1e200], 0],
  ['variance', [1e200, 0], Number.POSITIVE_INFINITY],
  ['variance', [1e-200, 0], 0],
  ['stddev', [1e9 + 1, 1e9 + 2, 1e9 + 3], 1],
  ['min', [0, -0], 0],
  ['min', [-0, 0], 0],
  ['max', [-0, 0], 0],
  ['max', [0, -0], 0],
])('$%s of %j is %d, and no zero has a sign', (name, given, expected) =>
  expect(
    resultOf(
      name,
      given.map((value) => [value, 0]),
    ),
  ).toBe(expected),
)

test('a slope too small for a double is a zero without sign', () => {
  const flat: Pair[] = [
    [0, 0],
    [-Number.MIN_VALUE, 1e300],
  ]
  expect(resultOf('slope', flat)).toBe(0)
})
