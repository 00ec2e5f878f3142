import { connect } from 'node:net'
import { connectAsync, type IClientOptions } from 'mqtt'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../../../test/mqtt/until.ts'
import { type BrokerLimits, brokerLimits } from './broker-limits.ts'
import { startBroker } from './embedded-broker.ts'

async function broker(limits: Partial<BrokerLimits>) {
  const told: string[] = []
  const started = await startBroker(0, (text) => told.push(text), { ...brokerLimits, ...limits })
  onTestFinished(() => started.close())
  return { ...started, told }
}

async function client(url: string, options: IClientOptions = {}) {
  const connected = await connectAsync(url, { reconnectPeriod: 0, ...options })
  onTestFinished(() => connected.endAsync(true))
  const received: string[] = []
  connected.on('message', (topic, payload) => received.push(`${topic} ${payload.toString().slice(0, 20)}`))
  return Object.assign(connected, { received })
}

/** A client with a session that goes away at once. */
async function leave(url: string, clientId: string, filter = '#'): Promise<void> {
  const gone = await connectAsync(url, { clientId, clean: false, reconnectPeriod: 0 })
  await gone.subscribeAsync(filter, { qos: 1 })
  await gone.endAsync()
}

test.each([
  ['in number', { queuedMessages: 5 }, 5],
  ['in bytes', { queuedBytes: 5 * (400 + 1 + 100) }, 5],
  ['in bytes of all', { allQueuedBytes: 5 * (400 + 1 + 100) }, 5],
])('what waits for a client that is away is bounded %s', async (_, limits, kept) => {
  const { url, told, losses } = await broker(limits)
  await leave(url, 'away')
  const publisher = await client(url)
  for (let at = 0; at < 12; at++) await publisher.publishAsync('t', `${at} `.padEnd(100, 'x'), { qos: 1 })
  await publisher.publishAsync('t', 'plain', { qos: 0 })
  // It is counted once the message is on its way.
  const missed = (): number | undefined => losses.get('messages of QoS 0 that clients missed while away')
  await until(() => missed() === 1, 'the message of QoS 0 to be counted')
  expect(losses.get('messages not kept for a client with a session')).toBe(12 - kept)
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('the first that is away and has more is "away"')
  const back = await client(url, { clientId: 'away', clean: false })
  await until(() => back.received.length >= kept, 'what was kept')
  await publisher.publishAsync('t', 'new', { qos: 1 })
  await until(() => back.received.includes('t new'), 'a new message')
  expect(back.received.map((text) => text.split(' ')[1])).toEqual(['0', '1', '2', '3', '4', 'new'])
})

test('a client that is there gets all, also what can not be kept for it', async () => {
  const { url, losses } = await broker({ queuedMessages: 3 })
  const slow = await client(url, { clientId: 'slow', clean: false })
  const held: (() => void)[] = []
  slow.handleMessage = (_, done) => void held.push(done)
  await slow.subscribeAsync('t/#', { qos: 2 })
  const publisher = await client(url)
  for (let at = 0; at < 10; at++) await publisher.publishAsync('t/a', String(at), { qos: 2 })
  // None is acknowledged while the first is held.
  for (let at = 0; at < 10; at++) {
    await until(() => held.length > at, `message ${at}`)
    held[at]?.()
  }
  expect([...losses]).toEqual([])
  slow.handleMessage = (_, done) => done()
  await publisher.publishAsync('t/a', 'last', { qos: 1 })
  await until(() => slow.received.includes('t/a last'), 'the last message')
  expect(slow.received).toEqual([...Array.from({ length: 10 }, (_, at) => `t/a ${at}`), 't/a last'])
})

