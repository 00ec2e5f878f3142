import { afterEach, expect, test } from 'vitest'
import { ConnectionNews } from '../../engine/host/connectors/mqtt/connection-news.ts'
import { OutgoingQueue } from '../../engine/host/connectors/mqtt/outgoing-queue.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { ScriptedBroker } from './scripted-broker.ts'
import { TcpProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function queueTo(url: string) {
  const side = new RecordingSide()
  const broker = brokerAt('default', url)
  const queue = new OutgoingQueue(broker, 'test-out', new ConnectionNews(broker, side.tell), side)
  cleanUps.push(() => queue.close(0))
  await queue.ready
  return { queue, side }
}

const [publish, disconnect] = [3, 14]

test.each([
  ['all was sent, it is told, and to forget the session', true, [disconnect, 0, 5, 0x11, 0, 0, 0, 0]],
  ['something is left, the connection is just ended', false, undefined],
])('where %s', async (_what, isTaken, expected) => {
  const heard: number[][] = []
  const broker = await ScriptedBroker.start({
    answer: ({ kind, body }) => {
      heard.push([kind, ...body])
      return kind === publish && !isTaken ? [] : undefined
    },
  })
  cleanUps.push(() => broker.close())
  const { queue, side } = await queueTo(broker.url)
  queue.send('t', 1, { qos: 1 })
  await until(() => heard.some(([kind]) => kind === publish), 'the message', { seen: side.seen })
  expect(await queue.close(isTaken ? 60_000 : 0)).toBe(isTaken ? 0 : 1)
  await until(() => broker.open === 0, 'the end of the connection')
  expect(heard.find(([kind]) => kind === disconnect)).toEqual(expected)
})

test('an end waits for what was sent with QoS 0 to leave this process, and for nothing more', async () => {
  const broker = await Mosquitto.start()
  cleanUps.push(() => broker.stop())
  const proxy = await TcpProxy.before(broker.port)
  cleanUps.push(() => proxy.close())
  const { queue, side } = await queueTo(proxy.url)
  proxy.hold()
  // As much as the buffers of both sockets do not hold.
  queue.send('t', 'x'.repeat(20_000_000), { qos: 0 })
  let left: number | undefined
  void queue.close(60_000).then((count) => (left = count))
  expect(queue.length).toBe(1)
  proxy.hold(false)
  await until(() => left === 0, 'the end', { patience: 10_000, seen: side.seen })
})
