import { afterEach, expect, test, vi } from 'vitest'
import type { BrokerSettings } from '../../engine/host/connectors/mqtt/broker-settings.ts'
import type { BrokerAnswer } from '../../engine/host/connectors/mqtt/client/broker-answer.ts'
import type { ConnectionPlan } from '../../engine/host/connectors/mqtt/client/connect-packet.ts'
import { Connection } from '../../engine/host/connectors/mqtt/client/connection.ts'
import { Silent } from '../../engine/host/connectors/mqtt/client/ends.ts'
import { Damaged } from '../../engine/host/connectors/mqtt/client/packets.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { type Heard, lengthOf, published, ScriptedBroker } from './scripted-broker.ts'
import { until } from './until.ts'

interface Seen {
  readonly answers: BrokerAnswer[]
  readonly messages: string[]
  readonly acknowledged: number[]
  readonly sentAway: number[]
  drains: number
  readonly ends: (Error | undefined)[]
  /** Is called with each message. */
  onMessage: () => void
}

type Overrides = Partial<Omit<ConnectionPlan, 'broker'>> & { readonly broker?: Partial<BrokerSettings> }

/** Connects to it, and keeps what happens. */
function connect(url: string, { broker, ...plan }: Overrides = {}) {
  const seen: Seen = {
    answers: [],
    messages: [],
    acknowledged: [],
    sentAway: [],
    drains: 0,
    ends: [],
    onMessage: () => {},
  }
  const connection = new Connection(
    {
      broker: { ...brokerAt('default', url), keepalive: 0, ...broker },
      clientId: 'me',
      level: 5,
      clean: true,
      sessionExpiry: 0,
      receiveMaximum: 1_000,
      ...plan,
    },
    {
      accepted: (answer) => seen.answers.push(answer),
      message: ({ payload }) => {
        seen.messages.push(payload.subarray(0, 20).toString())
        seen.onMessage()
      },
      acknowledged: ({ id }) => seen.acknowledged.push(id),
      sentAway: (reason) => seen.sentAway.push(reason),
      drained: () => seen.drains++,
      flushed: () => {},
      ended: (error) => seen.ends.push(error),
    },
  )
  const isUp = () => until(() => connection.isUp, 'the connection')
  const isOver = () => until(() => seen.ends.length > 0, 'its end')
  return { connection, seen, isUp, isOver }
}

const brokers: ScriptedBroker[] = []

/** A broker that keeps what it hears. */
async function brokerWith(script: Parameters<typeof ScriptedBroker.start>[0] = {}) {
  const heard: Heard[] = []
  const broker = await ScriptedBroker.start({
    ...script,
    answer: (packet) => {
      heard.push({ ...packet, body: Buffer.from(packet.body) })
      return script.answer?.(packet)
    },
  })
  brokers.push(broker)
  return { broker, heard, kinds: () => heard.map(({ kind }) => kind) }
}

afterEach(async () => {
  vi.useRealTimers()
  for (const broker of brokers.splice(0)) await broker.close()
})

const message = (text: string, qos: 0 | 1 | 2 = 0, id = 1) =>
  published('t', text, { qos, id, properties: [] })

test('it says what it wants, and hears what the broker can', async () => {
  // Session expiry 60, receive maximum 7, maximum QoS 1, no retained messages, largest packet 1000, no numbers, keepalive 9.
  const properties = [
    0x11, 0, 0, 0, 60, 0x21, 0, 7, 0x24, 1, 0x25, 0, 0x27, 0, 0, 3, 232, 0x29, 0, 0x13, 0, 9,
  ]
  const { broker, heard } = await brokerWith({
    connack: () => [0x20, 3 + properties.length, 1, 0, properties.length, ...properties],
  })
  const { connection, seen, isUp } = connect(broker.url, {
    sessionExpiry: 86_400,
    receiveMaximum: 513,
    clean: false,
  })
  await isUp()
  const [{ body } = { body: Buffer.alloc(0) }] = heard
  // Session expiry and receive maximum (MQTT 5, 3.1.2.11).
  expect([...body.subarray(10, 19)]).toEqual([8, 0x11, 0, 1, 0x51, 0x80, 0x21, 2, 1])
  expect(seen.answers).toEqual([
    {
      sessionPresent: true,
      sessionExpiry: 60,
      keepalive: 9,
      maximumPacketSize: 1_000,
      maximumQos: 1,
      retainAvailable: false,
      receiveMaximum: 7,
      numbersSubscriptions: false,
    },
  ])
  await connection.cut()
})

