import { test } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { connectAsync } from 'mqtt'
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
    // One after the other: mosquitto lets a publisher have 20 messages of QoS 2 under way (max_inflight_messages) and
    // ends the connection over the next one. This client's session is clean, so it ends too, and with it what the broker
    // had answered by PUBREC but not passed on: the PUBRELs that it sends by the next connection free nothing.
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
