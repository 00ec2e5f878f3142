import { setImmediate as turnOfLoop } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { type EmbeddedBroker, startBroker } from '../../engine/host/broker/embedded-broker.ts'
import { ConnectionNews } from '../../engine/host/connectors/mqtt/connection-news.ts'
import { OutgoingQueue } from '../../engine/host/connectors/mqtt/outgoing-queue.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { connectAsync, type IClientOptions } from 'mqtt'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { TcpProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

// What is tested here are many losses in a row, between which the pauses would grow.
vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function mosquitto(): Promise<Mosquitto> {
  const started = await Mosquitto.start(['max_queued_messages 0'])
  cleanUps.push(() => started.stop())
  return started
}

async function embedded(): Promise<EmbeddedBroker> {
  const started = await startBroker(0)
  cleanUps.push(() => started.close())
  return started
}

async function proxyBefore({ port }: { readonly port: number }): Promise<TcpProxy> {
  const proxy = await TcpProxy.before(port)
  cleanUps.push(() => proxy.close())
  return proxy
}

async function queueTo(url: string, protocol: 'auto' | '3.1.1' = 'auto') {
  const side = new RecordingSide()
  const broker = { ...brokerAt('default', url), protocol }
  const queue = new OutgoingQueue(broker, 'test-out', new ConnectionNews(broker, side.tell), side)
  cleanUps.push(() => queue.close(0))
  await queue.ready
  return { queue, side }
}

async function listener(url: string, options: IClientOptions = {}, topic = '#') {
  const client = await connectAsync(url, { protocolVersion: 5, ...options })
  cleanUps.push(() => client.endAsync(true))
  const texts: string[] = []
  const expiries: (number | undefined)[] = []
  client.on('message', (_topic, payload, { properties }) => {
    texts.push(payload.toString())
    expiries.push(properties?.messageExpiryInterval)
  })
  await client.subscribeAsync(topic, { qos: 2 })
  return { client, texts, expiries }
}

const expired = 'messages dropped because they had expired before they could be sent'
const big = 'x'.repeat(500_000)

test('losing the connection again and again under back-pressure does not stall QoS 0, and says what it lost', async () => {
  const broker = await mosquitto()
  const proxy = await proxyBefore(broker)
  const { queue, side } = await queueTo(proxy.url)
  const { texts } = await listener(broker.url, {}, 'end')
  // Mosquitto lets 20 messages be unacknowledged: none of QoS 0 counts.
  const rounds = 22
  for (let round = 1; round <= rounds; round++) {
    proxy.hold()
    // As many as the buffers of both sockets do not hold.
    for (let at = 0; at < 20; at++) queue.send('t', big, { qos: 0 })
    await until(() => queue.length > 0, 'back-pressure')
    const before = proxy.connections
    proxy.cut()
    await until(() => proxy.connections > before, `a new connection in round ${round}`, { seen: side.seen })
    await until(() => queue.length === 0, `an empty queue in round ${round}`, { seen: side.seen })
  }
  queue.send('end', 'last', { qos: 1 })
  await until(() => texts.includes('"last"'), 'the last message', { seen: side.seen })
  await until(() => queue.length === 0, 'its acknowledgement')
  const lost = side.counts['messages of QoS 0 lost with the connection'] ?? 0
  expect(lost).toBeGreaterThanOrEqual(rounds)
  expect(side.told.filter((line) => line.includes('QoS 0 were lost')).length).toBeGreaterThanOrEqual(
    rounds / 2,
  )
  expect(await queue.close(1_000)).toBe(0)
})

test.each([
  { qos: 0, protocol: 'auto', start: mosquitto },
  { qos: 1, protocol: 'auto', start: mosquitto },
  { qos: 2, protocol: 'auto', start: mosquitto },
  { qos: 1, protocol: '3.1.1', start: mosquitto },
  { qos: 2, protocol: '3.1.1', start: mosquitto },
  { qos: 2, protocol: 'auto', start: embedded },
] as const)(
  'QoS $qos, MQTT $protocol, $start.name, over many losses: nothing stalls and nothing is sent for ever',
  async ({ qos, protocol, start }) => {
    const broker = await start()
    const proxy = await proxyBefore(broker)
    const { queue, side } = await queueTo(proxy.url, protocol)
    const { texts } = await listener(broker.url, { protocolVersion: 4 })
    const numbers = Array.from({ length: 600 }, (_, at) => at)
    for (const number of numbers) {
      queue.send('t', number, { qos })
      if (number % 50 !== 49) continue
      const before = proxy.connections
      // A little later each time, so that the loss finds messages in all states.
      for (let turn = 0; turn < number / 50; turn++) await turnOfLoop()
      proxy.cut()
      await until(() => proxy.connections > before, 'a new connection')
    }
    queue.send('t', 'last', { qos: qos === 0 ? 1 : qos }) // since QoS 1 overtakes QoS 2
    await until(() => queue.length === 0 && texts.includes('"last"'), 'all', { seen: side.seen })
    const counted = new Map(numbers.map((number) => [number, 0]))
    for (const text of texts.filter((text) => text !== '"last"'))
      counted.set(Number(text), (counted.get(Number(text)) ?? 0) + 1)
    const missing = numbers.filter((number) => counted.get(number) === 0)
    const twice = numbers.filter((number) => (counted.get(number) ?? 0) > 1)
    if (qos > 0) expect(missing).toEqual([])
    if (qos !== 1) expect(twice).toEqual([])
    expect(await queue.close(1_000)).toBe(0)
  },
)