test.each([1, 2] as const)(
  'what a client has not acknowledged when it goes is counted then, QoS %i',
  async (qos) => {
    const { url, told, losses } = await broker({ queuedMessages: 3 })
    const slow = await client(url, { clientId: 'slow', clean: false })
    const held: (() => void)[] = []
    slow.handleMessage = (_, done) => void held.push(done)
    await slow.subscribeAsync('t/#', { qos })
    const publisher = await client(url)
    for (let at = 0; at < 10; at++) await publisher.publishAsync('t/a', String(at), { qos })
    // Of the ten, three are kept; those and two more are acknowledged.
    for (let at = 0; at < 5; at++) {
      await until(() => held.length > at, `message ${at}`)
      held[at]?.()
    }
    await until(() => held.length > 5, 'the sixth message')
    expect([...losses]).toEqual([])
    await slow.endAsync()
    await until(() => losses.size > 0, 'them to be counted')
    expect([...losses]).toEqual([['messages not kept that may not have arrived when a connection ended', 5]])
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('"slow"')
  },
)

test('the end of the broker, with which all goes that it keeps, counts nothing', async () => {
  const { url, told, losses, close } = await broker({ queuedMessages: 3 })
  const slow = await client(url, { clientId: 'slow', clean: false })
  slow.handleMessage = () => {}
  await slow.subscribeAsync('t', { qos: 1 })
  const publisher = await client(url)
  for (let at = 0; at < 10; at++) await publisher.publishAsync('t', String(at), { qos: 1 })
  await close()
  expect([...losses, ...told]).toEqual([])
})

test('what two subscriptions of a client that is away ask for is kept once', async () => {
  const { url } = await broker({})
  await leave(url, 'away')
  await leave(url, 'away', 't/+')
  const publisher = await client(url)
  for (const text of ['1', '2']) await publisher.publishAsync('t/a', text, { qos: 1 })
  const back = await client(url, { clientId: 'away', clean: false })
  await publisher.publishAsync('t/a', '3', { qos: 1 })
  await until(() => back.received.includes('t/a 3'), 'the last message')
  expect(back.received).toEqual(['t/a 1', 't/a 2', 't/a 3'])
})

test('retained messages are bounded, and one that can not be kept leaves no older one in its place', async () => {
  const { url, told, losses } = await broker({ retainedMessages: 3, retainedBytes: 3_000 })
  const publisher = await client(url)
  const listener = await client(url)
  await listener.subscribeAsync('#')
  const keep = (topic: string, text: string): Promise<unknown> =>
    publisher.publishAsync(topic, text, { qos: 1, retain: true })
  for (const topic of ['a', 'b', 'c', 'd']) await keep(topic, '1')
  await keep('a', 'x'.repeat(3_000))
  await keep('b', '')
  await keep('e', '2')
  await until(() => listener.received.length >= 7, 'all of them')
  const late = await client(url)
  await late.subscribeAsync(['#', 'c', '+'])
  await until(() => late.received.length >= 2, 'those that are kept')
  expect(late.received.toSorted()).toEqual(['c 1', 'e 2'])
  expect(losses.get('retained messages not kept')).toBe(2)
  expect(told).toHaveLength(1)
})

test.each([
  ['a message', { message: 1_000 }, 't', 'x'.repeat(1_001)],
  ['any other packet', { otherPacket: 1_000 }, 'x'.repeat(1_001), undefined],
])('%s that is too large ends the connection', async (_, limits, topic, payload) => {
  const { url, told, losses } = await broker(limits)
  const large = await client(url)
  const closed = new Promise((resolve) => large.once('close', () => resolve('closed')))
  if (payload === undefined) large.subscribe(topic)
  else large.publish(topic, payload)
  expect(await closed).toBe('closed')
  expect(losses.get('connections ended for a packet too large')).toBe(1)
  expect(told).toHaveLength(1)
})