test('where the broker says nothing it is as was asked for', async () => {
  const { broker } = await brokerWith()
  const { connection, seen, isUp } = connect(broker.url, { sessionExpiry: 86_400, broker: { keepalive: 30 } })
  await isUp()
  expect(seen.answers).toEqual([
    expect.objectContaining({ sessionExpiry: 86_400, keepalive: 30, numbersSubscriptions: true }),
  ])
  await connection.cut()
})

test('it pings as often as the broker wants, and an answer is a sign of life', async () => {
  const { broker, kinds } = await brokerWith({ connack: () => [0x20, 6, 0, 0, 3, 0x13, 0, 1] })
  const { connection, seen, isUp } = connect(broker.url, { broker: { keepalive: 10_000 } })
  await isUp()
  await until(() => kinds().filter((kind) => kind === 12).length >= 5, 'pings')
  expect(seen.ends).toEqual([])
  await connection.cut()
})

test.each([
  ['a message', message('x')],
  ['an acknowledgement', Buffer.of(0x40, 2, 0, 1)],
])('%s before the answer to CONNECT is damage', async (_what, bytes) => {
  const { broker } = await brokerWith({ connack: () => [...bytes] })
  const { seen, isOver } = connect(broker.url)
  await isOver()
  expect(seen.ends).toEqual([expect.any(Damaged)])
  expect([seen.messages, seen.acknowledged]).toEqual([[], []])
})

test('a broker that is there and does not let us in is silent after ten seconds, and not before', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { broker, heard } = await brokerWith({ connack: () => [] })
  const { seen } = connect(broker.url)
  await until(() => heard.length > 0, 'it')
  vi.advanceTimersByTime(9_900)
  expect(seen.ends).toEqual([])
  vi.advanceTimersByTime(200)
  await until(() => seen.ends.length > 0, 'it')
  expect(seen.ends).toEqual([new Silent('connack')])
  expect(seen.ends[0]).toMatchObject({ before: 'connack' })
})

test.each(['mqtts', 'ws', 'wss'])(
  'a host that is there and does not answer to %s is silent, too',
  async (protocol) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { broker } = await brokerWith({ isDeaf: true, answer: () => [] })
    const { seen } = connect(broker.url.replace('mqtt', protocol))
    await until(() => broker.open > 0, 'it')
    // Its side of the connection is there before ours knows.
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
    vi.advanceTimersByTime(10_100)
    await until(() => seen.ends.length > 0, 'it')
    expect(seen.ends[0]).toMatchObject({ before: 'handshake' })
  },
)

test('once it is let in it may take its time, and once it is over no time runs any more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  const { broker } = await brokerWith()
  const { connection, seen } = connect(broker.url, { broker: { keepalive: 10_000 } })
  await until(() => connection.isUp, 'it')
  vi.advanceTimersByTime(60_000)
  expect(connection.isUp).toBe(true)
  broker.cut()
  await until(() => seen.ends.length > 0, 'it')
  expect(vi.getTimerCount()).toBe(0)
  const other = await brokerWith({ connack: () => [] })
  const second = connect(other.broker.url)
  await until(() => other.heard.length > 0, 'it')
  other.broker.cut()
  await until(() => second.seen.ends.length > 0, 'it')
  expect(vi.getTimerCount()).toBe(0)
})

