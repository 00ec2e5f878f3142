import { type AddressInfo, createServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { ConnectionNews } from '../../engine/host/connectors/mqtt/connection-news.ts'
import { OutgoingQueue } from '../../engine/host/connectors/mqtt/outgoing-queue.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { connectAsync } from 'mqtt'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { until } from './until.ts'

// What is tested here are many losses in a row, between which the pauses would grow.
vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function queueTo(url: string, protocol: 'auto' | '3.1.1' = 'auto') {
  const side = new RecordingSide()
  const broker = { ...brokerAt('default', url), protocol }
  const queue = new OutgoingQueue(broker, 'test-out', new ConnectionNews(broker, side.tell), side)
  cleanUps.push(() => queue.close(0))
  await queue.ready
  return { queue, side }
}

const tooLarge = 'messages dropped because they are larger than the broker takes'
const givenUp = 'messages given up because the broker ended the connection over each'
const big = 'x'.repeat(5_000)

test.each([
  ['auto', 0, tooLarge, 'takes 50[0-9]{2} bytes, more than the broker takes, which is 2000 bytes'],
  ['auto', 1, tooLarge, 'takes 50[0-9]{2} bytes, more than the broker takes, which is 2000 bytes'],
  ['auto', 2, tooLarge, 'takes 50[0-9]{2} bytes, more than the broker takes, which is 2000 bytes'],
  // It does not say what it takes, and ends the connection without a word.
  [
    '3.1.1',
    1,
    givenUp,
    'the broker ends the connection each time a message to t \\(50[0-9]{2} bytes\\) is sent',
  ],
  [
    '3.1.1',
    2,
    givenUp,
    'the broker ends the connection each time a message to t \\(50[0-9]{2} bytes\\) is sent',
  ],
] as const)(
  'a message larger than mosquitto takes does not hold up others (MQTT %s, QoS %i)',
  async (protocol, qos, count, said) => {
    const broker = await Mosquitto.start(['max_packet_size 2000'])
    cleanUps.push(() => broker.stop())
    const client = await connectAsync(broker.url)
    cleanUps.push(() => client.endAsync(true))
    const texts: string[] = []
    client.on('message', (_topic, payload) => texts.push(payload.toString()))
    await client.subscribeAsync('#', { qos: 2 })
    const { queue, side } = await queueTo(broker.url, protocol)
    queue.send('t', 1, { qos })
    queue.send('t', big, { qos })
    queue.send('t', big, { qos })
    queue.send('t', 2, { qos })
    await until(() => queue.length === 0 && texts.includes('2'), 'the last', { seen: side.seen })
    expect(new Set(texts)).toEqual(new Set(['1', '2']))
    expect(side.counts).toEqual({ [count]: 2 })
    expect(side.told.filter((line) => line.startsWith('error'))).toEqual([expect.stringMatching(said)])
  },
)

test('a broker that says no limit but ends the connection with reason 149', async () => {
  let connections = 0
  const server = createServer((socket) => {
    connections++
    socket.on('error', () => {})
    socket.on('data', (bytes: Buffer) => {
      if (bytes[0] === 0x10) socket.write(Uint8Array.of(0x20, 3, 1, 0, 0))
      else if (bytes.length > 2_000) socket.end(Uint8Array.of(0xe0, 1, 0x95))
      // PUBACK: the id stands after the topic, which is one letter here.
      else if ((bytes[0] ?? 0) >> 4 === 3) socket.write(Uint8Array.of(0x40, 2, bytes[5] ?? 0, bytes[6] ?? 0))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => server.close())
  const { port } = server.address() as AddressInfo // a server on a TCP port has an AddressInfo
  const { queue, side } = await queueTo(`mqtt://127.0.0.1:${port}`)
  queue.send('t', big, { qos: 1 })
  await until(() => queue.length === 0, 'an empty queue', { seen: side.seen })
  expect(side.counts).toEqual({ [tooLarge]: 1 })
  expect(side.told.filter((line) => line.startsWith('error'))).toEqual([
    expect.stringMatching('more than the broker takes; it is dropped'),
  ])
  // Once to learn that something is too large, once to learn what it is.
  await until(() => connections >= 3, 'a connection after that')
})

test('a message is not given up where the connection is ended here, since what came was damaged', async () => {
  let connections = 0
  const server = createServer((socket) => {
    connections++
    socket.on('error', () => {})
    socket.on('data', (bytes: Buffer) => {
      if (bytes[0] === 0x10) socket.write(Uint8Array.of(0x20, 3, 1, 0, 0))
      else if ((bytes[0] ?? 0) >> 4 === 3) socket.write(Uint8Array.of(0xd1, 0))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => server.close())
  const { port } = server.address() as AddressInfo // a server on a TCP port has an AddressInfo
  const { queue, side } = await queueTo(`mqtt://127.0.0.1:${port}`)
  queue.send('t', 'kept', { qos: 1 })
  await until(() => connections >= 12, 'many connections', { seen: side.seen })
  expect(queue.length).toBe(1)
  expect(side.counts).toEqual({})
})
