import { expect, test, vi } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { RecordingSide } from './recording-side.ts'
import { published, ScriptedBroker } from './scripted-broker.ts'
import { source } from './served-nodes.ts'
import { until } from './until.ts'

vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

const megabyte = JSON.stringify('x'.repeat(1_000_000))

/** A broker that sends so many messages of 1 MB with QoS 2 at each connection, and releases none. */
async function greedy(messages: number, knowsSession: (connection: number) => boolean) {
  let acknowledged = 0
  let id = 0
  const broker = await ScriptedBroker.start({
    connack: (level, connection) => {
      const present = knowsSession(connection) ? 1 : 0
      return level === 5 ? [0x20, 3, present, 0, 0] : [0x20, 2, present, 0]
    },
    answer: ({ kind, level, body, connection }) => {
      if (kind === 5) acknowledged++
      if (kind === 5) return []
      if (kind !== 8) return undefined
      const [high = 0, low = 0] = body
      const suback = level === 5 ? [0x90, 4, high, low, 0, 2] : [0x90, 3, high, low, 2]
      const properties = level === 5 ? { properties: [] } : {}
      const all = Array.from({ length: messages }, () =>
        published('in/a', megabyte, { qos: 2, id: ++id, ...properties }),
      )
      return connection > 5 ? suback : Buffer.concat([Buffer.from(suback), ...all])
    },
  })
  return { broker, acknowledged: () => acknowledged }
}

function open(url: string, protocol: '5' | '3.1.1') {
  const side = new RecordingSide()
  const brokers = new Map([['default', { ...brokerAt('default', url), protocol }]])
  return { side, opened: mqttConnector(brokers).open([source('in', 'in/{b}', 2)], side) }
}

test.each(['5', '3.1.1'] as const)(
  'more with QoS 2 than is kept until it is released ends the connection, with a word (MQTT %s)',
  async (protocol) => {
    const { broker, acknowledged } = await greedy(150, () => true)
    const { side, opened } = open(broker.url, protocol)
    try {
      await until(() => side.told.some((line) => line.includes('lost')), 'the end', { seen: side.seen })
      expect(side.told[0]).toMatch(/^warning: .*lost: ended here, since the broker does not release .* QoS 2/)
      expect(acknowledged()).toBeLessThan(110)
    } finally {
      await opened.close(0)
      await broker.close()
    }
  },
)

test.each(['5', '3.1.1'] as const)(
  'what a session held that the broker has forgotten makes room (MQTT %s)',
  async (protocol) => {
    const { broker, acknowledged } = await greedy(40, () => false)
    const { side, opened } = open(broker.url, protocol)
    try {
      for (let round = 1; round <= 5; round++) {
        await until(() => acknowledged() === 40 * round, `round ${round}`, { seen: side.seen })
        broker.cut()
      }
      await until(() => broker.connections > 5, 'a last connection', { seen: side.seen })
      expect(side.told.filter((line) => line.includes('ended here'))).toEqual([])
    } finally {
      await opened.close(0)
      await broker.close()
    }
  },
)
