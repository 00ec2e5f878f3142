import { expect, test } from 'vitest'
import { makeEvent } from '../model/event.ts'
import type { JsonObject } from '../model/json.ts'
import { leftBy, problemsOf, ranWith, saysOf, valuesOf } from './settings.fixture.ts'
import { switchOperator } from './switch.ts'

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
const eight: JsonObject = Object.fromEntries(letters.map((letter, at) => [letter, `payload >= ${8 - at}`]))

test.each([
  [9, 'a'],
  [8, 'a'],
  [7, 'b'],
  [1, 'h'],
  [0, 'rest'],
])('of eight conditions, %i is first met by %s', (payload, port) => {
  const { choose } = switchOperator.create(valuesOf(switchOperator, eight))
  expect(choose?.(makeEvent(payload, 0))).toBe(port)
  expect(leftBy(ranWith(switchOperator, eight, [{ time: 0, payload }]), port)).toHaveLength(1)
})

test('each condition that is met, in the order of the letters', () => {
  const ran = ranWith(switchOperator, { ...eight, sends: 'all' }, [{ time: 0, payload: 6 }])
  const left = ['rest', ...letters].filter((port) => leftBy(ran, port).length > 0)
  expect(left).toEqual(['c', 'd', 'e', 'f', 'g', 'h'])
  expect(ran.ledger['subject']).toMatchObject({ received: 1, handled: 1 })
})

test.each([
  [{ a: 'true' }, [], 'sends events by a where true, others by rest'],
  [
    { b: 'payload > 1', c: 'payload > 0' },
    [],
    'sends events by b where payload > 1, c where payload > 0, others by rest',
  ],
  [{ a: 'true', sends: 'all' }, [], 'sends events by a where true (by each that holds), others by rest'],
  [{}, ['missing-setting at a'], undefined],
])('%j', (settings, problems, says) => {
  expect(problemsOf(switchOperator, settings)).toEqual(problems)
  if (says !== undefined) expect(saysOf(switchOperator, settings)).toBe(says)
})
