import * as fc from 'fast-check'
import { generate, type Packet, parser } from 'mqtt-packet'
import { expect, test } from 'vitest'
import { messageProperties } from './message-properties.ts'
import { Damaged, type PublishProperties } from './packets.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const full = text.filter((one) => one !== '')
const properties = fc.record(
  {
    payloadFormatIndicator: fc.boolean(),
    messageExpiryInterval: fc.nat(),
    responseTopic: full,
    correlationData: fc.uint8Array({ minLength: 1, maxLength: 300 }).map((array) => Buffer.from(array)),
    userProperties: fc.dictionary(
      fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'constructor'), full),
      fc.oneof(full, fc.array(full, { minLength: 2, maxLength: 4 })),
      { minKeys: 1, noNullPrototype: false },
    ),
    subscriptionIdentifier: fc.oneof(
      fc.integer({ min: 1, max: 268_435_455 }),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 2, maxLength: 5 }),
    ),
    contentType: full,
  },
  { requiredKeys: [] },
)

/** A message with these properties and no payload. */
const packetWith = (some: PublishProperties): Buffer =>
  generate(
    { cmd: 'publish', topic: 't', payload: '', qos: 0, retain: false, dup: false, properties: some },
    { protocolVersion: 5 },
  )

function readByLibrary(packet: Buffer): unknown {
  const found: Packet[] = []
  const reader = parser({ protocolVersion: 5 })
  reader.on('packet', (one) => found.push(one))
  reader.parse(packet)
  const [one] = found
  if (one?.cmd !== 'publish') throw new Error('expected a message')
  const { subscriptionIdentifier: identifiers, ...others } = one.properties ?? {}
  return { identifiers, properties: Object.keys(others).length === 0 ? undefined : others }
}

/** Behind a fixed header of `head` bytes stand a topic of one letter and the length of the properties, in as many again less one. */
function read(packet: Buffer): unknown {
  const head = packet.findIndex((byte, at) => at > 0 && byte < 0x80) + 1
  const size = packet.findIndex((byte, at) => at >= head + 3 && byte < 0x80) + 1
  return messageProperties(packet, size, packet.length)
}

test('properties are what the library reads', () => {
  fc.assert(
    fc.property(properties, (some) => {
      const packet = packetWith(some as PublishProperties)
      expect(read(packet)).toEqual(readByLibrary(packet))
    }),
    { numRuns: 1_000 },
  )
})

const readBytes = (...bytes: readonly number[]) => messageProperties(Buffer.from(bytes), 0, bytes.length)

test.each<[what: string, bytes: readonly number[], expected: object]>([
  ['nothing', [], {}],
  ['one number', [0x0b, 0x81, 1], { identifiers: 129 }],
  ['three numbers', [0x0b, 3, 0x0b, 2, 0x0b, 1], { identifiers: [3, 2, 1] }],
  ['that the payload is text', [1, 1], { properties: { payloadFormatIndicator: true } }],
  ['that the payload is bytes', [1, 0], { properties: { payloadFormatIndicator: false } }],
  ['an expiry', [2, 0xff, 0, 0, 1], { properties: { messageExpiryInterval: 0xff_00_00_01 } }],
  ['an empty content type', [3, 0, 0], { properties: { contentType: '' } }],
  ['a response topic', [8, 0, 2, 0xc3, 0xbc], { properties: { responseTopic: 'ü' } }],
  ['correlation data', [9, 0, 2, 0, 0xff], { properties: { correlationData: Buffer.of(0, 0xff) } }],
  [
    'user properties with the same name, of which some are empty',
    [0x26, 0, 1, 97, 0, 0, 0x26, 0, 1, 97, 0, 1, 98, 0x26, 0, 1, 97, 0, 0],
    { properties: { userProperties: { a: ['', 'b', ''] } } },
  ],
])('%s', (_what, bytes, expected) => {
  expect(readBytes(...bytes)).toEqual(expected)
})

test('data is kept when the bytes are overwritten', () => {
  const bytes = Buffer.of(9, 0, 2, 7, 8)
  const { properties: found } = messageProperties(bytes, 0, 5)
  bytes.fill(0)
  expect(found).toEqual({ correlationData: Buffer.of(7, 8) })
})

test('a user property may be called as what every object has', () => {
  const name = [...Buffer.from('__proto__')]
  const { properties: found } = readBytes(0x26, 0, 9, ...name, 0, 1, 98)
  expect(Object.entries(found?.userProperties ?? {})).toEqual([['__proto__', 'b']])
})

test.each<[what: string, bytes: readonly number[]]>([
  ['a property of no kind', [0x7f, 1]],
  ['a property of other packets', [0x11, 0, 0, 0, 1]],
  ['a topic alias', [0x23, 0, 1]],
  ['a number that breaks off', [0x0b, 0x80]],
  ['a number that is not there', [0x0b]],
  ['a number that does not end', [0x0b, 0x80, 0x80, 0x80, 0x80, 1]],
  ['a byte that is not there', [1]],
  ['an expiry that breaks off', [2, 0, 0, 0]],
  ['a length that breaks off', [3, 0]],
  ['a text that breaks off', [3, 0, 2, 97]],
  ['data that breaks off', [9, 0, 2, 97]],
  ['a user property without a value', [0x26, 0, 1, 97]],
  ['two content types', [3, 0, 1, 97, 3, 0, 1, 97]],
  ['two expiries', [2, 0, 0, 0, 0, 2, 0, 0, 0, 1]],
  ['two that say what the payload is', [1, 0, 1, 0]],
])('%s is damage', (_what, bytes) => {
  // What stands behind them is not theirs.
  const all = Buffer.from([...bytes, 0, 0, 0, 0, 0, 0])
  expect(() => messageProperties(all, 0, bytes.length)).toThrow(Damaged)
})

test('whatever comes is read or damaged, and nothing else happens', () => {
  fc.assert(
    fc.property(properties, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), (some, changes) => {
      const packet = packetWith(some as PublishProperties)
      for (const [at, byte] of changes) packet[at % packet.length] = byte
      try {
        messageProperties(packet, Math.min(6, packet.length), packet.length)
      } catch (error) {
        expect(error).toBeInstanceOf(Damaged)
      }
    }),
    { numRuns: 2_000 },
  )
})
