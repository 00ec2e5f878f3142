import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../model/json.ts'
import { dedupe } from './dedupe.ts'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { type Ran, run, together } from '../../../../test/conformance/example-run.ts'
import { feederOf } from '../../../../test/conformance/example-script.ts'
import type { Arrival } from '../../operator/arrival.ts'
import { leftBy, problemsOf, ranWith, saysOf, valuesOf } from '../settings.fixture.ts'

const span = 10

/** Times go on by and by, with some disorder. */
const events = fc
  .array(
    fc.record({
      step: fc.constantFrom(0, 0, 1, 2, 8, 9, 10),
      back: fc.constantFrom(0, 0, 0, 1, 3, 9),
      payload: fc.constantFrom('a', 'b', 1, '1', { x: 1 }),
      key: fc.constantFrom('k', 'l'),
    }),
    { maxLength: 40 },
  )
  .map((steps) => {
    let now = 0
    return steps.map(({ step, back, payload, key }) => ({ time: (now += step) - back, payload, key }))
  })

interface Given {
  readonly time: number
  readonly payload: Json
  readonly key: string
}

type Ports = Record<'out' | 'rest' | 'late', Given[]>

const nameOf = ({ key, payload }: Given): string => JSON.stringify([key, payload])

/** The events that are in time, and those that are not. */
function inTime(given: readonly Given[], bound: number): { early: Given[]; late: Given[] } {
  let greatest = Number.NEGATIVE_INFINITY
  const parts: { early: Given[]; late: Given[] } = { early: [], late: [] }
  for (const event of given) {
    parts[event.time <= greatest - bound - 1 ? 'late' : 'early'].push(event)
    greatest = Math.max(greatest, event.time)
  }
  return parts
}

/** Looks at one event after the other and remembers everything that went out. */
function deduped(events: readonly Given[], late: Given[]): Ports {
  const ports: Ports = { out: [], rest: [], late }
  for (const event of events) {
    const isRepeat = ports.out.some(
      (other) => nameOf(other) === nameOf(event) && Math.abs(other.time - event.time) < span,
    )
    ports[isRepeat ? 'rest' : 'out'].push(event)
  }
  return ports
}

const sorted = (events: readonly unknown[]): string[] => events.map((event) => JSON.stringify(event)).sort()

const leftAt = (ran: Ran, port: string): Given[] =>
  leftBy(ran, port).map(({ time, payload, key }) => ({ time, payload, key }) as unknown as Given)

const runs = { numRuns: Number(process.env['RUNS'] ?? 300) }

test.each([0, 3, 100])(
  'by arrival it is what one gets by remembering everything; %i ms of disorder',
  (bound) => {
    fc.assert(
      fc.property(events, (given) => {
        const { early, late } = inTime(given, bound)
        const ran = ranWith(dedupe, { for: span, by: 'arrival' }, given, { outOfOrder: bound })
        for (const [port, expected] of Object.entries(deduped(early, late)))
          expect(leftAt(ran, port), port).toEqual(expected)
      }),
      runs,
    )
  },
)

test.each([0, 3, 100])('by time it is the same of events sorted by time; %i ms of disorder', (bound) => {
  fc.assert(
    fc.property(events, (given) => {
      const { early, late } = inTime(given, bound)
      const ran = ranWith(dedupe, { for: span }, given, { outOfOrder: bound })
      const expected = deduped(
        early.toSorted((a, b) => a.time - b.time),
        late,
      )
      for (const [port, events] of Object.entries(expected))
        expect(sorted(leftAt(ran, port)), port).toEqual(sorted(events))
      for (const key of ['k', 'l']) {
        const times = leftAt(ran, 'out').flatMap((event) => (event.key === key ? [event.time] : []))
        expect(times, 'each key in order of time').toEqual(times.toSorted((a, b) => a - b))
      }
      expect(ran.ledger['subject']).toMatchObject({ waiting: 0 })
    }),
    runs,
  )
})

test.each([
  ['time', [30, 35, 100], [30, 100]],
  ['time', [100, 30, 35], [30, 100]],
  ['time', [35, 100, 30], [30, 100]],
  ['arrival', [30, 35, 100], [30, 100]],
  ['arrival', [100, 30, 35], [100, 30]],
  ['arrival', [35, 30, 100], [35, 100]],
])('by %s, events that come as %j go out as %j', (by, times, expected) => {
  const given = times.map((time) => ({ time, at: 1_000, payload: 'x' }))
  const ran = ranWith(dedupe, { for: 60, by }, given, { outOfOrder: 100 })
  expect(leftBy(ran, 'out').map(({ time }) => time)).toEqual(expected)
})

