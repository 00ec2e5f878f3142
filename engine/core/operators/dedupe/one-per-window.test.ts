import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../model/json.ts'
import { leftBy, type Reaching, ranWith } from '../settings.fixture.ts'
import { dedupe } from './dedupe.ts'

const windows = { id: 'payload.n', shape: 'tumbling', size: '10ms' }
const hops = { ...windows, shape: 'hopping', size: '20ms', every: '10ms' }

const at = (time: number, is: Json, n: Json = 1): Reaching => ({ time, at: 1_000, payload: { n, is } })

/** What left by a port: when, and which it was. */
const left = (ran: ReturnType<typeof ranWith>, port: string): readonly (readonly [Json, Json])[] =>
  leftBy(ran, port).map(({ time, payload }) => [time ?? null, (payload as JsonObject)['is'] ?? null]) // as it was given

describe('what is kept of no window leaves by rest', () => {
  const given = [at(5, 'a'), at(3, 'b'), at(8, 'c'), at(4, 'd')]

  test('with its time, as long as that is not settled', () => {
    const ran = ranWith(dedupe, windows, given, { outOfOrder: 100 })
    expect(left(ran, 'out')).toEqual([[9, 'b']])
    expect(left(ran, 'rest')).toEqual([
      [5, 'a'],
      [8, 'c'],
      [4, 'd'],
    ])
  })

  test.each([
    [
      'first',
      'b',
      [
        [5, 'a'],
        [8, 'c'],
        [8, 'd'],
      ],
    ],
    [
      'last',
      'c',
      [
        [5, 'b'],
        [5, 'a'],
        [8, 'd'],
      ],
    ],
  ])('with the first time that is not settled; the %s is kept', (keep, kept, rest) => {
    const ran = ranWith(dedupe, { ...windows, keep }, given)
    expect(left(ran, 'out')).toEqual([[9, kept]])
    expect(left(ran, 'rest')).toEqual(rest)
    expect(leftBy(ran, 'late')).toEqual([])
  })

  test('with the last instant of its last window, where another part of each has the event that is kept', () => {
    const ran = ranWith(dedupe, hops, [at(5, 'a'), at(12, 'b'), at(14, 'c'), at(21, 'd'), at(25, 'e')])
    expect(left(ran, 'out')).toEqual([
      [9, 'a'],
      [19, 'a'],
      [29, 'b'],
      [39, 'd'],
    ])
    expect(left(ran, 'rest')).toEqual([
      [14, 'c'],
      [25, 'e'],
    ])
    const grown = { ...windows, shape: 'cumulate', size: '30ms', step: '10ms' }
    const first = ranWith(dedupe, grown, [at(5, 'a'), at(12, 'b'), at(21, 'c')])
    expect(left(first, 'out')).toEqual([
      [9, 'a'],
      [19, 'a'],
      [29, 'a'],
    ])
    expect(left(first, 'rest')).toEqual([
      [29, 'b'],
      [29, 'c'],
    ])
  })

  test('but not if it was the result of a window before a better one came for the others', () => {
    const ran = ranWith(dedupe, { ...hops, keep: 'last' }, [at(5, 'a'), at(12, 'b'), at(6, 'c'), at(31, 'd')])
    expect(left(ran, 'out')).toEqual([
      [9, 'a'],
      [19, 'b'],
      [29, 'b'],
      [39, 'd'],
      [49, 'd'],
    ])
    expect(left(ran, 'rest')).toEqual([[19, 'c']])
    expect(ran.ledger['subject']).toMatchObject({ received: 4, handled: 4, waiting: 0 })
  })
})

test('an event is kept for what it came with: its key, whatever per says, and its fields but those that are added', () => {
  const payload = { n: 1, start: 'a', end: 'b', at: 'c', more: [1] }
  const ran = ranWith(dedupe, { ...windows, timeAs: 'at', per: '"all"' }, [{ time: 3, payload, key: 'own' }])
  expect(leftBy(ran, 'out')).toEqual([
    { time: 9, key: 'own', payload: { n: 1, more: [1], start: 0, end: 10, at: 3 } },
  ])
})

test('identities of one window come in order of the times of their events, of one time as these arrived', () => {
  const ran = ranWith(dedupe, windows, [at(7, 'a', 'x'), at(2, 'b', 'y'), at(7, 'c', 'w'), at(5, 'd', 'z')], {
    outOfOrder: 100,
  })
  expect(left(ran, 'out').map(([, is]) => is)).toEqual(['b', 'd', 'a', 'c'])
})

test('a year without events is passed over at once', () => {
  const year = 365 * 86_400_000
  const ran = ranWith(dedupe, hops, [at(0, 'a'), at(year, 'b')], { outOfOrder: '366d' })
  expect(left(ran, 'out').map(([time]) => time)).toEqual([9, 19, year + 9, year + 19])
})

test('an event between windows is dropped by a rule', () => {
  const ran = ranWith(dedupe, { ...hops, size: '10ms', every: '20ms' }, [
    at(5, 'a'),
    at(15, 'b'),
    at(25, 'c'),
  ])
  expect(ran.ledger['subject']?.dropped).toEqual({ 'between windows': 1 })
  expect(left(ran, 'out').map(([, is]) => is)).toEqual(['a', 'c'])
})

describe('what is held of a key is bounded', () => {
  test('by identity and part of a window, until the window is over', () => {
    const ran = ranWith(dedupe, { ...hops, most: 2 }, [
      at(1, 'a'),
      at(2, 'a'),
      at(3, 'b', 2),
      at(12, 'c'),
      at(25, 'd'),
      at(45, 'e'),
      at(46, 'f', 2),
    ])
    expect(ran.outcome['error']).toEqual(['too-many-ids', 'too-many-ids'])
    expect(left(ran, 'out').map(([, is]) => is)).toEqual(['a', 'b', 'a', 'b', 'e', 'f', 'e', 'f'])
  })

  test('and goes as time passes, the key with it', () => {
    const keys = ['a', 'b', 'c'].map((key, number) => ({ time: number * 20, payload: { n: number }, key }))
    const ran = ranWith(dedupe, { ...windows, maxKeys: 2 }, keys)
    expect(ran.outcome['error']).toBeUndefined()
    expect(leftBy(ran, 'out')).toHaveLength(3)
    const many = Array.from({ length: 3_000 }, (_, time) => at(time, time, time))
    expect(ranWith(dedupe, { ...windows, most: 20 }, many).outcome['error']).toBeUndefined()
  })
})
