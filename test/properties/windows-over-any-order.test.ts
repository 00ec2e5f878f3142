import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import { planOf, watch } from '../../engine/core/runtime/flow.fixture.ts'

/** How far out of order events may arrive, ms. */
const bound = 50
const size = 20

interface Given {
  readonly time: number
  readonly key: string
  readonly value: number
  readonly delay: number
}

const events: fc.Arbitrary<readonly Given[]> = fc.array(
  fc.record({
    // Around the ends of windows and sessions more often than elsewhere.
    time: fc.oneof(
      fc.integer({ min: -100, max: 200 }),
      fc
        .tuple(fc.integer({ min: -5, max: 10 }), fc.constantFrom(-1, 0, 1))
        .map(([n, near]) => n * size + near),
    ),
    key: fc.constantFrom('a', 'b', 'c'),
    value: fc.integer({ min: -9, max: 9 }),
    delay: fc.integer({ min: 0, max: bound }),
  }),
  { maxLength: 40, size: 'max' },
)

const arriving = (all: readonly Given[], delayOf: (one: Given) => number): readonly Given[] =>
  all
    .map((one) => ({ one, arrives: one.time + delayOf(one) }))
    .toSorted((a, b) => a.arrives - b.arrives)
    .map(({ one }) => one)

const aggregates = {
  n: '$count($)',
  sum: '$sum(payload.v)',
  most: '$max(payload.v)',
  kinds: '$count($distinct(payload.v))',
}

/** What leaves a node by `out`, and by `late`, when events come in this order. */
function outcome(
  settings: JsonObject,
  given: readonly Given[],
  shift = 0,
  more: JsonObject = {},
): { out: string[]; late: number } {
  const source = {
    type: 'file-in',
    path: 'x.ndjson',
    key: 'payload.k',
    time: 'payload.t',
    outOfOrder: `${bound}ms`,
    idle: 'never',
    maxAhead: 'never',
    ...more,
  }
  const watched = watch(planOf({ in: source, it: settings as Record<string, Json> }, [['in', 'it']]), [
    'it.out',
  ])
  watched.run.feed(
    given.map(({ time, key, value }, at) => ({
      kind: 'event' as const,
      node: 'in',
      at,
      payload: { k: key, t: time + shift, v: value },
    })),
  )
  watched.run.end()
  return { out: watched.all().toSorted(), late: watched.run.ledger()['it']?.late ?? 0 }
}

const runs = { numRuns: Number(process.env['RUNS'] ?? 60) }

/** Operators and settings in which the order of arrival, within the bound, must not matter. */
const settled: readonly (readonly [name: string, settings: JsonObject])[] = [
  ['tumbling windows', { type: 'window', size: '20ms', aggregates }],
  ['hopping windows', { type: 'window', shape: 'hopping', size: '20ms', every: '5ms', aggregates }],
  ['growing windows', { type: 'window', shape: 'cumulate', size: '20ms', step: '5ms', aggregates }],
  ['sliding windows', { type: 'window', shape: 'sliding', size: '20ms', aggregates: { n: '$count($)' } }],
  ['sessions', { type: 'window', shape: 'session', gap: '20ms', aggregates }],
  ['the best few', { type: 'top', by: 'payload.t', n: 2, size: '20ms', shape: 'tumbling' }],
  ['running sums', { type: 'over', frame: 'range', beforeSpan: '20ms', aggregates }],
  [
    'patterns',
    {
      type: 'pattern',
      steps: [
        { name: 'low', where: 'payload.v < 0' },
        { name: 'high', where: 'payload.v > $low.payload.v + 3' },
      ],
      within: '40ms',
      skip: 'past-last',
      gives: '$high.payload.v - $low.payload.v',
    },
  ],
]

describe.each(settled)('%s', (_name, settings) => {
  test.each([{}, { watermark: 'key' }])(
    'are the same in any order within the bound, and nothing is late: %j',
    (clock) => {
      fc.assert(
        fc.property(events, fc.integer({ min: 0, max: 1_000 }), (all, seed) => {
          // Of one time the order of arrival counts.
          const given = [...new Map(all.map((one) => [`${one.key} ${one.time}`, one])).values()]
          const one = outcome(
            settings,
            arriving(given, ({ delay }) => delay),
            0,
            clock,
          )
          const inOrder = outcome(
            settings,
            arriving(given, () => 0),
            0,
            clock,
          )
          const other = outcome(
            settings,
            arriving(given, ({ time, delay }) => (delay * 7 + Math.abs(time) * 13 + seed) % (bound + 1)),
            0,
            clock,
          )
          expect(one).toEqual(inOrder)
          expect(other).toEqual(inOrder)
          expect(inOrder.late).toBe(0)
        }),
        runs,
      )
    },
  )
})

test('tumbling windows are hopping ones that begin every size', () => {
  fc.assert(
    fc.property(events, fc.constantFrom(1, 7, 20), fc.integer({ min: 0, max: 6 }), (all, length, offset) => {
      const given = arriving(all, ({ delay }) => delay)
      const lengths = { size: `${length}ms`, offset: `${offset % length}ms`, aggregates }
      const tumbling = outcome({ type: 'window', ...lengths }, given)
      const hopping = outcome({ type: 'window', shape: 'hopping', every: `${length}ms`, ...lengths }, given)
      expect(hopping).toEqual(tumbling)
    }),
    runs,
  )
})

describe.each(settled.slice(0, 5))('%s', (_name, settings) => {
  test('move along when all times move by multiples of the size', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: -1_000, max: 1_000 }), (all, steps) => {
        const given = arriving(all, ({ delay }) => delay)
        const shift = steps * size
        const moved = outcome(settings, given, shift).out.map((text) =>
          text
            .replace(
              /"(start|end)":(-?\d+)/g,
              (_, name: string, time: string) => `"${name}":${Number(time) - shift}`,
            )
            .replace(/@ (-?\d+)$/, (_, time: string) => `@ ${Number(time) - shift}`),
        )
        expect(moved.toSorted()).toEqual(outcome(settings, given).out)
      }),
      runs,
    )
  })
})
