import { afterEach, expect, test, vi } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import type { BrokerSettings } from '../../engine/host/connectors/mqtt/broker-settings.ts'
import { subscribePatience } from '../../engine/host/connectors/mqtt/subscribe-patience.ts'
import { RecordingSide } from './recording-side.ts'
import { type Heard, published, type Script, ScriptedBroker } from './scripted-broker.ts'
import { outgoing, sink, source } from './served-nodes.ts'
import { until } from './until.ts'

vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

/** A flow with one source, of a broker that follows a script; `sourceQos`: as it is asked for. */
async function flowWith(script: Script, settings: Partial<BrokerSettings> = {}, sourceQos: 0 | 1 | 2 = 1) {
  const heard: Heard[] = []
  const broker = await ScriptedBroker.start({
    ...script,
    answer: (packet) => {
      heard.push({ ...packet, body: Buffer.from(packet.body) })
      return script.answer?.(packet)
    },
  })
  cleanUps.push(() => broker.close())
  const side = new RecordingSide()
  const brokers = new Map([['default', { ...brokerAt('default', broker.url), keepalive: 0, ...settings }]])
  const opened = mqttConnector(brokers).open([source('in', 'in/{b}', sourceQos)], side)
  cleanUps.push(() => opened.close(0))
  const count = (kind: number) => heard.filter((one) => one.kind === kind).length
  return { broker, heard, side, opened, count }
}

const suback = ([high = 0, low = 0]: Buffer, code = 1) => [0x90, 4, high, low, 0, code]
const message = (text: string, qos: 0 | 1 | 2 = 1, id = 1) =>
  published('in/a', JSON.stringify(text), { qos, id, properties: [] })

/** A broker that remembers sessions. */
const remembering: Script = { connack: (_level, connection) => [0x20, 3, connection > 1 ? 1 : 0, 0, 0] }

test('it subscribes again only where the broker has forgotten the session', async () => {
  const { broker, count, opened, side } = await flowWith(remembering)
  await opened.ready
  broker.cut()
  await until(() => count(1) === 2 && broker.open === 1, 'the second connection')
  broker.say(message('x'))
  await until(() => side.received.length === 1, 'a message')
  expect(count(8)).toBe(1)
})

test('what a broker refuses it is asked for again by the next connection, though it knows the session', async () => {
  const { broker, count, side } = await flowWith({
    ...remembering,
    answer: ({ kind, body, connection }) =>
      kind === 8 ? suback(body, connection === 1 ? 135 : 1) : undefined,
  })
  await until(
    () => side.told.some((line) => line.includes('cannot subscribe to in/+ (not authorized (135))')),
    'word',
  )
  broker.cut()
  await until(() => count(8) === 2, 'another try')
})

test.each([0, 1] as const)(
  'a broker that grants QoS %i where 2 was asked for is told of, once',
  async (granted) => {
    const { broker, count, opened, side } = await flowWith(
      { answer: ({ kind, body }) => (kind === 8 ? suback(body, granted) : undefined) },
      {},
      2,
    )
    await opened.ready
    const words = `warning: connection "default" (${broker.url}): the broker sends in/+ with QoS ${granted} (asked for: 2)`
    await until(() => side.told.some((line) => line.startsWith(words)), 'word of it', { seen: side.seen })
    broker.cut()
    await until(() => count(8) === 2, 'the second time')
    broker.say(message('x'))
    await until(() => side.received.length === 1, 'a message')
    expect(side.told.filter((line) => line.startsWith(words))).toHaveLength(1)
  },
)

test.each([
  [0, 'keeps nothing of what comes while the flow is away'],
  [60, 'keeps what comes while the flow is away for 60 s only (asked for: 86400 s)'],
])('a broker that keeps the session for %i s is told of, once', async (seconds, words) => {
  const script: Script = { connack: () => [0x20, 8, 0, 0, 5, 0x11, 0, 0, 0, seconds] }
  const { broker, count, opened, side } = await flowWith(script, { session: 'persistent' })
  await opened.ready
  broker.cut()
  await until(() => count(8) === 2, 'the second time')
  expect(side.told.filter((line) => line.includes(words))).toHaveLength(1)
  const clean = await flowWith(script, { session: 'clean' })
  await clean.opened.ready
  expect(clean.side.told.filter((line) => line.includes('while the flow is away'))).toEqual([])
})

