import { afterEach, expect, test } from 'vitest'
import { ConnectionNews } from '../../engine/host/connectors/mqtt/connection-news.ts'
import { OutgoingQueue } from '../../engine/host/connectors/mqtt/outgoing-queue.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { idOf, ScriptedBroker } from './scripted-broker.ts'
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

const refused = 'messages that the broker refused'

test.each([1, 2] as const)('mosquitto lets this user write elsewhere only (QoS %i)', async (qos) => {
  const broker = await Mosquitto.start(['acl_file {folder}/acl'], { acl: 'topic write in/#\n' })
  cleanUps.push(() => broker.stop())
  const { queue, side } = await queueTo(broker.url)
  for (const topic of ['out/x', 'in/a', 'out/y']) queue.send(topic, 1, { qos })
  await until(() => queue.length === 0, 'the answers', { seen: side.seen })
  expect(side.counts).toEqual({ [refused]: 2 })
  expect(side.lost).toBe(2)
  expect(side.told).toEqual([
    `error: connection "default" (${broker.url}): the broker refuses messages to out/x: not authorized (135); may ` +
      'this user write there? They are lost, as are others that it refuses for this reason',
  ])
})

test.each([
  [1, 0x80, /: unspecified error \(128\); /],
  [1, 0x90, /: topic name invalid \(144\); /],
  [1, 0x97, /: quota exceeded \(151\); /],
  [2, 0x83, /: implementation specific error \(131\); /],
  [2, 0x87, /: not authorized \(135\); /],
])('a refusal of QoS %i with code %i is told once, by its name and number', async (qos, code, said) => {
  const kind = qos === 1 ? 0x40 : 0x50
  const broker = await ScriptedBroker.start({
    answer: ({ kind: heard, body }) => (heard === 3 ? [kind, 3, ...idOf(body), code] : undefined),
  })
  cleanUps.push(() => broker.close())
  const { queue, side } = await queueTo(broker.url)
  for (let at = 0; at < 3; at++) queue.send('out/x', at, { qos: qos === 1 ? 1 : 2 })
  await until(() => queue.length === 0, 'the answers', { seen: side.seen })
  expect(side.counts).toEqual({ [refused]: 3 })
  expect(side.lost).toBe(3)
  expect(side.told).toEqual([expect.stringMatching(said)])
})

test('each reason is told', async () => {
  let next = 0
  const broker = await ScriptedBroker.start({
    answer: ({ kind, body }) =>
      kind === 3 ? [0x40, 3, ...idOf(body), [0x87, 0x97][next++ % 2] ?? 0] : undefined,
  })
  cleanUps.push(() => broker.close())
  const { queue, side } = await queueTo(broker.url)
  for (let at = 0; at < 6; at++) queue.send('out/x', at, {})
  await until(() => queue.length === 0, 'the answers', { seen: side.seen })
  expect(side.told).toEqual([expect.stringContaining('(135)'), expect.stringContaining('(151)')])
})

test('a message that nobody subscribes to is not refused, nor one that was passed on before its release came', async () => {
  const broker = await ScriptedBroker.start({
    answer: ({ kind, flags, body }) => {
      if (kind === 3 && (flags & 2) !== 0) return [0x40, 3, ...idOf(body), 0x10]
      return kind === 6 ? [0x70, 3, body[0] ?? 0, body[1] ?? 0, 0x92] : undefined
    },
  })
  cleanUps.push(() => broker.close())
  const { queue, side } = await queueTo(broker.url)
  for (const qos of [1, 2] as const) queue.send('out/x', 1, { qos })
  await until(() => queue.length === 0, 'the answers', { seen: side.seen })
  expect(side.told).toEqual([])
  expect(side.lost).toBe(0)
  expect(side.counts).toEqual({
    'messages of QoS 2 that the broker no longer knew when they were released': 1,
  })
})
