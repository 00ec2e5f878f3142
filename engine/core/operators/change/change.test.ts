import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../model/json.ts'
import { change } from './change.ts'
import { leftBy, problemsOf, ranWith, saysOf } from '../settings.fixture.ts'

test.each<[name: string, settings: JsonObject, values: Json[], reported: Json[]]>([
  ['a deadband is what may be kept silent', { deadband: 2 }, [0, 2, -2, 2.1, 0.1, 0], [0, 2.1, 0]],
  ['a slow drift is told once it has gone far', { deadband: 2 }, [0, 1, 2, 3, 4, 5, 6], [0, 3, 6]],
  ['any change, without a deadband', {}, [1, 1, 1.0000001, 1], [1, 1.0000001, 1]],
  ['percent of a negative value', { percent: 50 }, [-10, -14, -16, -8.1, -7.9], [-10, -16, -7.9]],
  ['nothing is zero percent of zero', { percent: 50 }, [0, 0, 5, 7.5, 7.6, 0, 0], [0, 5, 7.6, 0]],
  [
    'texts and numbers are apart',
    { deadband: 100 },
    [1, '1', 1, null, false, 0, []],
    [1, '1', 1, null, false, 0, []],
  ],
  ['the same list is no change', {}, [[1, [2]], [1, [2]], [1, 2], []], [[1, [2]], [1, 2], []]],
])('%s', (_name, settings, values, reported) => {
  const ran = ranWith(
    change,
    settings,
    values.map((payload, time) => ({ time, payload })),
  )
  expect(leftBy(ran, 'out').map(({ payload }) => payload)).toEqual(reported)
})

test('what is held back is always within the deadband of the last report', () => {
  const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 50, noNaN: true }), (given, deadband) => {
      const events = given.map((payload, time) => ({ time, payload }))
      const out = leftBy(ranWith(change, { deadband }, events), 'out')
      expect(out[0]).toMatchObject(events[0] ?? {})
      let at = 0
      for (const { time, payload } of events) {
        if (out[at + 1]?.['time'] === time) at++
        expect(Math.abs(payload - Number(out[at]?.['payload']))).toBeLessThanOrEqual(
          out[at]?.['time'] === time ? 0 : deadband,
        )
      }
    }),
    { numRuns: 200 },
  )
})

test('an event that is out of order is compared as it comes, and is no reason for a heartbeat', () => {
  const events = [
    { time: 100, payload: 1 },
    { time: 20, payload: 1 },
    { time: 30, payload: 2 },
    { time: 100, payload: 2 },
  ]
  const ran = ranWith(change, { heartbeat: 60 }, events, { outOfOrder: '1h' })
  expect(leftBy(ran, 'out').map(({ time }) => time)).toEqual([100, 30, 100])
})

test.each([
  [{}, [], 'reports changes'],
  [{ deadband: 0.5 }, [], 'reports changes of more than 0.5'],
  [{ value: 'payload.c', percent: 5 }, [], 'reports changes of payload.c of more than 5 %'],
  [{ deadband: 1, heartbeat: '15m' }, [], 'reports changes of more than 1, and every 15m anyway'],
  [{ deadband: 1, percent: 5 }, ['conflicting-settings at percent'], 'reports changes of more than 1'],
])('%j', (settings, problems, says) => {
  expect(problemsOf(change, settings)).toEqual(problems)
  expect(saysOf(change, settings)).toBe(says)
})

test('an event for which the value gives nothing leaves by rest, and is counted', () => {
  const events = [{ c: 1 }, {}, { c: 2 }].map((payload, time) => ({ time, payload }))
  const ran = ranWith(change, { value: 'payload.c' }, events)
  expect(leftBy(ran, 'rest').map(({ payload }) => payload)).toEqual([{}])
  expect(ran.ledger['subject']?.noted).toEqual({ 'value gave nothing': 1 })
})