test('a message is handed on before it is acknowledged', async () => {
  const { broker, count, opened, side } = await flowWith({})
  await opened.ready
  const order: string[] = []
  const { receive } = side
  side.receive = (arrival, bytes) => {
    receive(arrival, bytes)
    throw new Error('the flow failed')
  }
  const errors = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  process.once('uncaughtException', (error: Error) => order.push(error.message))
  try {
    broker.say(message('x'))
    await until(() => order.length > 0, 'the error')
  } finally {
    for (const listener of errors) process.on('uncaughtException', listener)
  }
  expect([order, count(4)]).toEqual([['the flow failed'], 0])
})

test.each([0, 1, 2] as const)(
  'a flow that stops with a message takes no other, and does not acknowledge it (QoS %i)',
  async (qos) => {
    const { broker, count, opened, side, heard } = await flowWith({}, {}, qos)
    await opened.ready
    const { receive } = side
    side.receive = (arrival, bytes) => {
      receive(arrival, bytes)
      opened.stopReading()
    }
    broker.say(Buffer.concat([message('x', qos), message('y', qos, 2)]))
    await until(() => count(14) === 1, 'goodbye')
    expect([side.payloadsOf('in'), heard.map(({ kind }) => kind)]).toEqual([['x'], [1, 8, 14]])
  },
)

test('a flow that is full reads nothing, by whichever connection, and is asked for room once', async () => {
  // What is not read is not seen to end either: a ping finds it out.
  const { broker, count, opened, side } = await flowWith(remembering, { keepalive: 1 })
  await opened.ready
  const asked = vi.spyOn(side, 'whenRoom')
  side.full = true
  for (let round = 1; round <= 3; round++) {
    broker.say(message(String(round)))
    // By a connection that is made while it is full nothing is read at all.
    if (round === 1) await until(() => side.received.length === 1, 'the first')
    const connections = count(1)
    broker.cut()
    await until(() => count(1) === connections + 1 && broker.open === 1, 'another connection')
    await until(() => (side.counts['pauses in reading'] ?? 0) === round + 1, 'a pause', { seen: side.seen })
  }
  broker.say(message('last'))
  expect(asked).toHaveBeenCalledTimes(1)
  side.empty()
  await until(() => side.payloadsOf('in').includes('last'), 'the last')
  expect(side.payloadsOf('in')).toEqual(['1', 'last'])
  side.full = true
  broker.say(message('again'))
  await until(() => side.payloadsOf('in').includes('again'), 'one more')
  expect(asked).toHaveBeenCalledTimes(2)
})

test('a flow that is full when it connects hears what it subscribes to, and then nothing', async () => {
  const side: { full?: RecordingSide } = {}
  const {
    broker,
    opened,
    side: flow,
  } = await flowWith({
    answer: ({ kind }) => {
      if (kind === 1 && side.full) side.full.full = true
      return undefined
    },
  })
  side.full = flow
  flow.full = true
  await opened.ready
  await until(() => flow.counts['pauses in reading'] === 1, 'a pause', { seen: flow.seen })
  broker.say(message('x'))
  flow.empty()
  await until(() => flow.received.length === 1, 'the message')
  expect(flow.told).toEqual([])
})