const packets = { PUBLISH: 3, PUBACK: 4, PUBREC: 5, PUBREL: 6, PUBCOMP: 7 } as const

test.each(
  (['5', '3.1.1'] as const).flatMap((protocol) => [
    { protocol, qos: 1, packet: 'PUBLISH', arrives: 1 } as const,
    { protocol, qos: 1, packet: 'PUBACK', arrives: 2 } as const,
    { protocol, qos: 2, packet: 'PUBLISH', arrives: 1 } as const,
    { protocol, qos: 2, packet: 'PUBREC', arrives: 1 } as const,
    { protocol, qos: 2, packet: 'PUBREL', arrives: 1 } as const,
    { protocol, qos: 2, packet: 'PUBCOMP', arrives: 1 } as const,
  ]),
)(
  'a message of QoS $qos whose $packet is lost with the connection arrives $arrives times (MQTT $protocol)',
  async ({ protocol, qos, packet, arrives }) => {
    const broker = await mosquitto()
    const proxy = await proxyBefore(broker)
    const { queue, side } = await queueTo(proxy.url, protocol === '5' ? 'auto' : protocol)
    const { texts } = await listener(broker.url)
    proxy.cutAt = packets[packet]
    queue.send('t', 'once', { qos })
    await until(() => queue.length === 0 && texts.length > 0, 'the message', { seen: side.seen })
    queue.send('t', 'end', { qos })
    await until(() => texts.includes('"end"'), 'the end', { seen: side.seen })
    expect(texts).toEqual([...Array.from({ length: arrives }, () => '"once"'), '"end"'])
    expect(proxy.cutAt).toBeUndefined()
  },
)

test('what expires while the broker is away is not sent, and what is left is sent for the time it has left', async () => {
  const broker = await mosquitto()
  const proxy = await proxyBefore(broker)
  const { queue, side } = await queueTo(proxy.url)
  const { texts, expiries } = await listener(broker.url)
  const start = 1_700_000_000_000
  side.time = start
  proxy.down()
  await until(() => side.told.some((line) => line.includes('lost')), 'word of the loss')
  for (const expires of [2_000, 14_000, 14_001, 20_300, 60_000]) queue.send('cmd', expires, { expires })
  queue.send('cmd', 'for ever', {})
  queue.send('cmd', 'late', { expires: 5_000 })
  side.time = start + 14_000
  proxy.down(false)
  await until(() => texts.includes('"for ever"'), 'what has not expired', { seen: side.seen })
  await until(() => queue.length === 0, 'its acknowledgement')
  expect(texts).toEqual(['14001', '20300', '60000', '"for ever"'])
  // Mosquitto may have held one back for a second.
  for (const [at, most] of [1, 7, 46].entries()) expect(expiries[at]).toBeOneOf([most, most - 1])
  expect(side.counts).toEqual({ [expired]: 3 })
})

test.each([
  ['5', 1, ['60000']],
  ['3.1.1', 1, ['60000']],
  ['5', 2, ['2000', '60000']],
] as const)(
  'a half-open connection with MQTT %s and QoS %i: what was in flight and expired',
  async (protocol, qos, expected) => {
    const broker = await mosquitto()
    const proxy = await proxyBefore(broker)
    const { queue, side } = await queueTo(proxy.url, protocol === '5' ? 'auto' : protocol)
    const { texts, expiries } = await listener(broker.url)
    const start = 1_700_000_000_000
    side.time = start
    proxy.hold()
    for (const expires of [2_000, 60_000]) queue.send('cmd', expires, { qos, expires })
    expect(queue.length).toBe(2)
    side.time = start + 14_000
    proxy.cut()
    await until(() => queue.length === 0, 'what is left', { seen: side.seen })
    await until(() => texts.includes('60000'), 'the last', { seen: side.seen })
    expect(texts).toEqual(expected)
    if (protocol === '5')
      expect(expiries.map((seconds) => Math.ceil((seconds ?? 0) / 2))).toEqual(qos === 1 ? [23] : [1, 23])
    expect(side.counts).toEqual(qos === 1 ? { [expired]: 1 } : {})
  },
)

