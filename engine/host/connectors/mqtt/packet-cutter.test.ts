import { expect, test } from 'vitest'
import { asCut } from './cut-mark.ts'
import { PacketCutter } from './packet-cutter.ts'

const largest = 10_000

const lengthOf = (length: number): readonly number[] =>
  length < 128 ? [length] : [(length % 128) | 0x80, ...lengthOf(Math.floor(length / 128))]

const textOf = (text: string): Buffer =>
  Buffer.concat([Buffer.of(text.length >> 8, text.length & 255), Buffer.from(text)])

interface Message {
  readonly topic?: string
  readonly qos?: 0 | 1 | 2
  readonly bytes: number
  /** Bytes of properties (MQTT 5). */
  readonly properties?: number
}

function message({ topic = 'plant/hall', qos = 0, bytes, properties }: Message): Buffer {
  const body = Buffer.concat([
    textOf(topic),
    ...(qos === 0 ? [] : [Buffer.of(0x12, 0x34)]),
    ...(properties === undefined ? [] : [Buffer.from(lengthOf(properties)), Buffer.alloc(properties, 0x26)]),
    Buffer.alloc(bytes, 'abcdefghijk'),
  ])
  return Buffer.concat([Buffer.of(0x30 | (qos << 1), ...lengthOf(body.length)), body])
}

/** What mqtt.js is to get for one that is too large. */
function readCut(bytes: Buffer, { topic = 'plant/hall', qos = 0, properties }: Message) {
  const digits = bytes.subarray(1).findIndex((byte) => byte < 0x80) + 1
  const length = [...bytes.subarray(1, 1 + digits)].reduce(
    (sum, byte, at) => sum + (byte & 0x7f) * 128 ** at,
    0,
  )
  expect(length).toBe(bytes.length - 1 - digits)
  expect(bytes[0]).toBe(0x30 | (qos << 1))
  const fields = [textOf(topic), ...(qos === 0 ? [] : [Buffer.of(0x12, 0x34)])]
  const head = Buffer.concat([...fields, ...(properties === undefined ? [] : [Buffer.of(0)])])
  const rest = bytes.subarray(1 + digits)
  expect(rest.subarray(0, head.length)).toEqual(head)
  return asCut(rest.subarray(head.length))
}

const small = message({ bytes: 100 })
const ping = Buffer.of(0xd0, 0)

const large: readonly (readonly [what: string, message: Message])[] = [
  ['by a little', { bytes: 10_000 }],
  ['by two bytes', { bytes: 9_997, topic: 't', qos: 1 }],
  ['with QoS 1', { bytes: 50_000, qos: 1 }],
  ['by far, with QoS 2', { bytes: 2_500_000, qos: 2 }],
  ['with a long topic', { bytes: 50_000, topic: 'x'.repeat(15_000), qos: 1 }],
  ['with MQTT 5', { bytes: 50_000, properties: 0 }],
  ['with properties', { bytes: 50_000, properties: 300, qos: 1 }],
  ['by its properties', { bytes: 3, properties: 20_000, qos: 1 }],
  ['with properties too long to wait for', { bytes: 50_000, properties: 70_000, qos: 2 }],
]

/** Sizes of the pieces in which bytes come. */
const pieces = [1, 2, 3, 7, 1_000, 4_097, 65_536, 10_000_000]

test.each(large)(
  'a message too large %s is cut in whatever pieces it comes, and the others are as they were',
  (_what, one) => {
    const all = Buffer.concat([small, ping, message(one), ping, small, message(one), message(one), small])
    for (const piece of pieces) {
      if (all.length / piece > 20_000) continue
      const cutter = new PacketCutter(largest, () => one.properties !== undefined)
      const got: Buffer[] = []
      for (let at = 0; at < all.length; at += piece) got.push(cutter.cut(all.subarray(at, at + piece)))
      const bytes = Buffer.concat(got)
      const cut = (bytes.length - 3 * small.length - 2 * ping.length) / 3
      expect(Number.isInteger(cut), `pieces of ${piece}`).toBe(true)
      let at = 0
      const take = (length: number): Buffer => bytes.subarray(at, (at += length))
      expect(take(small.length + ping.length), `pieces of ${piece}`).toEqual(Buffer.concat([small, ping]))
      for (const between of [Buffer.concat([ping, small]), Buffer.alloc(0), small]) {
        const found = readCut(take(cut), one)
        expect(found?.bytes).toBe(one.bytes)
        const isKept = (one.properties ?? 0) <= 65_536
        expect(found?.beginning).toEqual(Buffer.alloc(isKept ? Math.min(4_096, one.bytes) : 0, 'abcdefghijk'))
        expect(take(between.length)).toEqual(between)
      }
      expect(at).toBe(bytes.length)
    }
  },
)

test('what is small, or no message, is passed on as it is', () => {
  const cutter = new PacketCutter(largest, () => false)
  const suback = Buffer.concat([Buffer.of(0x90, ...lengthOf(20_000)), Buffer.alloc(20_000)])
  const edge = message({ bytes: 10_000 - 12 })
  for (const bytes of [small, ping, suback, edge, Buffer.concat([small, small, ping])])
    expect(cutter.cut(bytes)).toBe(bytes)
})

test.each([
  ['a topic longer than the message', [0x30, 20, 0xff, 0xff, 65, 65], [0x30, 2, 0xff, 0xff]],
  ['a length that does not end', [0x30, 0xff, 0xff, 0xff, 0xff, 0x30], [0x30, 0xff, 0xff, 0xff, 0xff]],
])('%s is left to mqtt.js to complain of', (_what, bytes, expected) => {
  expect(new PacketCutter(10, () => false).cut(Buffer.from(bytes))).toEqual(Buffer.from(expected))
})

test('never more than the beginning is held, whatever comes', () => {
  const cutter = new PacketCutter(largest, () => true)
  const bytes = message({ bytes: 40_000_000, properties: 5 })
  let most = 0
  for (let at = 0; at < bytes.length; at += 65_536)
    most = Math.max(most, cutter.cut(bytes.subarray(at, at + 65_536)).length)
  expect(most).toBeLessThan(5_000)
})
