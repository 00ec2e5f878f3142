import { afterEach, describe, expect, test } from 'vitest'
import { startBroker } from '../../engine/host/broker/embedded-broker.ts'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { connectAsync } from 'mqtt'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { source } from './served-nodes.ts'
import { until } from './until.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function mosquitto(...lines: readonly string[]): Promise<string> {
  const started = await Mosquitto.start(lines)
  cleanUps.push(() => started.stop())
  return started.url
}

async function embedded(): Promise<string> {
  const started = await startBroker(0)
  cleanUps.push(() => started.close())
  return started.url
}

const plain: readonly Readonly<Record<string, string>>[] = [
  { wide: 'plant/{room}/+', narrow: 'plant/{room}/temperature' },
  { all: '#', rooms: 'plant/+/#', same: 'plant/+/#', one: 'plant/hall/temperature' },
]
const shared: typeof plain = [
  { share: '$share/guards/plant/+/temperature', plain: 'plant/+/temperature' },
  { one: '$share/one/plant/#', other: '$share/other/plant/#', plain: 'plant/hall/+' },
]

const brokers = [
  { name: 'mosquitto, MQTT 5', start: () => mosquitto(), protocol: '5', cases: [...plain, ...shared] },
  {
    name: 'mosquitto, MQTT 3.1.1',
    start: () => mosquitto(),
    protocol: '3.1.1',
    cases: [...plain, ...shared],
  },
  {
    name: 'mosquitto, a copy for each filter',
    start: () => mosquitto('allow_duplicate_messages true'),
    protocol: '3.1.1',
    cases: [...plain, ...shared],
  },
  // Aedes knows no shared subscriptions: it takes them for topics that begin with $share.
  { name: 'the embedded broker', start: embedded, protocol: 'auto', cases: plain },
] as const

describe.each(brokers)('$name', ({ start, protocol, cases }) => {
  test.each(cases)('each node gets a message once: %j', async (topics) => {
    const url = await start()
    const side = new RecordingSide()
    const nodes = Object.entries(topics).map(([id, topic]) => source(id, topic))
    const broker = { ...brokerAt('default', url), protocol, session: 'clean' } as const
    const open = mqttConnector(new Map([['default', broker]])).open(nodes, side)
    cleanUps.push(() => open.close(0))
    await open.ready
    const client = await connectAsync(url)
    cleanUps.push(() => client.endAsync(true))
    // What comes twice has come by the time that the end has come to all.
    for (const payload of ['1', '2', '"end"'])
      await client.publishAsync('plant/hall/temperature', payload, { qos: 1 })
    const ids = Object.keys(topics)
    await until(() => ids.every((id) => side.payloadsOf(id).includes('end')), 'the end at every node', {
      seen: side.seen,
    })
    for (const id of ids) expect(side.payloadsOf(id), id).toEqual([1, 2, 'end'])
    expect(side.counts).toEqual({})
  })
})

test.each(['5', '3.1.1'] as const)(
  'a node of a group gets only its share beside one that gets all (MQTT %s)',
  async (protocol) => {
    const url = await mosquitto()
    const side = new RecordingSide()
    const broker = { ...brokerAt('default', url), protocol, session: 'clean' } as const
    const nodes = [source('share', '$share/guards/plant/+'), source('plain', 'plant/+')]
    const open = mqttConnector(new Map([['default', broker]])).open(nodes, side)
    cleanUps.push(() => open.close(0))
    await open.ready
    const guard = await connectAsync(url)
    cleanUps.push(() => guard.endAsync(true))
    const guarded: number[] = []
    guard.on('message', (_topic, payload) => guarded.push(Number(payload.toString())))
    await guard.subscribeAsync('$share/guards/plant/+', { qos: 1 })
    const numbers = Array.from({ length: 20 }, (_, at) => at)
    for (const number of numbers) await guard.publishAsync('plant/hall', String(number), { qos: 1 })
    const inGroup = (): number[] => [...guarded, ...side.payloadsOf('share').map(Number)]
    await until(() => inGroup().length + side.payloadsOf('plain').length >= 40, 'all', { seen: side.seen })
    expect(side.payloadsOf('plain')).toEqual(numbers)
    expect(inGroup().toSorted((a, b) => a - b)).toEqual(numbers)
    expect(guarded.length).toBeGreaterThan(0)
  },
)

test('a topic that another one comes to overlap loses nothing that waits for it', async () => {
  const url = await mosquitto('max_inflight_messages 2')
  for (const protocol of ['5', '3.1.1'] as const) {
    const brokers = new Map([
      ['default', { ...brokerAt('default', url), protocol, clientId: `moved${protocol}` }],
    ])
    const before = new RecordingSide()
    const first = mqttConnector(brokers).open([source('all', 'plant/#')], before)
    await first.ready
    await first.close(0)
    const client = await connectAsync(url)
    cleanUps.push(() => client.endAsync(true))
    const numbers = Array.from({ length: 30 }, (_, at) => at)
    for (const number of numbers) await client.publishAsync('plant/hall', String(number), { qos: 1 })
    const side = new RecordingSide()
    const nodes = [source('all', 'plant/#'), source('some', 'plant/+/temperature')]
    const second = mqttConnector(brokers).open(nodes, side)
    cleanUps.push(() => second.close(0))
    await until(() => side.payloadsOf('all').length >= numbers.length, 'what waited', { seen: side.seen })
    await second.ready
    await client.publishAsync('plant/hall/temperature', '"end"', { qos: 1 })
    await until(
      () => ['all', 'some'].every((id) => side.payloadsOf(id).includes('end')),
      `the end with MQTT ${protocol}`,
      { seen: side.seen },
    )
    expect(side.payloadsOf('all')).toEqual([...numbers, 'end'])
    expect(side.payloadsOf('some')).toEqual(['end'])
  }
})
