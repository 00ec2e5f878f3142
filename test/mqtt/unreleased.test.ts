import { expect, test, vi } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { RecordingSide } from './recording-side.ts'
import { published, ScriptedBroker } from './scripted-broker.ts'
import { source } from './served-nodes.ts'
import { until } from './until.ts'

vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

/**
 * A broker that sends the same messages of QoS 2 at each connection, as if it had not been told that they came, and releases
 * them only when it is told to.
 */
async function forgetful(ids: readonly number[], knowsSession: boolean) {
  const received: number[] = []
  const script = { releases: false }
  const broker = await ScriptedBroker.start({
    connack: (level, connection) => {
      const present = knowsSession && connection > 1 ? 1 : 0
      return level === 5 ? [0x20, 3, present, 0, 0] : [0x20, 2, present, 0]
    },
    answer: ({ kind, level, body, connection }) => {
      if (kind === 5) {
        received.push(body.readUInt16BE(0))
        return script.releases ? undefined : []
      }
      // With a session that is there nothing is asked for again, so they come behind the answer to the connection.
      const isFirst = kind === 8
      const isLater = kind === 12
      if (!isFirst && !(isLater && knowsSession && connection > 1)) return undefined
      const [high = 0, low = 0] = body
      const suback = level === 5 ? [0x90, 4, high, low, 0, 2] : [0x90, 3, high, low, 2]
      const properties = level === 5 ? { properties: [] } : {}
      const all = ids.map((id) => published('in/a', String(id), { qos: 2, id, ...properties }))
      return Buffer.concat([Buffer.from(isFirst ? suback : [0xd0, 0]), ...all])
    },
  })
  return { broker, received, script }
}

function open(url: string, protocol: '5' | '3.1.1') {
  const side = new RecordingSide()
  const brokers = new Map([['default', { ...brokerAt('default', url), protocol, keepalive: 1 }]])
  return { side, opened: mqttConnector(brokers).open([source('in', 'in/{b}', 2)], side) }
}

const ids = Array.from({ length: 500 }, (_, at) => at + 1)

test.each(['5', '3.1.1'] as const)(
  'a message of QoS 2 that is not released is handed on once, however often it comes (MQTT %s)',
  async (protocol) => {
    const { broker, received, script } = await forgetful(ids, true)
    const { side, opened } = open(broker.url, protocol)
    try {
      await until(() => received.length === 500, 'all at the first connection', { seen: side.seen })
      broker.cut()
      await until(() => received.length === 1_000, 'all at the second', { seen: side.seen })
      expect(received.slice(500)).toEqual(ids)
      expect(side.payloadsOf('in')).toEqual(ids)
      // Once they are released their ids are free: what comes by them is new.
      script.releases = true
      broker.cut()
      await until(() => received.length >= 1_500, 'all at the third', { seen: side.seen })
      expect(side.payloadsOf('in')).toEqual(ids)
      broker.cut()
      await until(() => side.received.length === 1_000, 'all that is new', { seen: side.seen })
    } finally {
      await opened.close(0)
      await broker.close()
    }
  },
)

test.each(['5', '3.1.1'] as const)(
  'where the broker has forgotten the session all ids are free (MQTT %s)',
  async (protocol) => {
    const { broker, received } = await forgetful(ids, false)
    const { side, opened } = open(broker.url, protocol)
    try {
      for (let round = 1; round <= 5; round++) {
        await until(() => received.length === 500 * round, `round ${round}`, { seen: side.seen })
        expect(side.received).toHaveLength(500 * round)
        broker.cut()
      }
      expect(side.told.filter((line) => line.includes('ended here'))).toEqual([])
    } finally {
      await opened.close(0)
      await broker.close()
    }
  },
)

test('a message that is released and was never there is told to be done', async () => {
  const done: number[] = []
  const broker = await ScriptedBroker.start({
    answer: ({ kind, body }) => {
      if (kind === 7) done.push(body.readUInt16BE(0))
      const [high = 0, low = 0] = body
      return kind === 8 ? [0x90, 4, high, low, 0, 2, 0x62, 2, 0, 77] : undefined
    },
  })
  const { side, opened } = open(broker.url, '5')
  try {
    await until(() => done.length > 0, 'PUBCOMP', { seen: side.seen })
    expect(done).toEqual([77])
    expect(side.received).toEqual([])
  } finally {
    await opened.close(0)
    await broker.close()
  }
})

test('another message by the id of one that was not released is handed on', async () => {
  let connections = 0
  const broker = await ScriptedBroker.start({
    connack: (_level, connection) => {
      connections = connection
      return [0x20, 3, connection > 1 ? 1 : 0, 0, 0]
    },
    answer: ({ kind, body, connection }) => {
      const [high = 0, low = 0] = body
      if (kind === 5) return []
      const message = (text: string) => published('in/a', text, { qos: 2, id: 7, properties: [] })
      if (kind === 8)
        return Buffer.concat([Buffer.from([0x90, 4, high, low, 0, 2]), message('"one"'), message('"one"')])
      return kind === 12 && connection > 1
        ? Buffer.concat([Buffer.from([0xd0, 0]), message('"one"'), message('"two"')])
        : undefined
    },
  })
  const { side, opened } = open(broker.url, '5')
  try {
    await until(() => side.received.length > 0, 'the first', { seen: side.seen })
    broker.cut()
    await until(() => side.received.length > 1, 'the second', { seen: side.seen })
    expect([side.payloadsOf('in'), connections]).toEqual([['one', 'two'], 2])
  } finally {
    await opened.close(0)
    await broker.close()
  }
})
