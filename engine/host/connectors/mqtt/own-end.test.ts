import { expect, test } from 'vitest'
import { Silent } from './client/ends.ts'
import { Damaged } from './client/packets.ts'
import { explains, inMidSession, isOurEnd, OwnEnd } from './own-end.ts'

const coded = (code: string): Error => Object.assign(new Error('text'), { code })

test.each([
  [coded('ECONNRESET'), false],
  [coded('EPIPE'), false],
  [coded('ECONNABORTED'), false],
  [coded('ETIMEDOUT'), true],
  [coded(''), true],
  [new Error('something else'), true],
])('%s with its code explains an end: %s', (error, expected) => {
  expect(explains(error)).toBe(expected)
})

test.each([
  [new Damaged('a broken puback'), true],
  [new Silent('pingresp'), true],
  [new OwnEnd('why'), true],
  [coded('ECONNRESET'), false],
])('%s is an end of ours: %s', (error, expected) => {
  expect(isOurEnd(error)).toBe(expected)
})

test('in mid-session it is said what was damaged', () => {
  const end = inMidSession(new Damaged('a broken puback'))
  expect(end).toBeInstanceOf(OwnEnd)
  expect(end.message).toBe('something damaged or unexpected came (a broken puback)')
})

test('what else ends a session says for itself why', () => {
  const error = new Silent('pingresp')
  expect(inMidSession(error)).toBe(error)
})
