import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { run, together } from '../../../../test/conformance/example-run.ts'
import { feederOf, keyProperty } from '../../../../test/conformance/example-script.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Arrival } from '../../operator/arrival.ts'
import { canonicalText } from '../canonical-text.ts'
import { join } from './join.ts'

interface Given {
  readonly side: 'left' | 'right'
  readonly time: number
  readonly key: string
  /** Which event it is. */
  readonly id: number
}

const disorder = 10

/** Events of both sides in the order in which they arrive, each up to `disorder` later than it happened. */
const arriving: fc.Arbitrary<readonly Given[]> = fc
  .array(
    fc.record({
      side: fc.constantFrom('left' as const, 'right' as const),
      time: fc.integer({ min: -30, max: 60 }),
      key: fc.constantFrom('a', 'b'),
      delay: fc.integer({ min: 0, max: disorder }),
    }),
    { maxLength: 30, size: 'max' },
  )
  .map((all) =>
    all
      .toSorted((one, other) => one.time + one.delay - other.time - other.delay)
      .map(({ side, time, key }, id) => ({ side, time, key, id })),
  )

interface Result {
  readonly left: number | null
  readonly right: number | null
  readonly time: number
}

function outcome(settings: JsonObject, given: readonly Given[]): string[] {
  const arrivals = given.map(({ side, time, key, id }, at): Arrival => ({
    kind: 'event',
    node: feederOf(side),
    at,
    time,
    payload: id,
    properties: { [keyProperty]: key },
  }))
  const example = { title: '', settings, given: {}, expect: {} }
  const plan = planOf(join, example, { outOfOrder: `${disorder}ms`, idle: 'never', maxAhead: 'never' })
  const ran = run(plan, arrivals, together, true)
  expect(ran.outcome['late']).toBeUndefined()
  expect(ran.outcome['error']).toBeUndefined()
  return texts(
    (ran.outcome['out'] ?? []).map((what) => {
      const { payload, time } = what as JsonObject // ports carry events
      return typeof payload === 'number'
        ? { left: payload, right: null, time: time ?? null }
        : { ...(payload as JsonObject), time: time ?? null }
    }),
  )
}

const texts = (rows: readonly Json[]): string[] => rows.map(canonicalText).sort()
const shown = (results: readonly Result[]): string[] => texts(results.map((one) => ({ ...one })))

const sidesOf = (given: readonly Given[]): readonly [readonly Given[], readonly Given[]] => [
  given.filter(({ side }) => side === 'left'),
  given.filter(({ side }) => side === 'right'),
]

const types = ['inner', 'left', 'right', 'full', 'semi', 'anti'] as const
type Type = (typeof types)[number]

/** What a type makes of pairs, and of events without one; `alone` gives the time at which that is known. */
function resultsOf(
  given: readonly Given[],
  type: Type,
  pairs: readonly (readonly [Given, Given, number])[],
  alone: (event: Given) => number,
): readonly Result[] {
  const [lefts, rights] = sidesOf(given)
  const paired = new Set(pairs.flatMap(([left, right]) => [left, right]))
  const both = pairs.map(([left, right, time]) => ({ left: left.id, right: right.id, time }))
  const loneLefts = lefts
    .filter((event) => !paired.has(event))
    .map((event) => ({ left: event.id, right: null, time: alone(event) }))
  const loneRights = rights
    .filter((event) => !paired.has(event))
    .map((event) => ({ left: null, right: event.id, time: alone(event) }))
  if (type === 'anti') return loneLefts
  if (type === 'semi') return []
  return [
    ...both,
    ...(type === 'left' || type === 'full' ? loneLefts : []),
    ...(type === 'right' || type === 'full' ? loneRights : []),
  ]
}

const runs = { numRuns: Number(process.env['RUNS'] ?? 150) }

