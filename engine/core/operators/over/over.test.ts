import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { inPieces, run, together } from '../../../../test/conformance/example-run.ts'
import { arrivalsOf, feederOf, keyProperty } from '../../../../test/conformance/example-script.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Arrival } from '../../operator/arrival.ts'
import type { Example } from '../../operator/example.ts'
import { FlowRun } from '../../runtime/flow-run.ts'
import { balances } from '../../runtime/ledger.ts'
import { scripts } from '../arrivals.fixture.ts'
import { leftBy, problemsOf, ranWith, saysOf } from '../settings.fixture.ts'
import { over } from './over.ts'

const clocks: readonly JsonObject[] = [
  {},
  { outOfOrder: '3s' },
  { outOfOrder: '1s', watermark: 'key', idle: '4s' },
  { idle: '2s' },
  { idle: '0s', watermark: 'key' },
]

describe.each(over.examples.map((example): [string, Example] => [example.title, example]))(
  '%s',
  (_title, example) => {
    test.each([
      ['all at once', together, false],
      ['one by one, with a restart before each', inPieces(1), true],
    ])('gives what it says: %s', (_name, cut, restarts) => {
      const { outcome } = run(planOf(over, example), arrivalsOf(over, example), cut, true, () => restarts)
      const expected = Object.entries(example.expect).map(([port, events]) => [
        port,
        events?.map((one) => (one.kind === 'problem' ? one.code : shown(one))),
      ])
      const found = Object.entries(outcome).map(([port, events]) => [
        port,
        port === 'error' ? events : leftBy({ outcome, ledger: {} }, port),
      ])
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
    })

    test('gives the same however its input is cut and wherever it is restored', () => {
      fc.assert(
        fc.property(scripts(over, example, clocks), ({ arrivals, clock, cuts, restores, ends }) => {
          const plan = planOf(over, example, clock)
          const whole = run(plan, arrivals, together, ends)
          for (const code of ['internal', 'behind-watermark'])
            expect(whole.outcome['error'] ?? []).not.toContain(code)
          for (const ledger of Object.values(whole.ledger)) expect(balances(ledger)).toBe(true)
          if (ends) expect(whole.ledger['subject']).toMatchObject({ waiting: 0, timers: 0 })
          let turn = 0
          const cut = (): number => cuts[turn++ % cuts.length] ?? 1
          const restored = run(plan, arrivals, cut, ends, (at) => restores.has(at))
          expect(restored.outcome).toEqual(whole.outcome)
          expect(restored.ledger).toEqual(whole.ledger)
          expect(run(plan, arrivals, inPieces(1), ends).outcome).toEqual(whole.outcome)
        }),
        { numRuns: Number(process.env['RUNS'] ?? 40) },
      )
    })
  },
)

const shown = ({ payload, time, key }: { payload: Json; time: number; key: unknown }) => ({
  payload,
  time,
  key,
})

const n = { n: '$count($)' }
const all = { all: '$[].payload' }

/** Frames of which no more than a dozen events are needed at once. */
const frames: readonly JsonObject[] = [
  { aggregates: n },
  { after: 3, aggregates: n },
  { before: 5, after: 2, aggregates: all },
  { frame: 'range', aggregates: n },
  { frame: 'range', beforeSpan: '5ms', aggregates: all },
  { frame: 'range', beforeSpan: '2ms', afterSpan: '3ms', aggregates: n },
  { before: 5_000, maxEvents: 12, lags: { back: { value: 'payload', rows: 4 } } },
]

test.each(frames)('what no frame needs any more is let go of: %j', (settings) => {
  const many = Array.from({ length: 5_000 }, (_, time) => ({ time, payload: time }))
  const { outcome, ledger } = ranWith(over, { ...settings, maxEvents: 12 }, many)
  expect(outcome['error']).toBeUndefined()
  expect(outcome['out']).toHaveLength(5_000)
  expect(ledger['subject']).toMatchObject({ waiting: 0, timers: 0 })
})

test('a range lets go of its rows as time passes, though no event comes', () => {
  const settings = { frame: 'range', beforeSpan: '10ms', aggregates: { ...n, ...all } }
  const flow = new FlowRun(planOf(over, { title: '', settings, given: {}, expect: {} }))
  const node = feederOf('in')
  const held = (): string => JSON.stringify(flow.snapshot())
  flow.feed([{ kind: 'event', node, at: 0, time: 0, payload: 'needle' }])
  flow.feed([{ kind: 'watermark', node, at: 0, watermark: 10 }])
  expect(held()).toContain('needle')
  flow.feed([{ kind: 'watermark', node, at: 0, watermark: 11 }])
  expect(held()).not.toContain('needle')
})

test('a result that cannot be made is a dead letter; its event counts for the others', () => {
  const settings = { before: 1, aggregates: { share: '$sum(payload.a) / $sum(payload.b)' } }
  const pairs: readonly (readonly [number, number])[] = [
    [1, 2],
    [3, -2],
    [5, 4],
  ]
  const given = pairs.map(([a, b], time) => ({ time, payload: { a, b } }))
  const ran = ranWith(over, settings, given)
  expect(leftBy(ran, 'out').map(({ payload }) => payload)).toEqual([
    { a: 1, b: 2, share: 0.5 },
    { a: 5, b: 4, share: 4 },
  ])
  expect(ran.outcome['error']).toHaveLength(1)
  expect(ran.ledger['subject']).toMatchObject({ waiting: 0 })
})