test('while it is paused nothing is read, so that it piles up with the broker', async () => {
  const { broker, kinds } = await brokerWith()
  const { connection, seen, isUp } = connect(broker.url, { broker: { keepalive: 1 } })
  await isUp()
  seen.onMessage = () => connection.pause()
  const size = 1024 * 1024
  const taken = broker.repeat(message('x'.repeat(size)), 48)
  await until(() => seen.messages.length === 1, 'the first')
  const afterPings = async (): Promise<number> => {
    const before = kinds().filter((kind) => kind === 12).length
    await until(() => kinds().filter((kind) => kind === 12).length >= before + 2, 'pings')
    return taken()
  }
  // As soon as what lies between is full.
  const first = await afterPings()
  expect(first).toBeLessThan(24)
  expect(await afterPings()).toBe(first)
  expect(connection.isUp).toBe(true)
  // One by one.
  connection.resume()
  await until(() => seen.messages.length === 2, 'the second')
  connection.resume()
  await until(() => seen.messages.length === 3, 'the third')
  expect(seen.messages).toHaveLength(3)
  seen.onMessage = () => {}
  connection.resume()
  await until(() => seen.messages.length === 48, 'all')
  await connection.cut()
})

test('resuming what is not paused does nothing, and what is paused twice is resumed at once', async () => {
  const { broker } = await brokerWith()
  const { connection, seen, isUp } = connect(broker.url)
  await isUp()
  connection.resume()
  connection.pause()
  connection.pause()
  expect(connection.isPaused).toBe(true)
  broker.say(message('x'))
  connection.resume()
  expect(connection.isPaused).toBe(false)
  await until(() => seen.messages.length === 1, 'the message')
  await connection.cut()
})

test('a broker that falls silent is noticed, but not while nothing is read', async () => {
  const { broker, kinds } = await brokerWith({ answer: ({ kind }) => (kind === 12 ? [] : undefined) })
  const { connection, seen, isUp, isOver } = connect(broker.url, { broker: { keepalive: 1 } })
  await isUp()
  connection.pause()
  await until(() => kinds().filter((kind) => kind === 12).length >= 5, 'pings')
  expect(seen.ends).toEqual([])
  connection.resume()
  await isOver()
  expect(seen.ends[0]).toMatchObject({ before: 'pingresp' })
})

test('a packet that does not end, byte by byte, is no sign of life', async () => {
  const { broker } = await brokerWith({ answer: ({ kind }) => (kind === 12 ? [0] : undefined) })
  const { isUp, seen, isOver } = connect(broker.url, { broker: { keepalive: 1 } })
  await isUp()
  broker.say(Buffer.of(0x30, ...lengthOf(1_000_000)))
  await isOver()
  expect(seen.ends[0]).toMatchObject({ before: 'pingresp' })
})

test.each([true, false])('it says goodbye, with all it had said before; forgotten: %s', async (forget) => {
  const { broker, heard, kinds } = await brokerWith()
  const { connection, isUp, seen } = connect(broker.url, { sessionExpiry: 100 })
  await isUp()
  connection.acknowledge('puback', 5)
  // So that there is something to be read that is of no interest.
  connection.pause()
  broker.say(message('x'))
  await connection.leave(forget)
  await until(() => kinds().includes(14), 'goodbye')
  expect(kinds()).toEqual([1, 4, 14])
  expect([...(heard.at(-1)?.body ?? [])]).toEqual(forget ? [0, 5, 0x11, 0, 0, 0, 0] : [0, 0])
  expect([seen.messages, seen.ends]).toEqual([[], [undefined]])
})

test('a broker that lets go of us is not waited for, though nothing was read', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { broker } = await brokerWith()
  const { connection, seen } = connect(broker.url)
  await until(() => connection.isUp, 'it')
  connection.pause()
  await connection.leave(false)
  expect(seen.ends).toEqual([undefined])
})

