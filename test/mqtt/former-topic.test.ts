import { afterEach, expect, test } from 'vitest'
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

/** A flow whose only topic was changed between two runs. */
async function changed(before: string, after: string, protocol: '5' | '3.1.1') {
  const mosquitto = await Mosquitto.start()
  cleanUps.push(() => mosquitto.stop())
  const brokers = new Map([['default', { ...brokerAt('default', mosquitto.url), protocol }]])
  const first = mqttConnector(brokers).open([source('in', before)], new RecordingSide())
  await first.ready
  await first.close(0)
  const side = new RecordingSide()
  const client = await connectAsync(mosquitto.url)
  cleanUps.push(() => client.endAsync(true))
  const open = async () => {
    const second = mqttConnector(brokers).open([source('in', after)], side)
    cleanUps.push(() => second.close(0))
    await second.ready
  }
  const publish = (topic: string, payload: string) => client.publishAsync(topic, payload, { qos: 1 })
  return { side, open, publish }
}

const unasked = 'messages nobody asked for'

test.each([
  ['plant/#', 'plant/+/temperature', 'plant/hall/temperature'],
  ['plant/+/temperature', 'plant/#', 'plant/hall/temperature'],
  ['plant/#', 'yard/#', 'plant/hall/temperature'],
])(
  'with MQTT 5 what was %s and is %s is given up with the first message by it',
  async (before, after, topic) => {
    const { side, open, publish } = await changed(before, after, '5')
    await open()
    await publish(topic, '1')
    await until(() => side.told.some((line) => line.includes(`no longer asks for ${before}`)), 'word of it', {
      seen: side.seen,
    })
    side.received.length = 0
    const asked = after.replace('+', 'hall').replace('#', 'b')
    for (const payload of ['2', '3']) {
      await publish(topic, payload)
      await publish(asked, payload)
    }
    const wanted = after === 'yard/#' ? [2, 3] : [2, 2, 3, 3]
    await until(() => side.received.length >= wanted.length, 'the others', { seen: side.seen })
    expect(side.payloadsOf('in')).toEqual(wanted)
    expect(side.counts).toEqual(after === 'yard/#' ? { [unasked]: 1 } : {})
    expect(side.told.filter((line) => !line.startsWith('info'))).toEqual([])
  },
)

test('what waited for the former topic and is wanted by the new one is not lost', async () => {
  const { side, open, publish } = await changed('plant/+/temperature', 'plant/#', '5')
  const numbers = Array.from({ length: 50 }, (_, at) => at)
  for (const number of numbers) await publish('plant/hall/temperature', String(number))
  await open()
  await until(() => side.received.length >= numbers.length, 'what waited', { seen: side.seen })
  expect(side.payloadsOf('in')).toEqual(numbers)
})

test.each([
  ['plant/#', '3.1.1'],
  ['$share/guards/plant/#', '5'],
] as const)(
  'where the former topic can not be found, as with %s and MQTT %s, it says what to do',
  async (before, protocol) => {
    const { side, open, publish } = await changed(before, 'yard/#', protocol)
    await open()
    for (const payload of ['1', '2', '3']) await publish('plant/hall', payload)
    await publish('yard/gate', '4')
    await until(() => side.received.length > 0 && side.counts[unasked] === 3, 'all', { seen: side.seen })
    expect(side.payloadsOf('in')).toEqual([4])
    expect(side.told).toEqual([
      expect.stringMatching(
        /^warning: .*plant\/hall came that no node asks for.*once with "session": "clean"/,
      ),
    ])
  },
)
