import { afterEach, expect, test, vi } from 'vitest'
import { ConnectionNews } from '../../engine/host/connectors/mqtt/connection-news.ts'
import type { SendOptions } from '../../engine/host/connectors/mqtt/outgoing-message.ts'
import { OutgoingQueue } from '../../engine/host/connectors/mqtt/outgoing-queue.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { TcpProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function open() {
  const mosquitto = await Mosquitto.start()
  cleanUps.push(() => mosquitto.stop())
  const proxy = await TcpProxy.before(mosquitto.port)
  cleanUps.push(() => proxy.close())
  const side = new RecordingSide()
  let rooms = 0
  side.hasRoom = () => rooms++
  // It sets no bound to what is in flight.
  const broker = { ...brokerAt('default', proxy.url), protocol: '3.1.1' as const }
  const queue = new OutgoingQueue(broker, 'test-out', new ConnectionNews(broker, side.tell), side)
  cleanUps.push(() => queue.close(0))
  await queue.ready
  return { proxy, queue, side, rooms: () => rooms }
}

/** What a flow's memory may hold of it, bytes. */
const most = 64 * 1024 * 1024

test.each([
  ['QoS 0, while the broker is away', { qos: 0 }, true],
  ['QoS 1, while the broker is away', { qos: 1 }, true],
  ['QoS 1, while it reads nothing', { qos: 1 }, false],
] as const)('topics count as payloads do: %s', async (_what, options: SendOptions, isAway) => {
  const { proxy, queue, side } = await open()
  if (isAway) {
    proxy.down()
    await until(() => queue.isStuck(), 'the loss', { seen: side.seen })
  } else proxy.hold()
  const length = 60_000
  let count = 0
  while (!queue.isFull() && count < 10_000) queue.send(`${'x'.repeat(length - 5)}${count++}`, 1, options)
  expect(count).toBeGreaterThan((0.9 * most) / length)
  expect(count).toBeLessThan((1.1 * most) / length)
})

test('what has left this process is forgotten, of QoS 0, too: there is room again', async () => {
  const { queue, side, rooms } = await open()
  queue.send('t', 'x'.repeat(most), { qos: 0 })
  expect(queue.isFull()).toBe(true)
  await until(() => !queue.isFull(), 'room', { seen: side.seen })
  expect([queue.length, rooms()]).toEqual([0, 1])
})
