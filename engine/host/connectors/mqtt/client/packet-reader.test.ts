import * as fc from 'fast-check'
import { generate, type Packet, parser } from 'mqtt-packet'
import { expect, test } from 'vitest'
import { PacketReader } from './packet-reader.ts'
import { Damaged, type Level, type Received } from './packets.ts'

/** What the library makes of bytes, in our words. */
function readByLibrary(bytes: Buffer, level: Level): unknown[] {
  const found: unknown[] = []
  const reader = parser({ protocolVersion: level })
  reader.on('packet', (packet) => found.push(inOurWords(packet)))
  reader.on('error', (error: unknown) => found.push(String(error)))
  reader.parse(bytes)
  return found
}

function inOurWords(packet: Packet): unknown {
  if (packet.cmd === 'publish') {
    const { subscriptionIdentifier, ...others } = packet.properties ?? {}
    return {
      kind: 'publish',
      topic: packet.topic,
      payload: packet.payload.toString('hex'),
      qos: packet.qos,
      retain: packet.retain,
      isRepeated: packet.dup,
      isTooLarge: false,
      id: packet.messageId ?? 0,
      identifiers: subscriptionIdentifier,
      properties: Object.keys(others).length === 0 ? undefined : others,
    }
  }
  if (
    packet.cmd === 'puback' ||
    packet.cmd === 'pubrec' ||
    packet.cmd === 'pubrel' ||
    packet.cmd === 'pubcomp'
  )
    return { kind: packet.cmd, id: packet.messageId, reason: packet.reasonCode ?? 0 }
  if (packet.cmd === 'pingresp') return { kind: packet.cmd }
  return { kind: 'other', packet }
}

/** What is read of bytes in pieces of these lengths, one after the other and again from the first. */
function readIn(pieces: readonly number[], bytes: Buffer, level: Level, largest = 1_000_000): unknown[] {
  const found: unknown[] = []
  const reader = new PacketReader(level, largest, (packet) => found.push(kept(packet)))
  // As a connection does, into the same memory each time.
  const shared = Buffer.alloc(Math.max(...pieces))
  let at = 0
  for (let turn = 0; at < bytes.length; turn++) {
    const length = bytes.copy(shared, 0, at, at + (pieces[turn % pieces.length] ?? 1))
    reader.read(shared.subarray(0, length))
    at += length
  }
  return found
}

function kept(packet: Received): unknown {
  if (packet.kind !== 'publish') return packet
  const { payload, length, ...others } = packet
  expect(length).toBe(payload.length)
  return { ...others, payload: payload.toString('hex') }
}

const id = fc.integer({ min: 1, max: 65_535 })
const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))
const properties = fc.record(
  {
    payloadFormatIndicator: fc.boolean(),
    messageExpiryInterval: fc.nat(),
    responseTopic: fc.constantFrom('a/b', 'ä'),
    correlationData: bytes.filter(({ length }) => length > 0),
    userProperties: fc.dictionary(fc.constantFrom('a', 'b', 'ü'), text, { minKeys: 1 }),
    subscriptionIdentifier: fc.oneof(
      fc.integer({ min: 1, max: 268_435_455 }),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 2, maxLength: 3 }),
    ),
    contentType: fc.constantFrom('text/plain', 'x'),
  },
  { requiredKeys: [] },
)
const publish = fc
  .record({
    topic: fc.oneof(
      fc.constantFrom('a', 'plant/hall/temperature'),
      text.filter((topic) => topic !== ''),
    ),
    payload: bytes,
    qos: fc.constantFrom(0, 1, 2),
    retain: fc.boolean(),
    messageId: id,
    properties: fc.option(properties, { nil: undefined }),
  })
  .map(({ properties: some, ...others }) => ({
    cmd: 'publish' as const,
    dup: others.qos > 0 && others.payload.length % 2 === 1,
    ...others,
    ...(some === undefined ? {} : { properties: some }),
  }))
const acknowledgement = fc.record({
  cmd: fc.constantFrom('puback', 'pubrec'),
  messageId: id,
  reasonCode: fc.constantFrom(0, 16, 135, 151),
})
const release = fc.record({
  cmd: fc.constantFrom('pubrel', 'pubcomp'),
  messageId: id,
  reasonCode: fc.constantFrom(0, 146),
})
const other = fc.constantFrom(
  { cmd: 'pingresp' },
  { cmd: 'connack', returnCode: 0, reasonCode: 0, sessionPresent: true, properties: { receiveMaximum: 20 } },
  { cmd: 'suback', messageId: 7, granted: [0, 1, 2, 128] },
  { cmd: 'unsuback', messageId: 8, granted: [0, 17] },
  { cmd: 'disconnect', reasonCode: 142 },
)

