import { afterEach, expect, test, vi } from 'vitest'
import { ConnectionNews } from '../../engine/host/connectors/mqtt/connection-news.ts'
import { resendPatience } from '../../engine/host/connectors/mqtt/in-flight.ts'
import { OutgoingQueue } from '../../engine/host/connectors/mqtt/outgoing-queue.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { RecordingSide } from './recording-side.ts'
import { type Heard, type Script, ScriptedBroker } from './scripted-broker.ts'
import { until } from './until.ts'

vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

/** What a broker hears of messages: their payloads, with their QoS, by which connection, and whether again. */
async function open(script: Script, protocol: 'auto' | '3.1.1' = 'auto') {
  const heard: string[] = []
  const broker = await ScriptedBroker.start({
    ...script,
    answer: (packet) => {
      if (packet.kind === 3) heard.push(inWords(packet))
      return script.answer?.(packet)
    },
  })
  cleanUps.push(() => broker.close())
  const side = new RecordingSide()
  const settings = { ...brokerAt('default', broker.url), protocol }
  const queue = new OutgoingQueue(settings, 'test-out', new ConnectionNews(settings, side.tell), side)
  cleanUps.push(() => queue.close(0))
  await queue.ready
  return { broker, queue, side, heard }
}

const inWords = ({ flags, body, connection }: Heard): string =>
  `${body.subarray(-1).toString()} with QoS ${(flags >> 1) & 3} by ${connection}${(flags & 8) === 0 ? '' : ', again'}`

test.each<[what: string, protocol: 'auto' | '3.1.1', sessionPresent: number, qos: 1 | 2, isMarked: boolean]>([
  ['a broker that knows the session', 'auto', 1, 1, true],
  ['a broker that knows the session', 'auto', 1, 2, true],
  ['a broker that has forgotten it', 'auto', 0, 1, false],
  ['a broker that has forgotten it', 'auto', 0, 2, false],
  // Some do not speak of a session without subscriptions, though they know it.
  ['a broker of MQTT 3.1.1', '3.1.1', 0, 1, true],
  ['a broker of MQTT 3.1.1', '3.1.1', 0, 2, true],
])(
  'to %s (%s, %i) a message of QoS %i is marked as a repetition: %s',
  async (_what, protocol, session, qos, isMarked) => {
    let isOver = false
    const { broker, queue, side, heard } = await open(
      {
        connack: (level, connection) =>
          level === 5 ? [0x20, 3, connection === 1 ? 0 : session, 0, 0] : [0x20, 2, session, 0],
        answer: ({ kind }) => (kind === 3 && !isOver ? [] : undefined),
      },
      protocol,
    )
    const before = broker.connections
    queue.send('t', 1, { qos })
    await until(() => heard.length === 1, 'the message', { seen: side.seen })
    isOver = true
    broker.cut()
    await until(() => queue.length === 0, 'its acknowledgement', { seen: side.seen })
    expect(heard).toEqual([
      `1 with QoS ${qos} by ${before}`,
      `1 with QoS ${qos} by ${before + 1}${isMarked ? ', again' : ''}`,
    ])
  },
)

test('what expires when the connection is lost once more lets nothing go out before the broker has said what it takes', async () => {
  const { broker, queue, side, heard } = await open({
    // The third time it takes QoS 0 at most.
    connack: (_level, connection) =>
      connection < 3 ? [0x20, 3, connection === 1 ? 0 : 1, 0, 0] : [0x20, 5, 1, 0, 2, 0x24, 0],
    answer: ({ kind }) => (kind === 3 ? [] : undefined),
  })
  side.time = 1_700_000_000_000
  queue.send('t', 1, { qos: 1, expires: 1_000 })
  await until(() => heard.length === 1, 'the message', { seen: side.seen })
  broker.cut()
  await until(() => heard.length === 2, 'the message again', { seen: side.seen })
  queue.send('t', 2, { qos: 1 })
  side.time += 5_000
  broker.cut()
  await until(() => heard.length === 3, 'the other one', { seen: side.seen })
  expect(heard).toEqual(['1 with QoS 1 by 1', '1 with QoS 1 by 2, again', '2 with QoS 0 by 3'])
})

test('a message that is never acknowledged, though the connection holds, does not hold up the others for ever', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  cleanUps.push(() => vi.useRealTimers())
  const { broker, queue, side, heard } = await open({
    // It takes no message that is 1.
    answer: ({ kind, body }) => (kind === 3 && body.at(-1) === 0x31 ? [] : undefined),
  })
  queue.send('t', 1, { qos: 1 })
  await until(() => heard.length === 1, 'the message')
  queue.send('t', 2, { qos: 1 })
  broker.cut()
  for (let fall = 1; fall <= 5; fall++) {
    await until(() => broker.open === 0 && vi.getTimerCount() === 1, 'the pause')
    vi.advanceTimersByTime(10)
    await until(() => heard.filter((one) => one.startsWith('1')).length === fall + 1, 'it again', {
      seen: side.seen,
    })
    vi.advanceTimersByTime(resendPatience)
  }
  await until(() => broker.open === 0 && vi.getTimerCount() === 1, 'the pause')
  vi.advanceTimersByTime(10)
  await until(() => queue.length === 0, 'the others', { seen: side.seen })
  expect(side.lost).toBe(1)
  expect(
    side.told.filter((line) => line.includes('has not acknowledged a message that was sent again for 30 s')),
  ).toHaveLength(1)
})
