import { afterEach, expect, test, vi } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { connectAsync } from 'mqtt'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { ScriptedBroker } from './scripted-broker.ts'
import { outgoing, sink } from './served-nodes.ts'
import { until } from './until.ts'

vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

/** Two nodes that want their messages sent with the same options. */
async function open(url: string, options: { readonly qos: 0 | 1 | 2; readonly retain?: boolean }) {
  const side = new RecordingSide()
  const nodes = ['one', 'two'].map((id) => ({ ...sink(id), values: { connection: 'default', ...options } }))
  const brokers = new Map([['default', brokerAt('default', url)]])
  const opened = mqttConnector(brokers).open(nodes, side)
  cleanUps.push(() => opened.close(0))
  const send = (node: string, payload: number) => opened.send(outgoing(node, 't', payload, options))
  return { side, opened, send }
}

test.each([
  ['max_qos 1', { qos: 2 }, /asks for QoS 2, but the broker takes QoS 1 at most.*may arrive twice.*max_qos/],
  ['max_qos 0', { qos: 2 }, /asks for QoS 2, but the broker takes QoS 0 at most.*lost.*max_qos/],
  ['max_qos 0', { qos: 1 }, /asks for QoS 1, but the broker takes QoS 0 at most.*lost.*max_qos/],
  ['retain_available false', { qos: 1, retain: true }, /asks the broker to keep.*retain_available/],
] as const)(
  'mosquitto with %s takes what it can, and each node that asks for more is told of',
  async (line, options, said) => {
    const broker = await Mosquitto.start([line])
    cleanUps.push(() => broker.stop())
    const client = await connectAsync(broker.url)
    cleanUps.push(() => client.endAsync(true))
    const texts: string[] = []
    client.on('message', (_topic, payload) => texts.push(payload.toString()))
    await client.subscribeAsync('#', { qos: 0 })
    const { side, opened, send } = await open(broker.url, options)
    // Before the broker has said what it takes.
    send('one', 1)
    await opened.ready
    for (const payload of [2, 3]) send('two', payload)
    await until(() => texts.length === 3, 'all', { seen: side.seen })
    expect(texts).toEqual(['1', '2', '3'])
    expect(await opened.close(2_000)).toBe(0)
    expect(side.told).toEqual(
      ['one', 'two'].map((node) =>
        expect.stringMatching(new RegExp(`^warning: .*: node ${node} ${said.source}`)),
      ),
    )
    expect(side.lost).toBe(0)
  },
)

test.each([
  ['QoS 1 at most', [0x24, 1], [{ qos: 1, retain: true }], /QoS 1 at most/],
  ['QoS 0 at most', [0x24, 0], [{ qos: 0, retain: true }], /QoS 0 at most/],
  ['no retained ones', [0x25, 0], [{ qos: 2, retain: false }], /asks the broker to keep/],
])(
  'what was under way goes on with a broker that now takes %s',
  async (_what, properties, expected, said) => {
    const seen: { readonly qos: number; readonly retain: boolean }[] = []
    const broker = await ScriptedBroker.start({
      connack: (_level, connection) =>
        connection < 2
          ? [0x20, 3, 0, 0, 0]
          : [0x20, 3 + properties.length, 0, 0, properties.length, ...properties],
      answer: ({ kind, flags, connection }) => {
        if (kind !== 3) return undefined
        if (connection === 1) broker.cut()
        else seen.push({ qos: (flags >> 1) & 3, retain: (flags & 1) === 1 })
        return undefined
      },
    })
    cleanUps.push(() => broker.close())
    const { side, opened, send } = await open(broker.url, { qos: 2, retain: true })
    await opened.ready
    send('one', 1)
    await until(() => seen.length > 0, 'the message', { seen: side.seen })
    expect(await opened.close(2_000)).toBe(0)
    expect(seen).toEqual(expected)
    expect(side.told.filter((line) => said.test(line))).toHaveLength(2)
    expect(side.lost).toBe(0)
  },
)

test.each([
  [154, 'retain not supported (154)'],
  [155, 'QoS not supported (155)'],
])('a broker that ends the connection with reason %i is quoted in words', async (code, words) => {
  const broker = await ScriptedBroker.start({
    answer: ({ kind }) => (kind === 3 ? [0xe0, 1, code] : undefined),
  })
  cleanUps.push(() => broker.close())
  const { side, opened, send } = await open(broker.url, { qos: 1 })
  await opened.ready
  send('one', 1)
  const said = `the broker ended it: ${words}`
  await until(() => side.told.some((line) => line.includes(said)), 'the words', { seen: side.seen })
})

test('what a broker has taken over as QoS 2 is only released, though it now takes QoS 1 at most', async () => {
  const seen: number[] = []
  const broker = await ScriptedBroker.start({
    connack: (_level, connection) => (connection < 2 ? [0x20, 3, 0, 0, 0] : [0x20, 5, 1, 0, 2, 0x24, 1]),
    answer: ({ kind, connection }) => {
      if (connection > 1) seen.push(kind)
      if (kind === 6 && connection === 1) broker.cut()
      return undefined
    },
  })
  cleanUps.push(() => broker.close())
  const { side, opened, send } = await open(broker.url, { qos: 2 })
  await opened.ready
  send('one', 1)
  await until(() => seen.includes(6), 'the release', { seen: side.seen })
  expect(await opened.close(2_000)).toBe(0)
  // CONNECT, PUBREL, DISCONNECT
  expect(seen.filter((kind) => kind !== 14)).toEqual([1, 6])
  expect(side.lost).toBe(0)
})
