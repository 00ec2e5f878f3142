import { expect, test } from 'vitest'
import { outgoingMessage, type SendOptions } from './outgoing-message.ts'
import { packetSize } from './packet-size.ts'

/** Bodies are text, whose two quotes count. */
test.each<[what: string, topic: string, letters: number, options: SendOptions, size: number]>([
  ['the smallest', 't', 0, { qos: 0 }, 2 + 3 + 1 + 2],
  ['an id', 't', 0, { qos: 1 }, 2 + 3 + 2 + 1 + 2],
  ['an expiry', 't', 0, { qos: 1, expires: 1_000 }, 2 + 3 + 2 + 6 + 2],
  ['a topic beyond ASCII', 'ü', 0, { qos: 0 }, 2 + 4 + 1 + 2],
  ['the last with a length of one byte', 't', 121, { qos: 0 }, 2 + 127],
  ['the first with two', 't', 122, { qos: 0 }, 3 + 128],
  ['the first with three', 't', 16_378, { qos: 0 }, 4 + 16_384],
  ['the first with four', 't', 2_097_146, { qos: 0 }, 5 + 2_097_152],
])('%s', (_what, topic, letters, options, size) => {
  expect(packetSize(outgoingMessage(topic, 'x'.repeat(letters), options, 0))).toBe(size)
})
