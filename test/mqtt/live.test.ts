import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectAsync, type IClientOptions } from 'mqtt'
import { afterEach, expect, test } from 'vitest'
import { Millrace, millrace } from '../cli/millrace.ts'
import { Certificates } from './certificates.ts'
import { freePort, Mosquitto } from './mosquitto.ts'
import { until } from './until.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'millrace-live-'))
  cleanUps.push(() => rmSync(path, { recursive: true, force: true }))
  return path
}

function write(name: string, content: unknown): string {
  const file = join(folder(), name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

async function broker(lines: readonly string[] = [], files: Record<string, string> = {}): Promise<Mosquitto> {
  const started = await Mosquitto.start(lines, files)
  cleanUps.push(() => started.stop())
  return started
}

function start(args: readonly string[], env: Record<string, string> = {}): Millrace {
  const running = new Millrace(args, { env })
  cleanUps.push(() => running.end())
  return running
}

interface Received {
  readonly topic: string
  readonly text: string
  readonly retain: boolean
}

async function listener(url: string, topic: string, options: IClientOptions = {}) {
  const client = await connectAsync(url, options)
  cleanUps.push(() => client.endAsync(true))
  const received: Received[] = []
  client.on('message', (topic, payload, { retain }) => {
    received.push({ topic, text: payload.toString(), retain })
  })
  await client.subscribeAsync(topic, { qos: 2 })
  return { client, received }
}

const echo = (more: object = {}, out: object = {}) => ({
  millrace: 1,
  id: 'echo',
  nodes: {
    in: { type: 'mqtt-in', topic: 'in/{id}', ...more },
    out: { type: 'mqtt-out', topic: 'out/{id}', ...out },
  },
  wires: [['in', 'out']],
})

for (const qos of [0, 1, 2] as const) {
  for (const protocol of ['3.1.1', '5'] as const) {
    test(`QoS ${qos} in and out with MQTT ${protocol}, every message once and in order`, async () => {
      const mosquitto = await broker(['max_queued_messages 0', 'max_inflight_messages 1000'])
      const connections = write('connections.json', { default: { url: mosquitto.url, protocol } })
      const flow = write('echo.flow.json', echo({ qos }, { qos }))
      const { client, received } = await listener(mosquitto.url, 'out/#')
      const running = start(['run', flow, '--connections', connections])
      await running.says('running')
      const texts = Array.from({ length: 500 }, (_, at) => JSON.stringify({ at }))
      for (const text of texts) client.publish('in/a', text, { qos })
      await until(() => received.length >= texts.length, 'all messages', { seen: () => running.err })
      expect(received.map(({ text }) => text)).toEqual(texts)
      const { code, took } = await running.stop()
      expect(code).toBe(0)
      expect(took).toBeLessThan(5_000)
      expect(running.err).toContain('in: 500 received, 500 handled')
    })
  }
}

test('retained messages are marked, and sent ones are retained if asked', async () => {
  const mosquitto = await broker()
  const { client } = await listener(mosquitto.url, 'none')
  await client.publishAsync('in/kept', '1', { retain: true, qos: 1 })
  const flow = write('echo.flow.json', {
    ...echo({}, { retain: true, payload: '{ "was": $exists(properties.retain) }' }),
  })
  const running = start(['run', flow, '--broker', mosquitto.url])
  await running.says('running')
  await client.publishAsync('in/live', '1', { qos: 1 })
  const { received } = await listener(mosquitto.url, 'out/#')
  await until(() => received.length >= 2, 'both messages', { seen: () => running.err })
  const said = Object.fromEntries(received.map(({ topic, text }) => [topic, JSON.parse(text)]))
  expect(said).toEqual({ 'out/kept': { was: true }, 'out/live': { was: false } })
})

test('a broker that is away at the start, killed and started again while it runs', async () => {
  const mosquitto = await Mosquitto.prepare()
  cleanUps.push(() => mosquitto.stop())
  const flow = write('echo.flow.json', echo())
  const running = start(['run', flow, '--broker', mosquitto.url])
  await running.says('not reachable')
  await mosquitto.startAgain()
  await running.says('running')
  for (let round = 1; round <= 2; round++) {
    const { client, received } = await listener(mosquitto.url, 'out/#', { reconnectPeriod: 0 })
    client.on('error', () => {})
    // A broker that was killed has forgotten what we asked for, and we ask for it again when we are connected.
    const answered = (): boolean => received.some(({ text }) => text === String(round))
    await until(async () => {
      if (!answered()) await client.publishAsync('in/a', String(round), { qos: 1 })
      return answered()
    }, `an answer in round ${round}`)
    await mosquitto.kill()
    await until(() => running.err.split('lost:').length > round, 'word of the loss', {
      seen: () => running.err,
    })
    await mosquitto.startAgain()
    await until(() => running.err.split(': connected').length > round + 1, 'word of the return', {
      seen: () => running.err,
    })
  }
  const lines = running.err.split('\n').filter((line) => /not reachable|lost|connected/.test(line))
  expect(lines.length, running.err).toBe(2 + 2 * 2)
  const { code, took } = await running.stop()
  expect(code).toBe(0)
  expect(took).toBeLessThan(5_000)
})

test('what is to be sent while its broker is away is sent, once and in order, when it is back', async () => {
  const [source, target] = [await broker(), await broker()]
  const connections = write('connections.json', { default: { url: source.url }, target: { url: target.url } })
  const flow = write(
    'echo.flow.json',
    echo({}, { connection: 'target', retain: true, topic: 'out/{payload}' }),
  )
  const running = start(['run', flow, '--connections', connections])
  await running.says('running')
  await target.kill()
  await running.says('lost:')
  const { client } = await listener(source.url, 'none')
  const numbers = Array.from({ length: 200 }, (_, at) => at)
  for (const number of numbers) await client.publishAsync('in/a', String(number), { qos: 1 })
  await target.startAgain()
  await running.says('connected')
  const { received } = await listener(target.url, 'out/#')
  await until(() => received.length >= numbers.length, 'what was kept', { seen: () => running.err })
  const found = received.map(({ text }) => Number(text))
  expect(found.toSorted((a, b) => a - b)).toEqual(numbers)
  const { code } = await running.stop()
  expect(code).toBe(0)
  expect(running.err).not.toContain('could not be sent')
})

test('stops within 5 s with a broker that is away', async () => {
  const flow = write('echo.flow.json', echo())
  const running = start(['run', flow, '--broker', `mqtt://127.0.0.1:${await freePort()}`])
  await running.says('not reachable')
  const { code, took } = await running.stop('SIGINT')
  expect(code).toBe(0)
  expect(took).toBeLessThan(5_000)
})

test('strange payloads become dead letters or pass, and the flow goes on', async () => {
  const mosquitto = await broker()
  const flow = write('echo.flow.json', echo())
  const { client, received } = await listener(mosquitto.url, 'out/#')
  const running = start(['run', flow, '--broker', mosquitto.url])
  await running.says('running')
  const deep = '['.repeat(10_000) + ']'.repeat(10_000)
  const big = JSON.stringify('x'.repeat(1024 * 1024))
  const payloads: readonly (string | Buffer)[] = [
    '',
    big,
    Buffer.from([0xff, 0xfe, 0x00]),
    deep,
    '{"__proto__":{"polluted":true}}',
    String.raw`{"\u005f_proto__":{"polluted":true}}`,
    '{"constructor":{"prototype":{"polluted":true}}}',
    '{"constructor":"a builder"}',
    '{"not":"closed"',
    '42',
  ]
  for (const payload of payloads) await client.publishAsync('in/a', payload, { qos: 1 })
  await until(() => received.some(({ text }) => text === '42'), 'the last message', {
    seen: () => running.err,
  })
  expect(received.map(({ text }) => text)).toEqual(['null', big, '{"constructor":"a builder"}', '42'])
  await running.stop('SIGTERM') // so that all it has said has come
  const codes = [...running.err.matchAll(/dead letter: .*\(([a-z0-9-]+);/g)].map(([, code]) => code)
  expect(codes).toEqual([
    'not-utf-8',
    'too-deep',
    'forbidden-key',
    'forbidden-key',
    'forbidden-key',
    'not-json',
  ])
})

test('formats text and raw', async () => {
  const mosquitto = await broker()
  const { client, received } = await listener(mosquitto.url, 'out/#')
  const bytes = Buffer.from([0, 255, 10, 13])
  for (const [format, payload, expected] of [
    ['text', 'plain "text"', 'plain "text"'],
    ['raw', bytes, bytes.toString()],
  ] as const) {
    const flow = write('echo.flow.json', { ...echo({ format }, { format }), id: format })
    const running = start(['run', flow, '--broker', mosquitto.url])
    await running.says('running')
    await client.publishAsync('in/a', payload, { qos: 1 })
    await until(() => received.length > 0, format, { seen: () => running.err })
    expect(received.splice(0).map(({ text }) => text)).toEqual([expected])
    await running.stop()
  }
})

test('an event cannot choose a topic', async () => {
  const mosquitto = await broker()
  const flow = write('echo.flow.json', echo({}, { topic: 'out/{payload.to}/set' }))
  const { client, received } = await listener(mosquitto.url, '#')
  const running = start(['run', flow, '--broker', mosquitto.url])
  await running.says('running')
  for (const to of ['../valve/#', 'a/b', '+', '', '\u0000', null, 'valve']) {
    await client.publishAsync('in/a', JSON.stringify({ to }), { qos: 1 })
  }
  await until(() => received.some(({ topic }) => topic === 'out/valve/set'), 'the good one', {
    seen: () => running.err,
  })
  expect(received.filter(({ topic }) => !topic.startsWith('in/')).map(({ topic }) => topic)).toEqual([
    'out/valve/set',
  ])
  await running.stop('SIGTERM') // so that all it has said has come
  expect(running.err.match(/bad-topic-value/g)).toHaveLength(6)
})

test('a password, from the environment, a file or the text, and never printed', async () => {
  const password = 'k3ep-it-s3cret'
  const hashed = write('passwd', '')
  execFileSync('mosquitto_passwd', ['-b', hashed, 'plant', password])
  const mosquitto = await broker(['allow_anonymous false', 'password_file {folder}/passwd'], {
    passwd: readFileSync(hashed, 'utf8'),
  })
  const place = folder()
  writeFileSync(join(place, 'secret'), `${password}\n`)
  const ways = {
    text: { password },
    env: { password: { env: 'PLANT_PASSWORD' } },
    file: { passwordFile: 'secret' },
  }
  for (const [way, entry] of Object.entries(ways)) {
    const connections = join(place, `${way}.json`)
    writeFileSync(
      connections,
      JSON.stringify({ default: { url: mosquitto.url, username: 'plant', ...entry } }),
    )
    const flow = write('echo.flow.json', { ...echo(), id: way })
    const running = start(['run', flow, '--connections', connections], { PLANT_PASSWORD: password })
    await running.says('running')
    await running.stop()
    expect(running.err + running.out).not.toContain(password)
  }
  const wrong = start([
    'run',
    write('echo.flow.json', echo()),
    '--broker',
    `mqtt://plant:wr0ng@127.0.0.1:${mosquitto.port}`,
  ])
  await wrong.says('the broker refuses user "plant": user or password is wrong')
  expect(wrong.err).not.toContain('wr0ng')
})

test('TLS with an authority of our own; without it the broker is not trusted', async () => {
  const certificates = new Certificates()
  cleanUps.push(() => certificates.remove())
  certificates.sign('broker')
  const mosquitto = await broker(['certfile {folder}/broker.pem', 'keyfile {folder}/broker.key'], {
    'broker.pem': certificates.read('broker.pem'),
    'broker.key': certificates.read('broker.key'),
  })
  const url = `mqtts://127.0.0.1:${mosquitto.port}`
  const connections = join(certificates.folder, 'connections.json')
  writeFileSync(connections, JSON.stringify({ default: { url, ca: 'ca.pem' } }))
  const running = start(['run', write('echo.flow.json', echo()), '--connections', connections])
  await running.says('running')
  const { client, received } = await listener(url, 'out/#', { ca: certificates.read('ca.pem') })
  await client.publishAsync('in/a', '7', { qos: 1 })
  await until(() => received.length > 0, 'an answer over TLS', { seen: () => running.err })
  await running.stop()
  const distrusting = start(['run', write('echo.flow.json', echo()), '--broker', url])
  await distrusting.says('authority')
  expect(distrusting.err).not.toContain('running')
})

test('live over a broker as over a recording', async () => {
  const mosquitto = await broker(['max_queued_messages 0'])
  const flow = write('sums.flow.json', {
    millrace: 1,
    id: 'sums',
    nodes: {
      in: { type: 'mqtt-in', topic: 'in/{id}', key: 'params.id', time: 'payload.ts', outOfOrder: '50ms' },
      sums: { type: 'window', size: '1s', aggregates: { sum: '$sum(payload.v)', n: '$count($)' } },
      out: { type: 'mqtt-out', topic: 'out/{key}' },
    },
    wires: [
      ['in', 'sums'],
      ['sums', 'out'],
    ],
  })
  const base = 1_000_000_000_000
  const sent = Array.from({ length: 2_000 }, (_, at) => ({
    topic: `in/${'abc'[at % 3]}`,
    payload: { ts: base + at * 7 + ((at * 13) % 40), v: at % 17 },
  }))
  const { client, received } = await listener(mosquitto.url, 'out/#')
  const running = start(['run', flow, '--broker', mosquitto.url])
  await running.says('running')
  for (const { topic, payload } of sent) client.publish(topic, JSON.stringify(payload), { qos: 1 })
  const input = sent.map((message) => JSON.stringify({ node: 'in', ...message, at: base })).join('\n')
  const replayed = await millrace(['run', flow, '--input', '-', '--no-flush'], { input })
  expect(replayed.code, replayed.err).toBe(0)
  const again = await millrace(['run', flow, '--input', '-', '--no-flush'], { input })
  expect(again.out).toBe(replayed.out)
  const expected = replayed.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ topic, payload }) => ({ topic, text: JSON.stringify(payload) }))
  expect(expected.length).toBeGreaterThan(30)
  await until(() => received.length >= expected.length, 'all sums', { seen: () => running.err })
  expect(received.map(({ topic, text }) => ({ topic, text }))).toEqual(expected)
})

test('a consumer ten times too slow loses nothing', async () => {
  const mosquitto = await broker(['max_queued_messages 0', 'max_inflight_messages 5'])
  const flow = write('echo.flow.json', echo({ qos: 1 }, { qos: 1 }))
  const { client, received } = await listener(mosquitto.url, 'out/#')
  const running = start(['run', flow, '--broker', mosquitto.url])
  await running.says('running')
  const count = 15_000
  for (let at = 0; at < count; at++) client.publish('in/a', String(at), { qos: 0 })
  await until(() => received.length >= count, 'all of many messages', {
    patience: 25_000,
    seen: () => `${received.length} received\n${running.err}`,
  })
  expect(received.map(({ text }) => Number(text))).toEqual(Array.from({ length: count }, (_, at) => at))
})

test('an unknown connection is named, with how to give it', async () => {
  const flow = write('echo.flow.json', echo())
  const { code, err } = await millrace(['run', flow])
  expect(code).toBe(2)
  expect(err).toContain('--broker')
  expect(err).not.toMatch(/\n\s+at /)
})