test.each([4, 5] as const)(
  'packets are what the library reads, in whatever pieces they come (level %i)',
  (level) => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 3, arbitrary: publish }, acknowledgement, release, other), {
          maxLength: 20,
        }),
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 }),
        (packets, pieces) => {
          // With MQTT 3.1.1 a server sends no DISCONNECT.
          const sent = level === 5 ? packets : packets.filter(({ cmd }) => cmd !== 'disconnect')
          const stream = Buffer.concat(
            sent.map((packet) => generate(packet as Packet, { protocolVersion: level })),
          ) // as the library types them
          const expected = readByLibrary(stream, level)
          expect(expected).toHaveLength(sent.length)
          expect(readIn(pieces, stream, level)).toEqual(expected)
          expect(readIn([100_000], stream, level)).toEqual(expected)
        },
      ),
      { numRuns: 400 },
    )
  },
)

const lengthOf = (length: number): readonly number[] =>
  length < 128 ? [length] : [(length % 128) | 0x80, ...lengthOf(Math.floor(length / 128))]

interface Large {
  readonly topic?: string
  readonly qos?: 0 | 1 | 2
  readonly bytes: number
  /** Bytes of properties (MQTT 5): one content type. */
  readonly properties?: number
}

function large({ topic = 'plant/hall', qos = 0, bytes: length, properties: size }: Large): Buffer {
  const body = Buffer.concat([
    Buffer.of(topic.length >> 8, topic.length & 255),
    Buffer.from(topic),
    ...(qos === 0 ? [] : [Buffer.of(0x12, 0x34)]),
    ...(size === undefined ? [] : [Buffer.from(lengthOf(size)), contentType(size)]),
    Buffer.alloc(length, 'abcdefghijk'),
  ])
  return Buffer.concat([Buffer.of(0x30 | (qos << 1), ...lengthOf(body.length)), body])
}

function contentType(size: number): Buffer {
  if (size === 0) return Buffer.alloc(0)
  // A text has at most 65,535 bytes; more takes user properties.
  const user = 0x26
  if (size > 60_000)
    return Buffer.concat([
      Buffer.of(user, 0, 1, 65, 0xea, 0x60),
      Buffer.alloc(60_000, 'x'),
      contentType(size - 60_006),
    ])
  return Buffer.concat([Buffer.of(3, (size - 3) >> 8, (size - 3) & 255), Buffer.alloc(size - 3, 'x')])
}

test.each<[what: string, message: Large, beginning: number]>([
  ['by a little', { bytes: 10_000 }, 10_000],
  ['by two bytes', { bytes: 9_997, topic: 't', qos: 1 }, 9_997],
  ['with QoS 1', { bytes: 50_000, qos: 1 }, 50_000],
  ['by far, with QoS 2', { bytes: 2_500_000, qos: 2 }, 160 * 1024 - 14],
  ['with a long topic', { bytes: 300_000, topic: 'x'.repeat(15_000), qos: 1 }, 160 * 1024 - 15_004],
  ['with MQTT 5', { bytes: 50_000, properties: 0 }, 50_000],
  ['with properties', { bytes: 300_000, properties: 300, qos: 1 }, 160 * 1024 - 316],
  ['by its properties', { bytes: 3, properties: 20_000, qos: 1 }, 3],
  ['with properties too long to wait for', { bytes: 50_000, properties: 170_000, qos: 2 }, 0],
])(
  'of a message too large %s the beginning is read, and the others are as they were',
  (_what, one, beginning) => {
    const level = one.properties === undefined ? 4 : 5
    const small = generate(
      { cmd: 'publish', topic: 'small', payload: 'x', qos: 0, retain: false, dup: false },
      { protocolVersion: level },
    )
    const ping = Buffer.of(0xd0, 0)
    const all = Buffer.concat([small, ping, large(one), ping, small, large(one), large(one), small])
    for (const piece of [1, 2, 3, 7, 1_000, 4_097, 65_536, 10_000_000]) {
      if (all.length / piece > 20_000) continue
      const found: unknown[] = []
      const reader = new PacketReader(level, 10_000, (packet) => {
        if (packet.kind !== 'publish') found.push(packet.kind)
        else
          found.push([
            packet.topic.slice(0, 10),
            packet.qos,
            packet.id,
            packet.payload.length,
            packet.length,
            packet.isTooLarge,
          ])
      })
      for (let at = 0; at < all.length; at += piece) reader.read(all.subarray(at, at + piece))
      const { topic = 'plant/hall', qos = 0, bytes: length } = one
      const cut = [topic.slice(0, 10), qos, qos === 0 ? 0 : 0x1234, beginning, length, true]
      const whole = ['small', 0, 0, 1, 1, false]
      expect(found, `pieces of ${piece}`).toEqual([
        whole,
        'pingresp',
        cut,
        'pingresp',
        whole,
        cut,
        cut,
        whole,
      ])
    }
  },
)

