import { expect, test } from 'vitest'
import type { Json } from '../../../core/model/json.ts'
import { outgoingMessage, type SendOptions } from './outgoing-message.ts'
import { packetSize } from './packet-size.ts'
import { putPublish } from './publish-packet.ts'

const text = { qos: 0, format: 'text' } as const
const letters = (count: number) => Array.from({ length: count }, () => 0x78)

test.each<
  [
    what: string,
    topic: string,
    payload: Json,
    options: SendOptions,
    isMqtt5: boolean,
    bytes: readonly number[],
  ]
>([
  ['with MQTT 3.1.1', 't', 1, { qos: 0 }, false, [0x30, 4, 0, 1, 0x74, 0x31]],
  ['with MQTT 5', 't', 1, { qos: 0 }, true, [0x30, 5, 0, 1, 0x74, 0, 0x31]],
  ['that is retained', 't', 1, { qos: 0, retain: true }, true, [0x31, 5, 0, 1, 0x74, 0, 0x31]],
  [
    'that expires, with MQTT 5',
    't',
    1,
    { qos: 0, expires: 66_000 },
    true,
    [0x30, 10, 0, 1, 0x74, 5, 2, 0, 0, 0, 66, 0x31],
  ],
  ['that expires, with MQTT 3.1.1', 't', 1, { qos: 0, expires: 66_000 }, false, [0x30, 4, 0, 1, 0x74, 0x31]],
  ['without a payload', 't', '', text, false, [0x30, 3, 0, 1, 0x74]],
  ['beyond ASCII', 'ü', 'ä€', text, false, [0x30, 9, 0, 2, 0xc3, 0xbc, 0xc3, 0xa4, 0xe2, 0x82, 0xac]],
  ['of raw bytes', 't', 'AAH/', { qos: 0, format: 'raw' }, false, [0x30, 6, 0, 1, 0x74, 0, 1, 0xff]],
  ['of 127 bytes', 't', 'x'.repeat(124), text, false, [0x30, 0x7f, 0, 1, 0x74, ...letters(124)]],
  ['of 128 bytes', 't', 'x'.repeat(125), text, false, [0x30, 0x80, 1, 0, 1, 0x74, ...letters(125)]],
  [
    'of 16,384 bytes',
    't',
    'x'.repeat(16_381),
    text,
    false,
    [0x30, 0x80, 0x80, 1, 0, 1, 0x74, ...letters(16_381)],
  ],
  [
    'of 2,097,152 bytes',
    't',
    'x'.repeat(2_097_149),
    text,
    false,
    [0x30, 0x80, 0x80, 0x80, 1, 0, 1, 0x74, ...letters(2_097_149)],
  ],
])('the packet of a message %s', (_what, topic, payload, options, isMqtt5, bytes) => {
  const message = outgoingMessage(topic, payload, options, 1_000)
  const room = Buffer.alloc(packetSize(message) + 10)
  const packet = room.subarray(3, putPublish(room, 3, message, isMqtt5, 1_000, 0, false))
  expect(packet.equals(Buffer.from(bytes)), packet.subarray(0, 20).toString('hex')).toBe(true)
  if (isMqtt5) expect(packetSize(message)).toBe(packet.length)
})
