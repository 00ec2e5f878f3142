import { expect, test } from 'vitest'
import type { DeadLetter } from '../../core/model/dead-letter.ts'
import { makeEvent } from '../../core/model/event.ts'
import type { Json, JsonObject } from '../../core/model/json.ts'
import { heapSize } from './heap-size.ts'
import { KeptLetters } from './kept-letters.ts'

function letter(payload: Json, more: { key?: string; properties?: JsonObject; message?: string } = {}) {
  const { key = 'a', properties, message = 'none' } = more
  const event = makeEvent(payload, 5, key, 'in/a', { id: 'a' }, properties)
  return { flow: 'f', node: 'in', port: 'out', event, problem: { code: 'no-time', message }, at: 7 }
}

test('the last thousand are kept, and those let go are counted', () => {
  const kept = new KeptLetters()
  for (let at = 0; at < 1_500; at++) kept.add(letter(at))
  expect(kept.list.map(({ event }) => event.payload)).toEqual(
    Array.from({ length: 1_000 }, (_, at) => at + 500),
  )
  expect([kept.count, kept.letGo]).toEqual([1_500, 500])
})

test.each([
  ['a text', 'x'.repeat(1_000_000), 1_000_002],
  ['a list of objects', Array.from({ length: 1_000 }, () => ({})), 3_001],
  ['an object', Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`n${at + 1_000}`, 1])), 10_001],
])('of %s that is large the beginning is kept, with how large it was', (_, payload, bytes) => {
  const kept = new KeptLetters()
  kept.add(letter(payload))
  const [only] = kept.list
  const text = JSON.stringify(payload)
  expect(only?.event.payload).toEqual({
    text: text.slice(0, 4_096),
    bytes,
    ...(bytes > 4_096 ? { cut: true } : {}),
  })
  expect(only?.event).toMatchObject({ time: 5, key: 'a', topic: 'in/a', params: { id: 'a' } })
})

test('properties, keys and messages that are large are cut as well, and what is small stays as it is', () => {
  const kept = new KeptLetters()
  const long = 'y'.repeat(100_000)
  kept.add(letter({ c: 1 }, { key: long, properties: { note: long }, message: long }))
  const [only] = kept.list
  expect(only?.event.payload).toEqual({ c: 1 })
  expect(heapSize(only?.event.properties ?? null)).toBeLessThan(20_000)
  expect(JSON.stringify(only).length).toBeLessThan(20_000)
  const small: DeadLetter = letter({ c: 2 })
  kept.add(small)
  expect(kept.list[1]).toEqual(small)
})

test('many of middling size are bounded by their bytes', () => {
  const kept = new KeptLetters()
  const text = 'z'.repeat(7_500) // payload and properties are each just small enough not to be cut
  for (let at = 0; at < 3_000; at++) kept.add(letter({ at, text }, { properties: { text } }))
  const bytes = kept.list.reduce(
    (sum, { event }) => sum + heapSize(event.payload) + heapSize(event.properties ?? null),
    0,
  )
  expect(bytes).toBeLessThan(16 * 1024 * 1024)
  expect(bytes).toBeGreaterThan(14 * 1024 * 1024)
  expect(kept.list.at(-1)?.event.payload).toEqual({ at: 2_999, text })
  expect([kept.count, kept.letGo + kept.list.length]).toEqual([3_000, 3_000])
})