test.each<[what: string, bytes: readonly number[], level: Level]>([
  ['a topic longer than the message', [0x30, 4, 0xff, 0xff, 65, 65], 5],
  ['a message without a topic', [0x30, 3, 0, 0, 0], 5],
  ['a message that is empty', [0x30, 0], 4],
  ['a message without an identifier', [0x32, 6, 0, 1, 65, 0, 0, 0], 5],
  ['a message of QoS 3', [0x36, 6, 0, 1, 65, 0, 1, 0], 5],
  ['properties longer than the message', [0x30, 4, 0, 1, 65, 9], 5],
  ['a property that MQTT does not know', [0x30, 6, 0, 1, 65, 2, 0x7f, 1], 5],
  ['a property that breaks off', [0x30, 5, 0, 1, 65, 1, 0x0b], 5],
  ['a topic alias', [0x30, 7, 0, 1, 65, 3, 0x23, 0, 1], 5],
  ['a length that does not end', [0x30, 0xff, 0xff, 0xff, 0xff, 0x30], 5],
  ['a packet of no kind', [0, 0], 5],
  ['a reserved flag', [0xd1, 0], 5],
  ['a PUBREL without its flag', [0x60, 2, 0, 1], 5],
  ['a PINGRESP with something in it', [0xd0, 1, 0], 5],
  ['a PUBACK without an identifier', [0x40, 1, 0], 5],
  ['what only a client sends', [0x82, 6, 0, 1, 0, 1, 65, 0], 5],
  ['a SUBACK of 2 MB', [0x90, 0x80, 0x80, 0x80, 1], 5],
  ['a CONNACK that is empty', [0x20, 0], 5],
  ['HTTP', [...Buffer.from('HTTP/1.1 400 Bad Request')], 5],
  ['TLS', [0x15, 3, 3, 0, 2, 2, 70], 5],
])('%s is damaged', (_what, damaged, level) => {
  for (const piece of [1, 1_000]) {
    const read = (): unknown => readIn([piece], Buffer.from(damaged), level)
    expect(read).toThrow(Damaged)
  }
})

test.each<[bytes: readonly number[], topic: string | undefined]>([
  [[0xc3, 0xa4], 'ä'],
  [[0xef, 0xbf, 0xbd], '\uFFFD'],
  [[0x61, 0xff], undefined],
  [[0xed, 0xa0, 0x80], undefined],
])('a topic is UTF-8: %j', (topic, expected) => {
  const found: string[] = []
  const reader = new PacketReader(4, 1_000, (packet) => {
    if (packet.kind === 'publish') found.push(packet.topic)
  })
  const read = () => reader.read(Buffer.of(0x30, 2 + topic.length, 0, topic.length, ...topic))
  if (expected === undefined) expect(read).toThrow(Damaged)
  else read()
  expect(found).toEqual(expected === undefined ? [] : [expected])
})

test('whatever comes is read or damaged, and nothing else happens', () => {
  const whole = fc.array(publish, { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(
      whole,
      fc.array(fc.tuple(fc.nat(), fc.nat(255))),
      fc.constantFrom<Level>(4, 5),
      (packets, changes, level) => {
        const stream = Buffer.concat(
          packets.map((packet) => generate(packet as Packet, { protocolVersion: level })),
        ) // as the library types them
        for (const [at, byte] of changes) stream[at % stream.length] = byte
        const reader = new PacketReader(level, 1_000, () => {})
        try {
          reader.read(stream)
        } catch (error) {
          expect(error).toBeInstanceOf(Damaged)
        }
      },
    ),
    { numRuns: 3_000 },
  )
})

test('a reader that is paused between two packets goes on where it stood, with what has come since', () => {
  const stream = Buffer.concat(
    Array.from({ length: 50 }, (_, at) =>
      generate(
        { cmd: 'publish', topic: 't', payload: String(at), qos: 0, retain: false, dup: false },
        { protocolVersion: 5 },
      ),
    ),
  )
  const found: string[] = []
  const reader: PacketReader = new PacketReader(5, 1_000, (packet) => {
    if (packet.kind === 'publish') found.push(packet.payload.toString())
    if (found.length % 3 === 0) reader.pause()
  })
  const shared = Buffer.alloc(100)
  for (let at = 0; at < stream.length; at += 100) {
    const length = stream.copy(shared, 0, at, at + 100)
    reader.read(shared.subarray(0, length))
    expect(found.length).toBe(3)
  }
  for (let turn = 0; reader.isPaused; turn++) {
    expect(found).toHaveLength(Math.min(50, 3 + 3 * turn))
    reader.resume()
  }
  expect(found).toEqual(Array.from({ length: 50 }, (_, at) => String(at)))
})
