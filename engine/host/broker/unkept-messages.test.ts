import { expect, test } from 'vitest'
import { UnkeptMessages } from './unkept-messages.ts'

test.each<[string, (unkept: UnkeptMessages) => void, number]>([
  ['not sent', () => {}, 2],
  ['sent', (unkept) => unkept.sent('a', 1, 7, 1), 2],
  ['sent with QoS 0', (unkept) => unkept.sent('a', 1, 7, 0), 1],
  [
    'acknowledged',
    (unkept) => {
      unkept.sent('a', 1, 7, 1)
      unkept.acknowledged('a', 7)
    },
    1,
  ],
  [
    'sent under an id that another has',
    (unkept) => {
      unkept.sent('a', 1, 7, 1)
      unkept.sent('a', 2, 7, 1)
    },
    2,
  ],
  ['another was sent', (unkept) => unkept.sent('a', 3, 7, 1), 2],
  ['of another client', (unkept) => unkept.sent('b', 1, 7, 0), 2],
])('of two messages that are not kept, one of them %s', (_, happens, expected) => {
  const unkept = new UnkeptMessages()
  unkept.add('a', 1)
  unkept.add('a', 2)
  happens(unkept)
  expect(unkept.take('a')).toBe(expected)
  expect(unkept.take('a')).toBe(0)
})

test('those that are never sent are counted, however many', () => {
  const unkept = new UnkeptMessages()
  for (let number = 1; number <= 70_000; number++) unkept.add('a', number)
  expect(unkept.take('a')).toBe(70_000)
})
