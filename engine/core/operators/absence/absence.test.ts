import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { run, together } from '../../../../test/conformance/example-run.ts'
import { feederOf } from '../../../../test/conformance/example-script.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Arrival } from '../../operator/arrival.ts'
import { absence } from './absence.ts'
import { leftBy, ranWith, type Reaching, saysOf } from '../settings.fixture.ts'

const after = 20

/** Worked out from all events at once, sorted by time: who is silent from when, and back at what time. */
function expected(events: readonly Reaching[]): { absent: JsonObject[]; back: JsonObject[] } {
  const absent: JsonObject[] = []
  const back: JsonObject[] = []
  for (const key of new Set(events.map((event) => event.key))) {
    const times = events.filter((event) => event.key === key).map(({ time }) => time)
    const sorted = times.toSorted((a, b) => a - b)
    for (const [at, time] of sorted.entries()) {
      const next = sorted[at + 1]
      if (next !== undefined && next <= time + after) continue
      absent.push({ time: time + after, since: time, key: key as string })
      if (next !== undefined) back.push({ time: next, since: time, away: next - time, key: key as string })
    }
  }
  return { absent: inOrder(absent), back: inOrder(back) }
}

const inOrder = (reports: readonly JsonObject[]): JsonObject[] =>
  reports.toSorted(
    (a, b) => Number(a['time']) - Number(b['time']) || (String(a['key']) < String(b['key']) ? -1 : 1),
  )

const event = fc.record({
  time: fc.integer({ min: 0, max: 400 }),
  payload: fc.constant(1),
  key: fc.constantFrom('a', 'b'),
})

/** Each event comes at most `bound` after one with a later time. */
const shuffled = (bound: number) =>
  fc
    .array(fc.tuple(event, fc.integer({ min: 0, max: bound })), { minLength: 1, maxLength: 30 })
    .map((delayed) => delayed.toSorted(([a, x], [b, y]) => a.time + x - (b.time + y)).map(([one]) => one))

test.each([0, 7, 50])('reports the same in any order within %i ms, and nothing is late', (bound) => {
  fc.assert(
    fc.property(shuffled(bound), (events) => {
      const ran = ranWith(absence, { after }, events, { outOfOrder: bound })
      const reports = (port: string): JsonObject[] =>
        leftBy(ran, port).map(({ time = 0, key = null, payload }) => {
          const { since = 0, away } = payload as JsonObject
          return { time, since, ...(away === undefined ? {} : { away }), key }
        })
      expect(reports('late')).toEqual([])
      expect(inOrder(reports('absent'))).toEqual(expected(events).absent)
      expect(inOrder(reports('back'))).toEqual(expected(events).back)
    }),
    { numRuns: 500 },
  )
})

describe('by the wall', () => {
  test('times of events do not matter', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(60), { maxLength: 20 }),
        fc.array(fc.nat(500), { minLength: 20 }),
        (waits, times) => {
          let at = 0
          const events = waits.map((wait, index) => ({
            time: times[index] ?? 0,
            at: (at += wait),
            payload: 1,
            key: 'a',
          }))
          const ran = ranWith(absence, { after, clock: 'wall' }, events)
          const instants = events.map(({ at }) => at)
          const silences = instants.filter((at, index) => (instants[index + 1] ?? Infinity) >= at + after)
          expect(leftBy(ran, 'absent').map(({ payload }) => (payload as JsonObject)['since'])).toEqual(
            silences,
          )
          expect(leftBy(ran, 'back')).toHaveLength(Math.max(0, silences.length - 1))
        },
      ),
      { numRuns: 200 },
    )
  })
})

// With nobody else sending, time goes on by itself once the source is idle.
test.each([
  [{ idle: '2s' }, 302_001],
  [{ idle: '2s', watermark: 'key' }, 302_001],
  [{ idle: '2s', outOfOrder: '10s' }, 312_001],
  [{ idle: '30s', outOfOrder: '10s', watermark: 'key' }, 340_001],
])('a device that is alone is missed all the same: %j', (clock, noticed) => {
  const plan = planOf(absence, { title: '', settings: { after: '5m' }, given: {}, expect: {} }, clock)
  const event: Arrival = { kind: 'event', node: feederOf('in'), at: 0, time: 0, payload: { c: 4 } }
  for (const wall of [noticed - 1, noticed]) {
    const { outcome } = run(plan, [event, { kind: 'wall', at: wall }], together, false)
    const report = { time: 300_000, payload: { since: 0, last: { c: 4 } } }
    expect(outcome['absent'] ?? []).toMatchObject(wall === noticed ? [report] : [])
  }
})

test('a key whose events run far ahead of the watermark does not take memory without a bound', () => {
  const steady = Array.from({ length: 20_000 }, (_, index) => ({ time: index, payload: 1 }))
  expect(ranWith(absence, { after }, steady, { outOfOrder: '1h' }).outcome['error']).toBeUndefined()
  const comingAndGoing = Array.from({ length: 1_001 }, (_, index) => ({
    time: index * (after + 1),
    payload: 1,
  }))
  const { outcome } = ranWith(absence, { after }, comingAndGoing, { outOfOrder: '1h' })
  expect(outcome['error']).toEqual(['too-many-waiting'])
  expect(outcome['absent']).toHaveLength(1_000)
})

test.each([
  [{ after: '5m' }, 'reports who is silent for more than 5m, and who is back'],
  [
    { after: '90s', clock: 'wall' },
    'reports who is silent for more than 1m30s by the clock on the wall, and who is back',
  ],
  [
    { after: '5m', expect: ['a', 7, ['b', 1]] },
    'reports who is silent for more than 5m (a, 7, ["b",1] from the start), and who is back',
  ],
  [
    { after: '5m', expect: ['a', 'b', 'c', 'd'] },
    'reports who is silent for more than 5m (4 keys from the start), and who is back',
  ],
  [{ after: '5m', expect: [] }, 'reports who is silent for more than 5m, and who is back'],
])('%j says what it does', (settings, says) => expect(saysOf(absence, settings)).toBe(says))