test('a broker that does not answer a subscription is told of, but not while nothing is read', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const asked: Buffer[] = []
  const { broker, side } = await flowWith({
    answer: ({ kind, body }) => {
      if (kind !== 8) return undefined
      asked.push(Buffer.from(body))
      return message('retained', 0)
    },
  })
  side.full = true
  await until(() => side.counts['pauses in reading'] === 1, 'it')
  vi.advanceTimersByTime(subscribePatience * 3)
  expect(side.told).toEqual([])
  side.empty()
  vi.advanceTimersByTime(subscribePatience)
  expect(side.told).toEqual([
    expect.stringMatching(
      /^warning: .*the broker lets us in but has not answered for 10 s that it will send in\/\+/,
    ),
  ])
  // And not of a connection that is gone: the pause before the next one is all that runs.
  broker.cut()
  await until(() => vi.getTimerCount() === 1, 'the pause')
  vi.advanceTimersByTime(10)
  await until(() => asked.length === 2, 'another connection')
  broker.cut()
  await until(() => vi.getTimerCount() === 1, 'the pause')
})

test('a broker that has answered is not waited for', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { opened, count } = await flowWith({})
  await opened.ready
  expect([count(8), vi.getTimerCount()]).toEqual([1, 0])
})

test('where an answer could not be read MQTT 3.1.1 is tried, and after that MQTT 5 again', async () => {
  const { heard, opened, side } = await flowWith(
    { connack: (_level, connection) => (connection < 4 ? [0, 0] : [0x20, 3, 0, 0, 0]) },
    { protocol: 'auto' },
  )
  await opened.ready
  const levels = heard.filter(({ kind }) => kind === 1).map(({ level }) => level)
  expect(levels).toEqual([5, 4, 5, 4])
  expect(side.told.filter((line) => line.includes('does not speak MQTT'))).toHaveLength(1)
})

test('no connection is made any more once it is closed while one is awaited', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { broker, opened, side } = await flowWith({})
  await opened.ready
  broker.cut()
  await until(() => side.told.some((line) => line.includes('lost')), 'it')
  expect(vi.getTimerCount()).toBe(1)
  await opened.close(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('why an earlier connection was ended is not why a later one is', async () => {
  const sent: number[] = []
  const broker = await ScriptedBroker.start({
    answer: ({ kind, connection }) => {
      if (kind !== 3) return undefined
      sent.push(connection)
      // Too large, says the first, while it is new; the second says nothing.
      if (connection === 1) return [0xe0, 2, 0x95, 0]
      if (connection > 2) return undefined
      queueMicrotask(() => broker.cut())
      return []
    },
  })
  cleanUps.push(() => broker.close())
  const side = new RecordingSide()
  const opened = mqttConnector(new Map([['default', brokerAt('default', broker.url)]])).open(
    [sink('out')],
    side,
  )
  cleanUps.push(() => opened.close(0))
  await opened.ready
  opened.send(outgoing('out', 'a', 1, { qos: 1 }))
  await until(() => opened.waiting?.() === 0, 'it to be taken or given up')
  expect([sent, side.lost]).toEqual([[1, 2, 3], 0])
})

test('a session that was lost, and with it the connection over which it was to be made again, is made by the next', async () => {
  // The second connection finds nothing, and is lost before it is answered; the third finds the session that the second made.
  const { broker, count, heard, side } = await flowWith(
    {
      connack: (_level, connection) => [0x20, 3, connection >= 3 ? 1 : 0, 0, 0],
      answer: ({ kind, connection }) => {
        if (kind !== 8 || connection !== 2) return undefined
        queueMicrotask(() => broker.cut())
        return []
      },
    },
    { session: 'persistent' },
  )
  await until(() => count(8) === 1, 'the first')
  broker.cut()
  await until(() => count(8) === 3, 'another try', { seen: side.seen })
  expect(heard.filter(({ kind }) => kind === 8).map(({ connection }) => connection)).toEqual([1, 2, 3])
})

test('a broker that knows a session which it was to forget is asked all the same', async () => {
  const { broker, count } = await flowWith({ connack: () => [0x20, 3, 1, 0, 0] }, { session: 'clean' })
  await until(() => count(8) === 1, 'the first')
  broker.cut()
  await until(() => count(8) === 2, 'the second')
})