test.each([true, false])('subscriptions of a client are bounded (clean: %s)', async (clean) => {
  const { url, told, losses } = await broker({ filters: 3 })
  const many = await client(url, { clientId: 'many', clean })
  const granted = async (filters: string[]): Promise<number[]> => {
    const answers = await many.subscribeAsync(filters, { qos: 1 }).catch((error: unknown) => error)
    return Array.isArray(answers) ? answers.map(({ qos }: { qos: number }) => qos) : []
  }
  expect(await granted(['a', 'b', 'c'])).toEqual([1, 1, 1])
  await granted(['d', 'a', 'e'])
  expect(losses.get('subscriptions refused')).toBe(2)
  expect(told).toHaveLength(1)
  await many.unsubscribeAsync('a')
  expect(await granted(['e'])).toEqual([1])
  const publisher = await client(url)
  for (const topic of ['a', 'b', 'd', 'e']) await publisher.publishAsync(topic, 'first', { qos: 1 })
  await until(() => many.received.length >= 2, 'the messages')
  expect(many.received).toEqual(['b first', 'e first'])
  if (clean) return
  await many.endAsync()
  for (const topic of ['a', 'b', 'd', 'e']) await publisher.publishAsync(topic, 'second', { qos: 1 })
  const back = await client(url, { clientId: 'many', clean: false })
  await publisher.publishAsync('e', 'third', { qos: 1 })
  await until(() => back.received.includes('e third'), 'the messages')
  expect(back.received).toEqual(['b second', 'e second', 'e third'])
})

test('sessions of clients that are away are bounded; who went first is forgotten', async () => {
  const { url, told, losses } = await broker({ sessions: 2 })
  const publisher = await client(url)
  await leave(url, 'one')
  await publisher.publishAsync('t', '1', { qos: 1 })
  for (const id of ['two', 'three']) await leave(url, id)
  await until(() => losses.get('sessions forgotten') === 1, 'a session to be forgotten')
  expect(told[0]).toContain('"one"')
  expect(losses.get('messages of forgotten sessions')).toBe(1)
  await publisher.publishAsync('t', '2', { qos: 1 })
  for (const [id, expected] of [
    ['one', ['t 3']],
    ['two', ['t 2', 't 3']],
  ] as const) {
    const back = await client(url, { clientId: id, clean: false })
    await back.subscribeAsync('t', { qos: 1 })
    await publisher.publishAsync('t', '3', { qos: 1 })
    await until(() => back.received.includes('t 3'), 'the last message')
    expect(back.received).toEqual(expected)
  }
})

/** A client "one" with a session that publishes with QoS 2 under the id 7, does not release it, and goes. */
async function publishUnreleased(port: number, text: string): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  const received: number[] = []
  socket.on('data', (bytes: Buffer) => received.push(...bytes))
  const payload = Buffer.from(text)
  socket.write(
    Buffer.from([0x10, 15, 0, 4, ...Buffer.from('MQTT'), 4, 0, 0, 60, 0, 3, ...Buffer.from('one')]),
  )
  await until(() => received.length >= 4, 'the CONNACK')
  socket.write(Buffer.from([0x34, 5 + payload.length, 0, 1, ...Buffer.from('t'), 0, 7, ...payload]))
  await until(() => received.length >= 8, 'the PUBREC')
  expect(received.slice(4)).toEqual([0x50, 2, 0, 7])
  socket.destroy()
}

test.each<[string, number, readonly string[]]>([
  ['known in the session that goes on', 100, ['t old', 't last']],
  ['new once the session is forgotten', 0, ['t old', 't new', 't last']],
])('an id of QoS 2 that was not released is %s', async (_, sessions, expected) => {
  const { url, port, losses } = await broker({ sessions })
  const listener = await client(url)
  await listener.subscribeAsync('t')
  await publishUnreleased(port, 'old')
  if (sessions === 0) await until(() => losses.get('sessions forgotten') === 1, 'the session to be forgotten')
  await publishUnreleased(port, 'new')
  await listener.publishAsync('t', 'last', { qos: 1 })
  await until(() => listener.received.includes('t last'), 'the last message')
  expect(listener.received).toEqual(expected)
})
