import { describe, expect, test } from 'vitest'
import { encodeConnect, encodeFrames, encodeSubscribe } from './frames.ts'
import { payload } from './messages.ts'
import { packetReader } from './packets.ts'

/** What a stream holds, read in chunks of `size` bytes. */
function readAll(stream: Buffer, size: number): string[] {
  const seen: string[] = []
  const read = packetReader({
    publish: (body, packetId) => void seen.push(`${packetId} ${body.toString()}`),
    other: (type, body) => void seen.push(`type ${type}, ${body.length} bytes`),
  })
  for (let at = 0; at < stream.length; at += size) read(stream.subarray(at, at + size))
  return seen
}

describe.each([0, 1] as const)('packets at QoS %i', (qos) => {
  const frames = encodeFrames(20, qos)
  const ids = qos === 0 ? [0, 0, 0] : [4, 5, 6]

  test.each([1, 2, 3, 64, 127, 130, 1000])('are cut out of chunks of %i bytes', (size) => {
    const stream = Buffer.concat([Buffer.from([0x40, 2, 0, 1]), frames.slice(3, 6), Buffer.from([0xd0, 0])])
    expect(readAll(stream, size)).toEqual([
      'type 4, 2 bytes',
      ...ids.map((id, offset) => `${id} ${payload(3 + offset)}`),
      'type 13, 0 bytes',
    ])
  })

  test('give each message its payload', () => {
    expect(frames.payload(7).toString()).toBe(payload(7))
  })
})

test('a message of more than 65535 gets a packet id again, and never 0', () => {
  const frames = encodeFrames(65_540, 1)
  const [last, first] = readAll(frames.slice(65_534, 65_536), 1000)
  expect([last?.split(' ')[0], first?.split(' ')[0]]).toEqual(['65535', '1'])
})

test('CONNECT and SUBSCRIBE are what MQTT 3.1.1 lays down', () => {
  expect(encodeConnect('me').toString('hex')).toBe('100e00044d5154540402000000026d65')
  expect(encodeSubscribe('a/b', 1).toString('hex')).toBe('820800010003612f6201')
})