test('a field whose aggregate gives nothing is not the one that came', () => {
  const settings = { before: 0, aggregates: { most: '$max(payload.c)' }, lags: { c: 'payload.c' } }
  const ran = ranWith(over, settings, [{ time: 0, payload: { most: 99, c: 'x' } }])
  expect(ran.outcome['error']).toEqual(['not-a-number'])
  const other = ranWith(over, settings, [{ time: 0, payload: { most: 99, kept: 1 } }])
  expect(leftBy(other, 'out').map(({ payload }) => payload)).toEqual([{ kept: 1 }])
})

test('what goes by time has rows of one time, and rows that came out of order, in their order', () => {
  const settings = {
    before: 2,
    aggregates: {
      mean: '$timeAverage(payload, time)',
      rise: '$rate(payload, time)',
      latest: '$latest(payload, time)',
    },
  }
  const given = [10, 10, 0, 20, 15, 20].map((time, payload) => ({ time, payload }))
  const ran = ranWith(over, settings, given, { outOfOrder: '10ms' })
  expect(ran.outcome['error']).toBeUndefined()
  const sorted = given.toSorted((one, other) => one.time - other.time)
  expect(leftBy(ran, 'out').map(({ time, payload }) => [time, (payload as JsonObject)['value']])).toEqual(
    sorted.map(({ time, payload }) => [time, payload]),
  )
})

test('an event keeps its key and where it came from, whatever it is grouped by', () => {
  const settings = { per: 'payload.room', numberAs: 'n' }
  const arrival = (time: number, room: string): Arrival => ({
    kind: 'event',
    node: feederOf('in'),
    at: time,
    time,
    topic: 'a/b',
    payload: { room },
    properties: { [keyProperty]: `sensor-${time}`, retain: true },
  })
  const plan = planOf(over, { title: '', settings, given: {}, expect: {} })
  const { outcome } = run(plan, [arrival(1, 'x'), arrival(2, 'y'), arrival(3, 'x')], together, true)
  const beside = { topic: 'a/b', properties: { retain: true } }
  expect(leftBy({ outcome, ledger: {} }, 'out')).toEqual([
    { payload: { room: 'x', n: 1 }, key: 'sensor-1', time: 1, ...beside },
    { payload: { room: 'y', n: 1 }, key: 'sensor-2', time: 2, ...beside },
    { payload: { room: 'x', n: 2 }, key: 'sensor-3', time: 3, ...beside },
  ])
})

test.each<[JsonObject, readonly string[]]>([
  [{}, ['nothing-to-add at aggregates']],
  [{ numberAs: 'n' }, []],
  [{ aggregates: n, numberAs: 'n' }, ['name-taken at numberAs']],
  [{ lags: { n: 'payload' }, rankAs: 'n', timeAs: 'n' }, ['name-taken at rankAs', 'name-taken at timeAs']],
  [{ aggregates: n, before: 5, after: 5, maxEvents: 10 }, ['frame-too-large at maxEvents']],
  [{ aggregates: n, before: 5, after: 4, maxEvents: 10 }, []],
])('%j has the problems %j', (settings, problems) => expect(problemsOf(over, settings)).toEqual(problems))

test.each<[Json, string, readonly (string | number)[]]>([
  ['payload', 'bad-lags', []],
  [{}, 'bad-lags', []],
  [{ x: 'payload.' }, 'bad-expression', ['x']],
  [{ x: {} }, 'bad-expression', ['x']],
  [{ x: { value: 'payload', rows: 0 } }, 'out-of-range', ['x', 'rows']],
  [{ x: { value: 'payload', back: 2 } }, 'bad-lags', ['x']],
])('lags %j are refused with %s at %j', (raw, code, at) => {
  const result = over.settings['lags']?.read(raw, { parameters: {} })
  const problems = result?.ok === false ? result.problems : []
  expect(problems.map((one) => [one.code, one.at ?? []])).toEqual([[code, at]])
})

test.each([
  [
    { aggregates: { total: '$sum(payload)' } },
    'adds to each event total = $sum(payload) over all events up to it',
  ],
  [
    { before: 1, after: 2, aggregates: n, per: 'payload.room' },
    'adds to each event n = $count($) over it, the row before it and the 2 rows after it, per payload.room',
  ],
  [
    { frame: 'range', beforeSpan: '1m', aggregates: n },
    'adds to each event n = $count($) over it, the 1m before it',
  ],
  [
    { frame: 'range', beforeSpan: '1m', afterSpan: '500ms', aggregates: n },
    'adds to each event n = $count($) over it, the 1m before it and the 500ms after it',
  ],
  [
    { lags: { was: { value: 'payload.c', rows: 3 } }, numberAs: 'n' },
    'adds to each event was = payload.c 3 rows earlier; its number as n',
  ],
])('%j says what it does', (settings, says) => expect(saysOf(over, settings)).toBe(says))