test('in order, nothing waits; out of order, an event waits for those before it and is counted so', () => {
  const plan = (outOfOrder: number) =>
    planOf(dedupe, { title: '', settings: {}, given: {}, expect: {} }, { outOfOrder })
  const arrival = (time: number): Arrival => ({
    kind: 'event',
    node: feederOf('in'),
    at: time,
    time,
    payload: time,
  })
  const arrivals = [arrival(0), arrival(500), arrival(1_000)]
  expect(run(plan(0), arrivals, together, false).outcome['out']).toHaveLength(3)
  const { outcome, ledger } = run(plan(600), arrivals, together, false)
  expect(outcome['out']).toHaveLength(1)
  expect(ledger['subject']).toMatchObject({ received: 3, handled: 1, waiting: 2 })
})

test.each(['time', 'arrival'])('forgets what can have no repeat any more; by %s', (by) => {
  const many = Array.from({ length: 5_000 }, (_, index) => ({ time: index, payload: index }))
  const { ledger, outcome } = ranWith(dedupe, { for: span, most: 12, by }, many)
  expect(outcome['error']).toBeUndefined()
  expect(outcome['out']).toHaveLength(5_000)
  expect(ledger['subject']?.timers).toBe(0)
})

test.each<[payloads: readonly Json[], failed: number]>([
  [['a', 'a', 'a', 'a', 'a'], 2],
  [['a', 'b', 'c', 'd'], 1],
])('what waits is bounded: %j', (payloads, failed) => {
  const given = payloads.map((payload, time) => ({ time, payload }))
  const { outcome } = ranWith(dedupe, { most: 3 }, given, { outOfOrder: '1h' })
  expect(outcome['error'] ?? []).toEqual(Array.from({ length: failed }, () => 'too-many-ids'))
})

describe('an identity', () => {
  test.each<[one: JsonObject, other: JsonObject, same: boolean]>([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: { x: [1, { p: 1, q: 2 }] } }, { a: { x: [1, { q: 2, p: 1 }] } }, true],
    [{ a: [1, 2] }, { a: [2, 1] }, false],
    [{ a: [1, 2] }, { a: [[1, 2]] }, false],
    [{ a: 1 }, { a: '1' }, false],
    [{ a: null }, {}, false],
    [{ a: '1,"b":2' }, { a: '1', b: 2 }, false],
    [{ a: 0 }, { a: false }, false],
    [{ '': 1 }, { ' ': 1 }, false],
  ])('%j and %j', (one, other, same) => {
    const ran = ranWith(
      dedupe,
      {},
      [one, other].map((payload, time) => ({ time, payload })),
    )
    expect(leftBy(ran, 'out')).toHaveLength(same ? 1 : 2)
  })
})

const windows = { shape: 'tumbling', size: '10ms' }

test.each([
  [{}, 'lets through the first event of each payload within 10m'],
  [{ by: 'arrival' }, 'lets through the first event of each payload within 10m, by arrival'],
  [{ id: 'payload.n', for: '1h' }, 'lets through the first event of each value of payload.n within 1h'],
  [
    { id: 'key', keep: 'last', per: 'payload.room' },
    'lets through an event of each key unless a newer one was there, per payload.room',
  ],
  [{ ...windows, id: 'key', keep: 'last' }, 'gives the last event of each key over each 10ms'],
  [
    { shape: 'hopping', size: '1m', every: '5s', per: 'key' },
    'gives the first event of each payload over 1m, every 5s, per key',
  ],
  [
    { shape: 'cumulate', size: '1h', step: '1m' },
    'gives the first event of each payload over each 1h so far, every 1m',
  ],
])('%j says what it does', (settings, says) => expect(saysOf(dedupe, settings)).toBe(says))

test.each([
  [{ keep: 'last', by: 'arrival' }, ['all-pass at by']],
  [{ ...windows, timeAs: 'end' }, ['name-taken at timeAs']],
  [{ shape: 'hopping', size: '1d', every: '7ms' }, ['too-many-panes at every']],
  [{ shape: 'cumulate', size: '1m', step: '7s' }, ['no-multiple at step']],
  [{ ...windows, keep: 'last', timeAs: 'at' }, []],
  [{ keep: 'last' }, []],
  [{ by: 'arrival' }, []],
])('settings that do not go together: %j', (settings, problems) =>
  expect(problemsOf(dedupe, settings)).toEqual(problems),
)

test.each([
  [{}, 'same'],
  [{ keep: 'last' }, 'same'],
  [windows, { beside: ['start', 'end', 'value'] }],
  [{ ...windows, timeAs: 'at' }, { beside: ['start', 'end', 'value', 'at'] }],
])('tells what is in its results: %j', (settings, fields) => {
  const payload = dedupe.outputs['out']?.payload
  expect(typeof payload === 'function' ? payload(settings) : payload).toEqual(fields)
})

test('its results wait for a window, or for nothing', () => {
  expect(dedupe.span(valuesOf(dedupe, windows))).toBe(10)
  expect(dedupe.span(valuesOf(dedupe, { keep: 'last' }))).toBe(0)
})
