import { expect, test } from 'vitest'
import { brokerLimits } from './broker-limits.ts'
import { OutgoingQueues } from './outgoing-queues.ts'
import { ReceivedIds } from './received-ids.ts'
import { compact, packetBytes, type StoredPacket } from './stored-packet.ts'

const message = (brokerCounter: number, messageId?: number): StoredPacket => ({
  cmd: 'publish',
  topic: 't',
  payload: Buffer.from('x'),
  brokerCounter,
  messageId,
})
const one = packetBytes(message(1))

const add = (queues: OutgoingQueues, client: string, packet: StoredPacket): boolean =>
  queues.add(client, packet, () => packet)

test('what goes leaves room for as much, whichever way it went', () => {
  const queues = new OutgoingQueues({ ...brokerLimits, queuedBytes: 2 * one, allQueuedBytes: 3 * one })
  for (let at = 1; at < 1_000; at += 3) {
    const seen = `at ${at}`
    expect(add(queues, 'a', message(at)), seen).toBe(true)
    expect(add(queues, 'a', message(at)), seen).toBe(true)
    expect(add(queues, 'a', message(at + 1)), seen).toBe(true)
    expect(add(queues, 'a', message(at + 2)), seen).toBe(false)
    expect(add(queues, 'b', message(at)), seen).toBe(true)
    expect(add(queues, 'b', message(at + 1)), seen).toBe(false)
    queues.update('a', message(at, 7))
    expect(queues.remove('a', 7)?.brokerCounter, seen).toBe(at)
    expect(queues.remove('a', 7), seen).toBeUndefined()
    // Of QoS 2: sent, received, released.
    queues.update('a', message(at + 1, 8))
    queues.update('a', { cmd: 'pubrel', messageId: 8 })
    expect(
      queues.of('a').map(({ cmd }) => cmd),
      seen,
    ).toEqual(['pubrel'])
    // So it comes back when a session goes on.
    queues.update('a', { cmd: 'pubrel', messageId: 8, brokerCounter: 0 })
    expect(queues.remove('a', 8)?.cmd, seen).toBe('pubrel')
    expect(queues.drop('b'), seen).toBe(1)
    expect([...queues.of('a'), ...queues.of('b')], seen).toEqual([])
  }
})

test('what is not kept may be sent and acknowledged all the same', () => {
  const queues = new OutgoingQueues(brokerLimits)
  add(queues, 'a', message(1))
  queues.update('a', message(2, 5))
  queues.update('a', { cmd: 'pubrel', messageId: 5 })
  expect(queues.remove('a', 5)).toBeUndefined()
  expect(queues.remove('a', undefined)).toBeUndefined()
  expect(queues.of('a')).toEqual([message(1)])
})

test('a small payload does not keep what was read with it', () => {
  const read = Buffer.alloc(64 * 1024, 'y')
  const small = compact({ cmd: 'publish', payload: read.subarray(10, 20) })
  expect(small.payload).toEqual(Buffer.alloc(10, 'y'))
  expect(small.payload.buffer.byteLength).toBe(10)
  const large = compact({ cmd: 'publish', payload: read.subarray(10) })
  expect(large.payload.buffer).toBe(read.buffer)
})

test('of ids that are never released the oldest are forgotten', () => {
  const ids = new ReceivedIds()
  for (let id = 1; id <= 1_001; id++) ids.add('a', id)
  expect([1, 2, 1_001].map((id) => ids.has('a', id))).toEqual([false, true, true])
  ids.remove('a', 2)
  expect(ids.has('a', 2)).toBe(false)
  ids.drop('a')
  expect(ids.has('a', 3)).toBe(false)
})