test('with MQTT 3.1.1 goodbye is one word', async () => {
  const { broker, heard } = await brokerWith()
  const { connection, isUp } = connect(broker.url, { level: 4 })
  await isUp()
  await connection.leave(true)
  await until(() => heard.at(-1)?.kind === 14, 'goodbye')
  expect(heard.at(-1)?.body).toHaveLength(0)
})

test('a broker that does not let go of us is left, and what it says then is of no interest', async () => {
  const { broker, kinds } = await brokerWith({
    staysOpen: true,
    answer: ({ kind }) => (kind === 14 ? Buffer.concat([message('late'), message('late', 1)]) : undefined),
  })
  const { connection, isUp, seen } = connect(broker.url)
  await isUp()
  await Promise.all([connection.leave(false), connection.leave(false)])
  expect([seen.messages, seen.ends]).toEqual([[], [undefined]])
  connection.acknowledge('puback', 1)
  expect(kinds()).toEqual([1, 14])
})

test('a message while it is being left is not acknowledged', async () => {
  const { broker, kinds } = await brokerWith()
  const { connection, isUp, seen } = connect(broker.url)
  await isUp()
  seen.onMessage = () => {
    void connection.leave(false)
    connection.acknowledge('puback', 7)
  }
  broker.say(Buffer.concat([message('x', 1, 7), message('y', 1, 8)]))
  await until(() => seen.ends.length > 0, 'its end')
  expect([seen.messages, kinds(), seen.ends]).toEqual([['x'], [1, 14], [undefined]])
})

test('what was acknowledged before it is cut is acknowledged', async () => {
  const { broker, kinds } = await brokerWith()
  const { connection, isUp } = connect(broker.url)
  await isUp()
  connection.acknowledge('puback', 1)
  await connection.cut()
  await until(() => kinds().includes(4), 'the acknowledgement')
})

test('a broker that says no more is left, though it has not taken all that was written', async () => {
  const { broker } = await brokerWith({ isDeaf: true, staysOpen: true })
  const { connection, isUp, isOver } = connect(broker.url)
  await isUp()
  for (let turn = 0; connection.isWritable && turn < 1_000; turn++) {
    connection.writer.write(Buffer.alloc(64 * 1024))
    await new Promise((resolve) => setImmediate(resolve))
  }
  broker.fallSilent()
  await isOver()
})

test('what the broker was asked is unanswered when it is gone', async () => {
  const { broker } = await brokerWith({ answer: ({ kind }) => (kind === 8 ? [] : undefined) })
  const { connection, isUp } = connect(broker.url)
  await isUp()
  const subscriptions = [{ topic: 'a', qos: 0 as const, nl: false, rap: false, rh: 0 }]
  const asked = connection.request({ cmd: 'subscribe', subscriptions })
  broker.cut()
  expect(await asked).toBeUndefined()
  expect(await connection.request({ cmd: 'subscribe', subscriptions })).toBeUndefined()
})

test.each<[what: string, answer: (high: number, low: number) => readonly number[]]>([
  ['without reason codes', (high, low) => [0x90, 3, high, low, 0]],
  ['with too many reason codes', (high, low) => [0x90, 5, high, low, 0, 0, 0]],
  ['as if it had been asked to send no more', (high, low) => [0xb0, 4, high, low, 0, 0]],
  ['of something else', (high, low) => [0x90, 4, high, low + 1, 0, 0]],
])('a broker that answers %s is damaged', async (_what, answer) => {
  const { broker } = await brokerWith({
    answer: ({ kind, body: [high = 0, low = 0] }) => (kind === 8 ? answer(high, low) : undefined),
  })
  const { connection, isUp, seen, isOver } = connect(broker.url)
  await isUp()
  const subscriptions = [{ topic: 'a', qos: 0 as const, nl: false, rap: false, rh: 0 }]
  expect(await connection.request({ cmd: 'subscribe', subscriptions })).toBeUndefined()
  await isOver()
  expect(seen.ends).toEqual([expect.any(Damaged)])
})

