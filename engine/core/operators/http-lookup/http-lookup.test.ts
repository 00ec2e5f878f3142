import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { run, together } from '../../../../test/conformance/example-run.ts'
import { feederOf, keyProperty } from '../../../../test/conformance/example-script.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Arrival } from '../../operator/arrival.ts'
import { leftBy, valuesOf } from '../settings.fixture.ts'
import { httpLookup } from './http-lookup.ts'
import { type Cache, foundIn, keep } from './cache.ts'

const event = (at: number, payload: Json, key = 'a'): Arrival => ({
  kind: 'event',
  node: feederOf('in'),
  at,
  time: at,
  payload,
  properties: { [keyProperty]: key },
})

const answered = (at: number, question: string, payload: Json, key = 'a'): Arrival => ({
  kind: 'answer',
  node: 'subject',
  at,
  key,
  question,
  payload,
})

const failing = (at: number, question: string, code: string, key = 'a'): Arrival => ({
  ...(answered(at, question, null, key) as Extract<Arrival, { readonly kind: 'answer' }>),
  problem: { code, message: code },
})

function ran(settings: JsonObject, arrivals: readonly Arrival[]) {
  const example = {
    title: '',
    settings: { connection: 'plant', path: '/{payload}', ...settings },
    given: {},
    expect: {},
  }
  const plan = planOf(httpLookup, example, { maxAhead: 'never', idle: 'never' })
  const one = run(plan, arrivals, together, true)
  const asked = (one.outcome['sent'] ?? []).map((what) => (what as JsonObject)['question'])
  return { out: leftBy(one, 'out').map(({ payload }) => payload), one, asked }
}

test('one question serves all events of a key that ask for the same at once', () => {
  const { out, asked } = ran({}, [
    event(0, 'x'),
    event(1, 'x'),
    event(2, 'y'),
    answered(5, '/x', 1),
    answered(6, '/y', 2),
  ])
  expect(asked).toEqual(['/x', '/y'])
  expect(out).toEqual([
    { value: 'x', row: 1 },
    { value: 'x', row: 1 },
    { value: 'y', row: 2 },
  ])
})

test('in free order each goes on when it is answered', () => {
  const arrivals = [event(0, 'x'), event(1, 'y'), answered(5, '/y', 2), answered(6, '/x', 1)]
  expect(ran({ order: 'free' }, arrivals).out.map((payload) => (payload as JsonObject)['row'])).toEqual([
    2, 1,
  ])
  expect(ran({ order: 'kept' }, arrivals).out.map((payload) => (payload as JsonObject)['row'])).toEqual([
    1, 2,
  ])
})

test('an answer counts as long as it is said to, that there is nothing as well', () => {
  const { asked, one } = ran({ cacheFor: '10ms' }, [
    event(0, 'x'),
    failing(1, '/x', 'not-found'),
    event(10, 'x'),
    event(11, 'x'),
  ])
  expect(asked.slice(0, 2)).toEqual(['/x', '/x'])
  expect(leftBy(one, 'missing').slice(0, 2)).toHaveLength(2)
  expect(
    ran({ cacheFor: '0s' }, [event(0, 'x'), answered(1, '/x', 1), event(1, 'x')]).asked.slice(0, 2),
  ).toHaveLength(2)
})

describe('what fails', () => {
  test('is tried again after pauses that double, and then given up', () => {
    const { one, asked } = ran({ retries: 2, retryAfter: '100ms' }, [
      event(0, 'x'),
      failing(10, '/x', 'unavailable'),
      failing(11, '/x', 'timed-out'), // of the same question, and counts no more
      failing(120, '/x', 'unreachable'),
      { kind: 'wall', at: 319 },
      failing(319, '/x', 'timed-out'),
      failing(320, '/x', 'unavailable'),
    ])
    expect(asked).toEqual(['/x', '/x', '/x'])
    expect(one.outcome['error']).toEqual(['unavailable'])
    expect(one.ledger['subject']).toMatchObject({ waiting: 0, timers: 0, keys: 0 })
  })

  test('for good is not tried again', () => {
    const { one, asked } = ran({}, [
      event(0, 'x'),
      failing(10, '/x', 'refused'),
      event(20, 'y'),
      answered(30, '/y', 1),
    ])
    expect(asked).toEqual(['/x', '/y'])
    expect(one.outcome['error']).toEqual(['refused'])
  })

  test('by time is asked again, and an answer that comes late counts', () => {
    const { out, asked } = ran({ timeout: '1s', retryAfter: '1s' }, [
      event(0, 'x'),
      { kind: 'wall', at: 1_500 },
      answered(1_600, '/x', 1),
    ])
    expect(asked).toEqual(['/x'])
    expect(out).toEqual([{ value: 'x', row: 1 }])
  })
})

test('an answer to nothing changes nothing', () => {
  const { one, out } = ran({}, [
    answered(0, '/x', 1),
    event(1, 'x', 'b'),
    answered(2, '/x', 1),
    answered(3, '/y', 1, 'b'),
  ])
  expect(out).toEqual([])
  expect(one.outcome['error']).toEqual(['timed-out'])
  expect(one.ledger['subject']?.noted).toMatchObject({ 'answers to nothing': 2 })
})

test('as many events of a key wait as may', () => {
  const { one } = ran({ maxEvents: 2 }, [
    event(0, 'x'),
    event(1, 'y'),
    event(2, 'z'),
    answered(3, '/x', 1),
    answered(3, '/y', 1),
  ])
  expect(one.outcome['error']).toEqual(['too-many-waiting'])
  expect(leftBy(one, 'out')).toHaveLength(2)
})

test('of more answers than there may be those go that would count the shortest', () => {
  const rows = new Map<string, never>()
  const times: { time: number; value: string }[] = []
  const cache = {
    cached: {
      get: (name: string) => rows.get(name),
      set: (name: string, value: never) => rows.set(name, value),
      delete: (name: string) => rows.delete(name),
      get size() {
        return rows.size
      },
    },
    ends: {
      append: (time: number, value: string) => times.push({ time, value }),
      first: () => times[0],
      entries: (from: number, to: number) => times.filter(({ time }) => time >= from && time <= to),
      dropBefore: (time: number) => void times.splice(0, times.findIndex((one) => one.time >= time) >>> 0),
    },
  } as unknown as Cache
  for (let now = 0; now < 10; now++)
    keep(cache, `/${now % 7}`, { kind: 'row', value: now }, now, { time: 100, most: 3 })
  expect([...rows.keys()].sort()).toEqual(['/0', '/1', '/2'])
  expect(foundIn(cache, '/2', 108)).toEqual({ kind: 'row', value: 9 })
  expect(foundIn(cache, '/2', 109)).toBeUndefined()
  expect(valuesOf(httpLookup, { connection: 'plant', path: '/x' })['maxCached']).toBe(10_000)
})
