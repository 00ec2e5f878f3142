import { test } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { connectAsync } from '../../engine/host/connectors/mqtt/test-client.fixture.ts'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { source } from './served-nodes.ts'
import { TcpProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

// Side by side, since each takes its time.
test.concurrent.for([0, 1, 2] as const)(
  'a flow that is full for several keepalives keeps its connection and misses nothing (QoS %i)',
  async (qos, { onTestFinished, expect }) => {
    const mosquitto = await Mosquitto.start(['max_queued_messages 0'])
    onTestFinished(() => mosquitto.stop())
    const proxy = await TcpProxy.before(mosquitto.port)
    onTestFinished(() => proxy.close())
    const side = new RecordingSide()
    const broker = { ...brokerAt('default', proxy.url), keepalive: 1 }
    const open = mqttConnector(new Map([['default', broker]])).open([source('in', 'in', qos)], side)
    onTestFinished(async () => {
      await open.close(0)
    })
    await open.ready
    const client = await connectAsync(mosquitto.url)
    onTestFinished(() => client.endAsync(true))
    side.full = true
    const numbers = Array.from({ length: 500 }, (_, at) => at)
    // One after the other: of what stands beyond its 20 in flight, mosquitto 2.0.11 loses some of QoS 2 by itself.
    const published = (async () => {
      for (const number of numbers) await client.publishAsync('in', String(number), { qos })
    })()
    await until(() => side.received.length > 0, 'the first', { seen: side.seen })
    // Mosquitto ends a connection of which it has heard nothing for one and a half times the keepalive.
    const pings = proxy.pings
    await until(() => proxy.pings >= pings + 5, 'pings over two and a half seconds')
    expect(side.received.length).toBe(1)
    await published
    side.empty()
    await until(() => side.received.length >= numbers.length, 'the others', { seen: side.seen })
    expect(side.payloadsOf('in')).toEqual(numbers)
    expect(proxy.connections).toBe(1)
    expect(side.told).toEqual([])
  },
)
