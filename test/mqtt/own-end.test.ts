import { expect, test, vi } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { RecordingSide } from './recording-side.ts'
import { lengthOf, published, ScriptedBroker } from './scripted-broker.ts'
import { source } from './served-nodes.ts'
import { until } from './until.ts'

vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

const suback = ([high = 0, low = 0]: Buffer) => [0x90, 4, high, low, 0, 2]
test.each<[what: string, bytes: readonly number[], said: RegExp]>([
  ['a topic alias', [...published('in/a', '1', { properties: [0x23, 0, 1] })], /damaged or unexpected came/],
  ['a second CONNACK', [0x20, 3, 0, 0, 0], /damaged or unexpected came/],
  ['an AUTH', [0xf0, 2, 0x18, 0], /damaged or unexpected came/],
  ['a packet of no kind', [0, 0], /damaged or unexpected came/],
  ['a message without a topic', [0x32, 0], /damaged or unexpected came/],
  ['an answer of the wrong kind', [0xd1, ...lengthOf(0)], /damaged or unexpected came/],
])('a connection that ends here again and again since there came %s', async (_what, bytes, said) => {
  const broker = await ScriptedBroker.start({
    answer: ({ kind, body }) => (kind === 8 ? [...suback(body), ...bytes] : kind === 5 ? [] : undefined),
  })
  const side = new RecordingSide()
  const brokers = new Map([['default', brokerAt('default', broker.url)]])
  const opened = mqttConnector(brokers).open([source('in', 'in/{b}', 2)], side)
  try {
    await until(() => broker.connections >= 7, 'many connections', { seen: side.seen })
    const lost = side.told.filter((line) => line.includes('lost'))
    expect(lost.length).toBeGreaterThan(0)
    for (const line of lost) expect(line).toMatch(said)
  } finally {
    await opened.close(0)
    await broker.close()
  }
})
