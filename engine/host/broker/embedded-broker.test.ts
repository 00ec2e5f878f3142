import { connectAsync, type IClientOptions } from 'mqtt'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../../../test/mqtt/until.ts'
import { startBroker } from './embedded-broker.ts'

async function broker() {
  const started = await startBroker(0)
  onTestFinished(() => started.close())
  return started
}

async function client(url: string, options: IClientOptions = {}) {
  const connected = await connectAsync(url, options)
  onTestFinished(() => connected.endAsync(true))
  return connected
}

async function listener(url: string, topic: string, options: IClientOptions = {}) {
  const connected = await client(url, options)
  const received: string[] = []
  connected.on('message', (topic, payload, { retain }) => {
    received.push(`${topic} ${payload.toString()}${retain ? ' retained' : ''}`)
  })
  await connected.subscribeAsync(topic, { qos: 2 })
  return received
}

test('messages of every kind come once and in order, however close they follow one another', async () => {
  const { url } = await broker()
  const received = await listener(url, '#')
  const publisher = await client(url)
  const expected: string[] = []
  for (let at = 0; at < 300; at++) {
    const qos = ([0, 1, 0, 0, 1] as const)[at % 5] ?? 0
    const retain = at % 3 === 0
    expected.push(`t/${at % 7} ${at}`)
    publisher.publish(`t/${at % 7}`, String(at), { qos, retain })
  }
  await until(() => received.length >= expected.length, 'all messages', { seen: () => `${received.length}` })
  expect(received.toSorted()).toEqual(expected.toSorted())
})

test('retained messages come to those who subscribe later', async () => {
  const { url } = await broker()
  const publisher = await client(url)
  await publisher.publishAsync('kept', '1', { retain: true, qos: 1 })
  const received = await listener(url, '#')
  await until(() => received.length > 0, 'the retained message')
  expect(received).toEqual(['kept 1 retained'])
})

test('a persistent session keeps what came meanwhile', async () => {
  const { url } = await broker()
  const session = { clientId: 'away', clean: false }
  const first = await connectAsync(url, session)
  await first.subscribeAsync('t', { qos: 1 })
  await first.endAsync()
  const publisher = await client(url)
  for (let at = 0; at < 20; at++) await publisher.publishAsync('t', String(at), { qos: 1 })
  const received = await listener(url, 'other', session)
  await until(() => received.length >= 20, 'what came meanwhile')
  expect(received).toEqual(Array.from({ length: 20 }, (_, at) => `t ${at}`))
})

test('a port that is taken gives the next free one', async () => {
  const first = await broker()
  const second = await startBroker(first.port)
  onTestFinished(() => second.close())
  expect(second.port).not.toBe(first.port)
})