describe.each([
  [-5, 5],
  [0, 0],
  [3, 8],
  [-8, -3],
  [0, 20],
])('events from %i to %i ms later', (from, to) => {
  const settings = (type: Type): JsonObject => ({ from: `${from}ms`, to: `${to}ms`, match: type })
  const pairsIn = (given: readonly Given[]): readonly (readonly [Given, Given, number])[] => {
    const [lefts, rights] = sidesOf(given)
    return lefts.flatMap((left) =>
      rights
        .filter(({ key, time }) => key === left.key && time >= left.time + from && time <= left.time + to)
        .map((right) => [left, right, Math.max(left.time, right.time)] as const),
    )
  }

  test.each(types.filter((type) => type !== 'semi'))('%s', (type) => {
    fc.assert(
      fc.property(arriving, (given) => {
        const alone = ({ side, time }: Given): number =>
          Math.max(time, side === 'left' ? time + to : time - from)
        expect(outcome(settings(type), given)).toEqual(shown(resultsOf(given, type, pairsIn(given), alone)))
      }),
      runs,
    )
  })

  test('semi: each left event with a partner, once', () => {
    fc.assert(
      fc.property(arriving, (given) => {
        const ids = outcome(settings('semi'), given).map(
          (text) => (JSON.parse(text) as { left: number }).left,
        )
        const wanted = new Set(pairsIn(given).map(([left]) => left.id))
        expect(ids.toSorted((a, b) => a - b)).toEqual([...wanted].toSorted((a, b) => a - b))
      }),
      runs,
    )
  })
})

/** The bounds of all windows that may hold an event. */
const hoppingBounds = (size: number, every: number) =>
  Array.from({ length: 200 / every }, (_, at) => -100 + at * every).map(
    (start) => [start, start + size] as const,
  )
const cumulatingBounds = (size: number, step: number) =>
  hoppingBounds(size, size).flatMap(([start]) =>
    Array.from({ length: size / step }, (_, at) => [start, start + (at + 1) * step] as const),
  )

describe.each([
  ['tumbling', { size: '10ms' }, hoppingBounds(10, 10)],
  ['hopping', { size: '20ms', every: '5ms' }, hoppingBounds(20, 5)],
  ['cumulate', { size: '20ms', step: '5ms' }, cumulatingBounds(20, 5)],
] as const)('events in the same of %s windows', (shape, lengths, windows) => {
  test.each(types)('%s', (type) => {
    fc.assert(
      fc.property(arriving, (given) => {
        const expected = windows.flatMap(([start, end]) =>
          ['a', 'b'].flatMap((key): Json[] => {
            const own = given.filter((event) => event.key === key && event.time >= start && event.time < end)
            const [lefts, rights] = sidesOf(own)
            const bounds = { start, end, time: end - 1 }
            if (type === 'semi' || type === 'anti') {
              const alone = rights.length > 0 === (type === 'semi') ? lefts : []
              return alone.map(({ id }) => ({ value: id, ...bounds }))
            }
            const pairs = lefts.flatMap((left) => rights.map((right) => [left, right, end - 1] as const))
            return resultsOf(own, type, pairs, () => end - 1).map((pair) => ({ ...pair, ...bounds }))
          }),
        )
        expect(outcome({ kind: 'window', match: type, shape, ...lengths }, given)).toEqual(texts(expected))
      }),
      runs,
    )
  })
})

describe.each(['before', 'after'])('the right event %s a left one', (direction) => {
  test.each([
    [false, '7d'],
    [true, '7d'],
    [false, '12ms'],
  ])('strictly: %s, within %s', (strict, maxAge) => {
    const most = maxAge === '7d' ? 7 * 86_400_000 : 12
    const gap = strict ? 1 : 0
    fc.assert(
      fc.property(arriving, (given) => {
        const [lefts, rights] = sidesOf(given)
        const expected = lefts.map((left) => {
          const own = rights.filter(({ key }) => key === left.key)
          const version =
            direction === 'before'
              ? own
                  .filter(({ time }) => time <= left.time - gap && time >= left.time - most)
                  .toSorted((x, y) => x.time - y.time)
                  .at(-1)
              : own
                  .filter(({ time }) => time >= left.time + gap && time <= left.time + most)
                  .toSorted((x, y) => x.time - y.time)[0]
          const time =
            direction === 'before' ? left.time : Math.max(left.time, version?.time ?? left.time + most)
          return { left: left.id, right: version?.id ?? null, time }
        })
        const settings = { kind: 'as-of', match: 'left', direction, strict, maxAge }
        expect(outcome(settings, given)).toEqual(shown(expected))
      }),
      runs,
    )
  })
})
