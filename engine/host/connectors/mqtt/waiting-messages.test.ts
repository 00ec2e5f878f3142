import { expect, test } from 'vitest'
import { type OutgoingMessage, outgoingMessage } from './outgoing-message.ts'
import { WaitingMessages } from './waiting-messages.ts'

const message = (topic: string, expires = Infinity): OutgoingMessage =>
  outgoingMessage(topic, 1, { expires }, 0)

test('what waits is as large as all of it, topics included', () => {
  const waiting = new WaitingMessages()
  for (let at = 0; at < 10; at++) waiting.push(message('x'.repeat(60_000)))
  expect(waiting.bytes).toBeGreaterThan(600_000)
  for (let at = 0; at < 10; at++) waiting.shift()
  expect([waiting.length, waiting.bytes]).toEqual([0, 0])
})

test('first come, first served, however many there were', () => {
  const waiting = new WaitingMessages()
  const topics: string[] = []
  for (let at = 0; at < 12_000; at++) waiting.push(message(String(at)))
  for (let next = waiting.first(); next !== undefined; next = waiting.first()) {
    topics.push(next.topic)
    waiting.shift()
  }
  expect(topics).toEqual(Array.from({ length: 12_000 }, (_, at) => String(at)))
  expect(waiting.bytes).toBe(0)
})

test('others are put before them, and each is made what is to be sent', () => {
  const waiting = new WaitingMessages()
  for (const topic of ['gone', 'c']) waiting.push(message(topic))
  waiting.shift()
  waiting.remake([message('a'), message('b')], (one) => ({ ...one, retain: true }))
  const found: [string, boolean][] = []
  for (let next = waiting.first(); next !== undefined; next = waiting.first()) {
    found.push([next.topic, next.retain])
    waiting.shift()
  }
  expect(found).toEqual([
    ['a', true],
    ['b', true],
    ['c', true],
  ])
  expect(waiting.bytes).toBe(0)
})

test('of those at the front whose time is over it lets go', () => {
  const waiting = new WaitingMessages()
  for (const expires of [10, 10, 20, 10]) waiting.push(message('t', expires))
  expect(waiting.dropExpired(10)).toBe(2)
  expect([waiting.length, waiting.bytes]).toEqual([2, 2 * message('t').size])
})