test('what is larger than the broker takes it is not asked', async () => {
  const { broker, kinds } = await brokerWith({ connack: () => [0x20, 8, 0, 0, 5, 0x27, 0, 0, 0, 20] })
  const { connection, isUp } = connect(broker.url)
  await isUp()
  const asking = (topic: string) =>
    connection.request({
      cmd: 'subscribe',
      subscriptions: [{ topic, qos: 0 as const, nl: false, rap: false, rh: 0 }],
    })
  expect(await asking('a'.repeat(13))).toEqual([0x95])
  expect(kinds()).toEqual([1])
  // Two bytes of header, two of number, one of properties, two of length and one of options.
  await asking('a'.repeat(12))
  expect(kinds()).toEqual([1, 8])
  await connection.cut()
})

test('a broker that says it ends the connection and leaves it open is left', async () => {
  const { broker } = await brokerWith({ staysOpen: true })
  const { connection, isUp, seen, isOver } = connect(broker.url)
  await isUp()
  broker.say(Buffer.of(0xe0, 2, 0x8b, 0))
  await isOver()
  expect(seen).toMatchObject({ sentAway: [0x8b], ends: [undefined] })
  expect(connection.isUp).toBe(false)
})

test('a broker that takes nothing more is written to no more, until it does', async () => {
  const { broker } = await brokerWith({ isDeaf: true })
  const { connection, isUp } = connect(broker.url)
  await isUp()
  expect(connection.isWritable).toBe(true)
  for (let turn = 0; connection.isWritable && turn < 1_000; turn++) {
    connection.writer.write(Buffer.alloc(64 * 1024))
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect([connection.isWritable, connection.isUp]).toEqual([false, true])
  await connection.cut()
})

test('a broker that sends and does not read what we answer gets to send no more than a bound', async () => {
  const { broker } = await brokerWith({ isDeaf: true })
  const { connection, seen, isUp, isOver } = connect(broker.url, { broker: { keepalive: 1 } })
  await isUp()
  // With a reason, which is written in another way.
  seen.onMessage = () => connection.acknowledge('pubrec', 1, 0x92)
  const many = Buffer.concat(Array.from({ length: 10_000 }, () => message('x', 1)))
  const taken = broker.repeat(many, 400)
  // And it is no broker that one can wait for.
  await isOver()
  expect(seen.ends[0]).toMatchObject({ before: 'pingresp' })
  expect(taken()).toBeLessThan(400)
  expect(seen.messages.length).toBeLessThan(4_000_000)
})

test('and a broker that does so for a while gets to send the rest afterwards', async () => {
  const { broker } = await brokerWith({ isDeaf: true })
  const { connection, seen, isUp } = connect(broker.url)
  await isUp()
  seen.onMessage = () => connection.acknowledge('puback', 1)
  const many = Buffer.concat(Array.from({ length: 100_000 }, () => message('x', 1)))
  broker.repeat(many, 20)
  let before = -1
  await until(() => {
    const isSame = before === seen.messages.length && before > 0
    before = seen.messages.length
    return isSame
  }, 'the bound')
  expect(before).toBeLessThan(2_000_000)
  broker.listen()
  await until(() => seen.messages.length === 2_000_000, 'all', { patience: 45_000 })
  await connection.cut()
})

test.each([4, 5] as const)('a reason is told where the version of MQTT has one (level %i)', async (level) => {
  const { broker, heard } = await brokerWith()
  const { connection, isUp } = connect(broker.url, { level })
  await isUp()
  connection.acknowledge('pubrel', 259, 0x92)
  connection.acknowledge('pubcomp', 259)
  await until(() => heard.length === 3, 'both')
  expect(heard.slice(1).map(({ kind, body }) => [kind, ...body])).toEqual([
    level === 5 ? [6, 1, 3, 0x92] : [6, 1, 3],
    [7, 1, 3],
  ])
  await connection.cut()
})
