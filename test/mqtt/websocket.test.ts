import { expect, test } from 'vitest'
import type { Json } from '../../engine/core/model/json.ts'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { outgoing, sink, source } from './served-nodes.ts'
import { until } from './until.ts'
import { WebSocketBridge } from './websocket-bridge.ts'

test.for(['auto', '3.1.1'] as const)(
  'MQTT %s over WebSocket: out and in again, large and small, also after a loss',
  async (protocol, { onTestFinished }) => {
    const mosquitto = await Mosquitto.start(['max_queued_messages 0'])
    onTestFinished(() => mosquitto.stop())
    const bridge = await WebSocketBridge.before(mosquitto.port)
    onTestFinished(() => bridge.close())
    const side = new RecordingSide()
    const brokers = new Map([['default', { ...brokerAt('default', bridge.url), protocol }]])
    const open = mqttConnector(brokers).open([source('in', 'loop'), sink('out')], side)
    onTestFinished(async () => {
      await open.close(0)
    })
    await open.ready
    const seen = (): string => `${side.received.length} received\n${side.told.join('\n')}`
    const arrive = async (sent: readonly Json[]): Promise<void> => {
      for (const payload of sent) open.send(outgoing('out', 'loop', payload))
      await until(() => side.payloadsOf('in').includes(sent.at(-1)), 'the last', { seen })
      // What was not acknowledged before the loss comes once more.
      expect(side.payloadsOf('in').filter((payload) => sent.some((one) => one === payload))).toEqual(sent)
    }
    const numbers = Array.from({ length: 200 }, (_, at) => at)
    await arrive([...numbers, 'x'.repeat(200), 'y'.repeat(300_000), 'last'])
    expect(new Set(bridge.subprotocols)).toEqual(new Set(['mqtt']))
    bridge.cut()
    await until(() => side.told.some((line) => line.endsWith(': connected')), 'word of the return', { seen })
    await arrive(numbers.map((number) => `again ${number}`))
  },
)
