import type { IPublishPacket } from 'mqtt'
import { expect, test } from 'vitest'
import { UnreleasedStore } from './unreleased-store.ts'

/** A message of so many bytes in a chunk of its own, if none is given that it shares with others. */
function message(messageId: number, bytes: number, chunk = Buffer.alloc(bytes)): IPublishPacket {
  const payload = chunk.subarray(0, bytes)
  return { cmd: 'publish', messageId, topic: 't', payload, qos: 2, retain: false, dup: false, length: bytes }
}

function limited(most: number) {
  let refused = 0
  const store = new UnreleasedStore(most, () => refused++)
  const kept: number[] = []
  const put = (packet: IPublishPacket) => store.put(packet, () => kept.push(packet.messageId ?? 0))
  const release = (messageId: number) => store.del({ messageId }, () => {})
  return { put, release, kept, store, refused: () => refused }
}

test('what is released makes room; what is sent again takes none', () => {
  const { put, release, kept, refused } = limited(50_000)
  for (let id = 1; id <= 1_000; id++) {
    for (let time = 0; time < 5; time++) put(message(id, 20_000))
    if (id > 1) release(id - 1)
  }
  expect(refused()).toBe(0)
  expect(kept).toHaveLength(5_000)
})

test.each([
  ['of payload', (id: number) => message(id, 20_000), 2],
  ['of properties', (id: number) => ({ ...message(id, 1), length: 20_000 }), 2],
  ['of nothing but itself', (id: number) => message(id, 0), 50],
])('more than the bound %s is not kept, and not acknowledged', (_what, make, most) => {
  const { put, kept, refused } = limited(50_000)
  for (let id = 1; id <= 100; id++) put(make(id))
  expect(refused()).toBeGreaterThan(0)
  expect(kept.length).toBeLessThanOrEqual(most)
})

test('of many short messages few hold what came with them', () => {
  const { put, store } = limited(1_000_000)
  const memory = new Set<unknown>()
  for (let messageId = 1; messageId <= 500; messageId++) {
    const chunk = Buffer.alloc(60_000, 'x')
    put({ ...message(messageId, 100, chunk), properties: { correlationData: chunk.subarray(0, 100) } })
    store.get({ messageId }, (_error, found) => {
      if (found?.cmd !== 'publish') throw new Error('expected a message')
      expect(String(found.payload)).toBe('x'.repeat(100))
      expect(String(found.properties?.correlationData)).toBe('x'.repeat(100))
      for (const bytes of [found.payload, found.properties?.correlationData])
        if (Buffer.isBuffer(bytes) && bytes.buffer.byteLength > 1_000) memory.add(bytes.buffer)
    })
  }
  expect(memory.size).toBeLessThan(70)
})

test('one message is kept, however large', () => {
  const { put, release, kept } = limited(50_000)
  for (let id = 1; id <= 3; id++) {
    put(message(id, 60_000))
    release(id)
  }
  expect(kept).toEqual([1, 2, 3])
})

test('what is closed holds nothing and can be asked', () => {
  const { put, store } = limited(50_000)
  put(message(1, 10))
  store.close(() => {})
  let found: unknown = 'not asked'
  store.get({ messageId: 1 }, (error) => (found = error))
  expect(found).toBeInstanceOf(Error)
})
