import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../model/json.ts'
import { leftBy, problemsOf, type Reaching, ranWith, saysOf, valuesOf } from '../settings.fixture.ts'
import { top } from './top.ts'

const windows = { by: 'payload', n: 2, size: '10ms', as: 'events' }
const running = { by: 'payload', n: 2, shape: 'running' }

const payloads = (events: readonly JsonObject[]) => events.map(({ payload }) => payload)
const at = (time: number, payload: Reaching['payload']): Reaching => ({ time, payload })

describe('events that do not take part', () => {
  test('with nothing to be ranked by are dropped by a rule', () => {
    for (const settings of [windows, running]) {
      const ran = ranWith(top, { ...settings, by: 'payload.x' }, [at(0, {}), at(1, { x: 1 }), at(2, {})])
      expect(ran.ledger['subject']).toMatchObject({ received: 3, handled: 1, dropped: { 'no value': 2 } })
    }
  })

  test.each([null, true, [1], { x: 1 }])('that can be put in no order are dead letters: %j', (payload) => {
    for (const settings of [windows, running]) {
      const ran = ranWith(top, settings, [at(0, 1), at(1, payload)])
      expect(ran.outcome['error']).toEqual(['unranked'])
      expect(leftBy(ran, 'out')).toHaveLength(1)
    }
  })

  test('of a window that is over leave by late, whatever they are', () => {
    const ran = ranWith(top, windows, [at(0, 1), at(20, 2), at(9, 3), at(8, null)])
    expect(payloads(leftBy(ran, 'late'))).toEqual([3, null])
    expect(payloads(leftBy(ran, 'out'))).toEqual([1, 2])
  })

  test('between windows are dropped', () => {
    const ran = ranWith(top, { ...windows, shape: 'hopping', every: '20ms' }, [
      at(5, 1),
      at(15, 2),
      at(25, 3),
    ])
    expect(ran.ledger['subject']?.dropped).toEqual({ 'between windows': 1 })
    expect(payloads(leftBy(ran, 'out'))).toEqual([1, 3])
  })
})

test('an event that is late for some windows still counts in the others', () => {
  const settings = { ...windows, n: 1, shape: 'hopping', size: '20ms', every: '10ms' }
  const ran = ranWith(top, settings, [at(5, 1), at(12, 2), at(6, 9)])
  expect(leftBy(ran, 'out').map(({ time, payload }) => [time, payload])).toEqual([
    [9, 1],
    [19, 9],
    [29, 2],
  ])
})

test('without windows late events count, too, and their result is in time', () => {
  const ran = ranWith(top, running, [at(0, 1), at(20, 2), at(5, 3)])
  expect(leftBy(ran, 'out').map(({ time, payload }) => [time, payload])).toEqual([
    [0, { top: [1] }],
    [20, { top: [2, 1] }],
    [20, { top: [3, 2] }],
  ])
})

test('a year without events is passed over at once', () => {
  const year = 365 * 86_400_000
  const ran = ranWith(top, windows, [at(0, 1), at(year, 2)], { outOfOrder: '366d' })
  expect(leftBy(ran, 'out').map(({ time }) => time)).toEqual([9, year + 9])
})

test('there is no result where no event has a wanted rank', () => {
  for (const as of ['list', 'events'])
    expect(leftBy(ranWith(top, { ...windows, from: 2, as }, [at(0, 1)]), 'out')).toEqual([])
})

test('the rank stands in place of a field of its name; what has no fields becomes one', () => {
  const ran = ranWith(top, { ...windows, by: '$string(payload)', rank: 'r' }, [
    at(0, { r: 9, x: 1 }),
    at(1, 5),
  ])
  expect(payloads(leftBy(ran, 'out'))).toEqual([
    { r: 1, x: 1 },
    { r: 2, payload: 5 },
  ])
})

describe('what is held of a key is bound', () => {
  const equal = [at(0, 7), at(1, 7), at(2, 7), at(3, 7), at(4, 9)]

  test.each([windows, running])('where all are equal: %j', (settings) => {
    const ran = ranWith(top, { ...settings, ties: 'with', maxEvents: 3 }, equal)
    expect(ran.outcome['error']).toEqual(['top-full', 'top-full'])
  })

  test('over all parts of windows that overlap, until one of these is over', () => {
    const hops = { ...windows, shape: 'hopping', size: '30ms', every: '10ms', maxEvents: 3, by: 'payload.x' }
    const equal = (time: number): Reaching => at(time, { x: 7 })
    const timePasses = at(35, {})
    const ran = ranWith(top, hops, [
      equal(0),
      equal(1),
      equal(10),
      equal(11),
      timePasses,
      equal(36),
      equal(37),
    ])
    expect(ran.outcome['error']).toEqual(['top-full'])
  })

  test('and what better ones have shut out is not', () => {
    const ran = ranWith(
      top,
      { ...windows, maxEvents: 2 },
      [0, 1, 2, 3, 4].map((time) => at(time, time)),
    )
    expect(ran.outcome['error']).toBeUndefined()
    expect(payloads(leftBy(ran, 'out'))).toEqual([4, 3])
  })

  test('and nothing is left of a key behind its last window', () => {
    const keys = ['a', 'b', 'c'].map((key, number) => ({ time: number * 20, payload: 1, key }))
    const ran = ranWith(top, { ...windows, maxKeys: 2 }, keys)
    expect(ran.outcome['error']).toBeUndefined()
    expect(leftBy(ran, 'out')).toHaveLength(3)
    expect(ranWith(top, { ...running, maxKeys: 2 }, keys).outcome['error']).toEqual(['too-many-keys'])
  })
})

test.each([
  [{ ...windows, from: 3 }, ['no-rank at from']],
  [{ ...windows, n: 5, maxEvents: 4 }, ['more-than-held at n']],
  [{ ...windows, shape: 'hopping', size: '1d', every: '7ms' }, ['too-many-panes at every']],
  [{ ...windows, from: 2 }, []],
  [running, []],
])('settings that do not go together: %j', (settings, problems) => {
  expect(problemsOf(top, settings)).toEqual(problems)
})

test.each([
  [windows, 'the 2 highest by payload over each 10ms'],
  [{ n: 1, shape: 'running' }, 'the last event so far'],
  [{ n: 3, order: 'asc', size: '1m' }, 'the 3 first events over each 1m'],
  [
    {
      by: 'payload.c',
      n: 4,
      from: 2,
      order: 'asc',
      ties: 'with',
      shape: 'hopping',
      size: '1m',
      every: '5s',
      per: 'key',
    },
    'ranks 2 to 4 of the lowest by payload.c, with all that are equal, over 1m, every 5s, per key',
  ],
])('says what it does: %j', (settings, says) => {
  expect(saysOf(top, settings)).toBe(says)
})

test('its results wait for a window, or for nothing', () => {
  expect(top.span(valuesOf(top, windows))).toBe(10)
  expect(top.span(valuesOf(top, running))).toBe(0)
  expect(top.silent(valuesOf(top, running))).toEqual(['late'])
})

test.each([
  [running, ['top']],
  [{ ...windows, as: 'list' }, ['start', 'end', 'top']],
  [windows, 'same'],
  [{ ...windows, rank: 'r' }, { beside: ['r'] }],
])('tells what is in its results: %j', (settings, fields) => {
  const payload = top.outputs['out']?.payload
  expect(typeof payload === 'function' ? payload(settings) : payload).toEqual(fields)
})
