import { expect, test } from 'vitest'
import { messageSize, textSize } from './message-size.ts'
import { sizeOf } from './message.ts'
import { outgoingMessage } from './outgoing-message.ts'

test.each([
  ['', 0],
  ['abc', 3],
  ['ü', 2],
  ['€ab', 6],
])('a text such as %j takes %i bytes', (text, expected) => {
  expect(textSize(text, Buffer.byteLength(text))).toBe(expected)
})

test('of a text that nobody has measured it is taken that not all letters are ASCII', () => {
  expect(textSize('abc')).toBe(6)
})

const nothing = messageSize({ topic: 0, payload: 0 })

test('a message takes something even where it is empty', () => {
  expect(nothing).toBeGreaterThan(0)
})

test.each([
  ['a topic', { topic: 60_000, payload: 0 }, 60_000, 60_000],
  ['a payload', { topic: 0, payload: 60_000 }, 60_000, 60_000],
  [
    'a content type',
    { topic: 0, payload: 0, properties: { contentType: 'x'.repeat(60_000) } },
    60_000,
    120_000,
  ],
  [
    'a response topic',
    { topic: 0, payload: 0, properties: { responseTopic: 'x'.repeat(60_000) } },
    60_000,
    120_000,
  ],
  [
    'correlation data',
    { topic: 0, payload: 0, properties: { correlationData: Buffer.alloc(60_000) } },
    80_000,
    80_000,
  ],
  [
    'the value of a user property',
    { topic: 0, payload: 0, properties: { userProperties: { a: 'x'.repeat(60_000) } } },
    60_000,
    121_000,
  ],
  [
    'the name of a user property',
    { topic: 0, payload: 0, properties: { userProperties: { ['x'.repeat(60_000)]: 'a' } } },
    60_000,
    121_000,
  ],
  [
    'a user property that comes often',
    {
      topic: 0,
      payload: 0,
      properties: { userProperties: { a: Array.from({ length: 1_000 }, () => 'x'.repeat(60)) } },
    },
    60_000,
    200_000,
  ],
])('%s counts', (_what, parts, least, most) => {
  const size = messageSize(parts) - nothing
  expect(size).toBeGreaterThanOrEqual(least)
  expect(size).toBeLessThanOrEqual(most)
})

test.each([
  ['its topic', outgoingMessage('x'.repeat(60_000), 1, {}, 0)],
  ['its text', outgoingMessage('t', 'x'.repeat(60_000), {}, 0)],
  ['its bytes', outgoingMessage('t', Buffer.alloc(60_000).toString('base64'), { format: 'raw' }, 0)],
])('what is to be sent is as large as %s', (_what, { size }) => {
  expect(size).toBeGreaterThan(60_000)
  expect(size).toBeLessThan(61_000)
})

test('what comes is as large as its topic, its payload and its properties', () => {
  const message = {
    kind: 'publish',
    topic: 'x'.repeat(1_000),
    payload: Buffer.alloc(10),
    // Only the beginning is there.
    length: 100_000,
    isTooLarge: true,
    qos: 0,
    retain: false,
    isRepeated: false,
    id: 0,
    identifiers: undefined,
    properties: { contentType: 'x'.repeat(10_000) },
  } as const
  expect(sizeOf(message) - nothing).toBe(2_000 + 100_000 + 20_000)
})
