import { afterEach, expect, test, vi } from 'vitest'
import { ConnectionNews } from '../../engine/host/connectors/mqtt/connection-news.ts'
import { OutgoingQueue } from '../../engine/host/connectors/mqtt/outgoing-queue.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { RecordingSide } from './recording-side.ts'
import { idOf, type Script, ScriptedBroker } from './scripted-broker.ts'
import { until } from './until.ts'

vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function open(script: Script, protocol: 'auto' | '3.1.1' = 'auto') {
  const broker = await ScriptedBroker.start(script)
  cleanUps.push(() => broker.close())
  const side = new RecordingSide()
  const settings = { ...brokerAt('default', broker.url), protocol }
  const queue = new OutgoingQueue(settings, 'test-out', new ConnectionNews(settings, side.tell), side)
  cleanUps.push(() => queue.close(0))
  await queue.ready
  return { broker, queue, side }
}

test.each<[what: string, qos: 1 | 2, bytes: (id: readonly number[]) => readonly number[]]>([
  ['PUBREL', 2, (id) => [0x62, 2, ...id]],
  ['PUBCOMP', 2, (id) => [0x70, 2, ...id]],
  ['PUBACK', 2, (id) => [0x40, 2, ...id]],
  ['PUBREC', 1, (id) => [0x50, 2, ...id]],
])(
  'a broker that answers %s to a message of QoS %i is left, and gets it again',
  async (_what, qos, bytes) => {
    const heard: string[] = []
    const { queue, side } = await open({
      // It knows the session the second time.
      connack: (_level, connection) => [0x20, 3, connection === 1 ? 0 : 1, 0, 0],
      answer: ({ kind, flags, body, connection }) => {
        if (kind !== 3) return undefined
        heard.push(`${body.subarray(-1).toString()} by ${connection}${(flags & 8) === 0 ? '' : ', again'}`)
        return connection === 1 ? bytes(idOf(body)) : undefined
      },
    })
    queue.send('t', 7, { qos })
    await until(() => queue.length === 0 && heard.length > 1, 'its acknowledgement', { seen: side.seen })
    expect(heard).toEqual(['7 by 1', '7 by 2, again'])
    expect(side.told[0]).toMatch(/damaged or unexpected came \(a pub[a-z]+ for a message of QoS/)
    expect(side.lost).toBe(0)
  },
)

test.each<[protocol: 'auto' | '3.1.1', answers: readonly (readonly number[])[]]>([
  [
    'auto',
    [
      [6, 0, 99, 0x92],
      [7, 0, 99, 0x92],
    ],
  ],
  [
    '3.1.1',
    [
      [6, 0, 99],
      [7, 0, 99],
    ],
  ],
])(
  'what is said of messages that nobody sent is counted, and lets no one wait (MQTT %s)',
  async (protocol, answers) => {
    const heard: number[][] = []
    const { broker, queue, side } = await open(
      {
        answer: ({ kind, body }) => {
          if (kind !== 6 && kind !== 7) return undefined
          heard.push([kind, ...body])
          return []
        },
      },
      protocol,
    )
    for (const first of [0x40, 0x50, 0x62, 0x70]) broker.say(Uint8Array.of(first, 2, 0, 99))
    await until(() => heard.length >= 2, 'the answers', { seen: side.seen })
    queue.send('t', 1, { qos: 1 })
    await until(() => queue.length === 0, 'a message', { seen: side.seen })
    expect(heard).toEqual(answers)
    expect(side.counts).toEqual({ 'acknowledgements of messages that were not under way': 4 })
    expect([side.told, broker.connections]).toEqual([[], protocol === 'auto' ? 1 : 2])
  },
)
