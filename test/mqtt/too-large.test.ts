import { expect, test, vi } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { connectAsync } from 'mqtt'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { source } from './served-nodes.ts'
import { TcpProxy } from './tcp-proxy.ts'
import { until } from './until.ts'
import { WebSocketBridge } from './websocket-bridge.ts'

vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

const counted = 'messages not taken in because they are larger than "largestMessage"'
const big = JSON.stringify('x'.repeat(4_100_000))

test.for(
  (['5', '3.1.1'] as const).flatMap((protocol) =>
    ([0, 1, 2] as const).map((qos) => ({ protocol, qos }) as const),
  ),
)(
  'a message too large is counted, told once and a dead letter; the connection and the others stay (MQTT $protocol, QoS $qos)',
  async ({ protocol, qos }, { onTestFinished }) => {
    const mosquitto = await Mosquitto.start()
    onTestFinished(() => mosquitto.stop())
    const proxy = await TcpProxy.before(mosquitto.port)
    onTestFinished(() => proxy.close())
    const side = new RecordingSide()
    const brokers = new Map([['default', { ...brokerAt('default', proxy.url), protocol }]])
    const open = mqttConnector(brokers).open([source('in', 'in/+', qos)], side)
    onTestFinished(async () => {
      await open.close(0)
    })
    await open.ready
    const client = await connectAsync(mosquitto.url)
    onTestFinished(() => client.endAsync(true))
    const send = (payload: string) => client.publishAsync('in/a', payload, { qos })
    for (const payload of ['1', big, '2', big, '3']) await send(payload)
    await until(() => side.received.length >= 5, 'all', { seen: side.seen })
    expect(side.payloadsOf('in')).toEqual([1, 'too-large', 2, 'too-large', 3])
    expect(side.counts).toEqual({ [counted]: 2 })
    expect(side.told).toEqual([
      expect.stringMatching(
        /^error: connection "default" .*a message of in\/a \(4100002 bytes\) is larger than .*\(4000000 bytes\).*raise "largestMessage"/,
      ),
    ])
    expect(proxy.connections).toBe(1)
    // The next connection is no other.
    proxy.cut()
    await until(() => side.told.some((line) => line.endsWith(': connected')), 'a new connection', {
      seen: side.seen,
    })
    for (const payload of [big, '4']) await send(payload)
    // Of QoS 2 what was not acknowledged may come again.
    await until(() => side.payloadsOf('in').at(-1) === 4, 'the last', { seen: side.seen })
    expect(side.payloadsOf('in').slice(-2)).toEqual(['too-large', 4])
    expect(proxy.connections).toBe(2)
  },
)

test('one kept by the broker (retained) does not keep a flow from what else there is', async ({
  onTestFinished,
}) => {
  const mosquitto = await Mosquitto.start()
  onTestFinished(() => mosquitto.stop())
  const client = await connectAsync(mosquitto.url)
  onTestFinished(() => client.endAsync(true))
  await client.publishAsync('in/big', big, { qos: 1, retain: true })
  await client.publishAsync('in/small', '1', { qos: 1, retain: true })
  const bridge = await WebSocketBridge.before(mosquitto.port)
  onTestFinished(() => bridge.close())
  const side = new RecordingSide()
  const open = mqttConnector(new Map([['default', brokerAt('default', bridge.url)]])).open(
    [source('in', 'in/+', 1)],
    side,
  )
  onTestFinished(async () => {
    await open.close(0)
  })
  await until(() => side.received.length >= 2, 'both', { seen: side.seen })
  expect(new Set(side.payloadsOf('in'))).toEqual(new Set(['too-large', 1]))
  expect(side.told.filter((line) => line.includes('lost'))).toEqual([])
})