test('with MQTT 3.1.1 it says once that the broker knows no expiry', async () => {
  const broker = await mosquitto()
  const { queue, side } = await queueTo(broker.url, '3.1.1')
  const { texts } = await listener(broker.url)
  queue.send('cmd', 1, {})
  expect(side.told.filter((line) => line.includes('expires'))).toEqual([])
  for (const number of [2, 3, 4]) queue.send('cmd', number, { expires: 2_000 })
  await until(() => texts.length === 4, 'all', { seen: side.seen })
  expect(side.told.filter((line) => line.includes('expires'))).toEqual([
    expect.stringMatching(/^warning: connection "default" .*MQTT 3\.1\.1 knows no "expires".*MQTT 5$/),
  ])
})

test('what is in flight counts among the bytes that wait', async () => {
  const broker = await mosquitto()
  const proxy = await proxyBefore(broker)
  const { queue, side } = await queueTo(proxy.url, '3.1.1') // which sets no bound to what is in flight
  proxy.hold()
  const megabyte = 'x'.repeat(1024 * 1024)
  for (let at = 0; at < 64; at++) {
    expect(queue.isFull(), String(at)).toBe(false)
    queue.send('t', megabyte, { qos: 1 })
  }
  expect(queue.isFull()).toBe(true)
  // The rest of what one arrival brings is never dropped.
  for (let at = 0; at < 70; at++) queue.send('t', megabyte, { qos: 1 })
  expect(side.counts).toEqual({})
  await turnOfLoop()
  for (let at = 0; at < 5; at++) queue.send('t', 'more', { qos: 1 })
  expect(side.counts).toEqual({ 'messages dropped because too many waited to be sent': 5 })
  expect(side.lost).toBe(5)
  expect(side.told.filter((line) => line.includes('too much waits'))).toHaveLength(1)
  proxy.hold(false)
  await until(() => !queue.isFull(), 'room', { seen: side.seen })
})

test('an end that is asked for again with less patience comes sooner, and both say how much was not sent', async () => {
  const broker = await mosquitto()
  const proxy = await proxyBefore(broker)
  const { queue, side } = await queueTo(proxy.url)
  proxy.hold()
  for (let at = 0; at < 3; at++) queue.send('t', at, { qos: 1 })
  expect(queue.length).toBe(3)
  const patient = queue.close(60_000)
  const hasty = queue.close(20)
  let over = 0
  void Promise.all([patient, hasty]).then(() => over++)
  await until(() => over === 1, 'both ends', { patience: 5_000, seen: side.seen })
  expect([await patient, await hasty]).toEqual([3, 3])
})

test('an end waits for what is in flight, and is over as soon as that is acknowledged', async () => {
  const broker = await mosquitto()
  const proxy = await proxyBefore(broker)
  const { queue, side } = await queueTo(proxy.url)
  proxy.hold()
  queue.send('t', 1, { qos: 1 })
  let left: number | undefined
  void Promise.all([queue.close(60_000), queue.close(50_000)]).then(
    ([first, second]) => (left = first + second),
  )
  proxy.hold(false)
  await until(() => left === 0, 'the end', { patience: 5_000, seen: side.seen })
})

test('what could be sent at once does not overtake what waits', async () => {
  const broker = await mosquitto()
  const { queue, side } = await queueTo(broker.url, '3.1.1')
  const client = await connectAsync(broker.url)
  cleanUps.push(() => client.endAsync(true))
  const texts: string[] = []
  client.on('message', (_topic, payload) => texts.push(payload.toString()))
  await client.subscribeAsync('#', { qos: 0 })
  // 20 may be under way; the others wait.
  for (let at = 0; at < 50; at++) queue.send('t', at, { qos: 2 })
  queue.send('t', 'last', { qos: 0 })
  await until(() => texts.length === 51, 'all', { seen: side.seen })
  expect(texts.indexOf('"last"')).toBeGreaterThanOrEqual(30)
})

test('a broker that allows less under way than is usual, and can not say so, gets as many as it allows', async () => {
  const broker = await Mosquitto.start(['max_queued_messages 0', 'max_inflight_messages 4'])
  cleanUps.push(() => broker.stop())
  const { queue, side } = await queueTo(broker.url, '3.1.1')
  const client = await connectAsync(broker.url)
  cleanUps.push(() => client.endAsync(true))
  const texts: string[] = []
  client.on('message', (_topic, payload) => texts.push(payload.toString()))
  await client.subscribeAsync('#', { qos: 0 })
  const numbers = Array.from({ length: 300 }, (_, at) => at)
  for (const number of numbers) queue.send('t', number, { qos: 2 })
  await until(() => queue.length === 0 && texts.includes('299'), 'the last', { seen: side.seen })
  // As often as it takes to learn the limit: from 20 to 10, 5, 2.
  const learned = side.told.filter((line) => line.includes('From now on there are'))
  expect(learned.length).toBeGreaterThan(0)
  expect(learned.length).toBeLessThanOrEqual(3)
  expect(learned[0]).toMatch(/QoS 2 under way.*there are 10 at most.*use a broker that speaks MQTT 5/)
  // Mosquitto 2.0.11 loses one each time.
  expect(texts.length).toBeGreaterThanOrEqual(numbers.length - learned.length)
  expect(texts.map(Number)).toEqual(numbers.filter((number) => texts.includes(String(number))))
})
