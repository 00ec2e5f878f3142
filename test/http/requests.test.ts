import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { until } from '../mqtt/until.ts'
import { Asking } from './asking.ts'
import { LocalServer } from './local-server.ts'

/** A server that answers a path when it is told to, with the path. */
async function patientServer() {
  const held = new Map<string, ServerResponse>()
  const server = await LocalServer.start((request, response) => {
    held.set(request.url ?? '', response)
    response.once('close', () => held.delete(request.url ?? ''))
  })
  return {
    server,
    held,
    release: (path: string) => held.get(path)?.end(path),
    arrived: (count: number) => until(() => server.requests.length === count, `request ${count}`),
  }
}

const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `/${index}`)

test.each([1, 3, 8])(
  'never more than %i requests are under way, and those that wait go in order',
  async (most) => {
    const held: ServerResponse[] = []
    const server = await LocalServer.start((_, response) => {
      held.push(response)
      // Each waits until as many are there as may be, or the last.
      const isLast = server.requests.length === 100
      for (const one of held.splice(0, isLast ? most : held.length - most + 1)) one.end(one.req.url)
    })
    const on = new Asking({ url: server.url, concurrency: most })
    const paths = numbered(100)
    for (const path of paths) on.ask(path)
    expect(on.open.waiting?.()).toBe(100)
    await on.side.first(100)
    expect(server.mostUnderWay).toBe(most)
    expect(server.connections).toBe(most)
    expect(on.side.outcomes).toEqual(Object.fromEntries(paths.map((path) => [path, path])))
    if (most === 1) expect(server.paths).toEqual(paths)
    expect(on.open.waiting?.()).toBe(0)
  },
)

test('what asks the same shares a request, while it waits and while it is under way', async () => {
  const { server, release, arrived } = await patientServer()
  const on = new Asking({ url: server.url, concurrency: 1 })
  on.ask('/a', { name: 'a1', key: 1 })
  on.ask('/b', { name: 'b1' })
  on.ask('/a', { name: 'a2', key: 2 })
  on.ask('/b', { name: 'b2' })
  on.ask('/a?', { name: 'a3' })
  await arrived(1)
  on.ask('/a', { name: 'a4' })
  release('/a')
  await on.side.first(3)
  expect(on.side.answers.map(({ question, key }) => [question, key])).toEqual([
    ['a1', 1],
    ['a2', 2],
    ['a4', 'k'],
  ])
  await arrived(2)
  on.ask('/a', { name: 'a5' })
  release('/b')
  await arrived(3)
  release('/a?')
  await arrived(4)
  release('/a')
  await on.side.first(7)
  expect(server.paths).toEqual(['/a', '/b', '/a?', '/a'])
  expect(on.side.outcomes).toMatchObject({ b1: '/b', b2: '/b', a3: '/a?', a5: '/a' })
})

test('what is asked in answer to an answer is asked anew', async () => {
  const server = await LocalServer.start((_, response) => void response.end(String(server.requests.length)))
  const on = new Asking({ url: server.url })
  on.side.onAnswer = ({ question }) => {
    if (question !== 'second') on.ask('/a', { name: 'second' })
  }
  on.ask('/a', { name: 'first' })
  await on.side.first(2)
  expect(on.side.outcomes).toEqual({ first: '1', second: '2' })
})

test('a question that shares a request goes when its own time is up', async () => {
  const { server, release } = await patientServer()
  const on = new Asking({ url: server.url })
  on.ask('/a', { name: 'patient' })
  on.ask('/a', { name: 'hasty', timeout: 20 })
  await on.side.first(1)
  expect(on.side.outcomes).toEqual({ hasty: 'timed-out' })
  expect(on.open.waiting?.()).toBe(1)
  await until(() => server.underWay === 1, 'the server to see its end')
  release('/a')
  await on.side.first(2)
  expect(on.side.outcomes).toEqual({ hasty: 'timed-out', patient: '/a' })
})

test('a request that nobody waits for is given up, and the next one goes', async () => {
  const { server, held, release } = await patientServer()
  const on = new Asking({ url: server.url, concurrency: 1 })
  on.ask('/a', { timeout: 200 })
  on.ask('/b')
  await on.side.first(1)
  await until(() => held.has('/b'), 'the second request')
  release('/b')
  await on.side.first(2)
  expect(on.side.outcomes).toEqual({ '/a': 'timed-out', '/b': '/b' })
  await until(() => server.underWay === 0, 'the server to see its end')
})

test('a question whose time is up while it waits is never sent', async () => {
  const { server, release, arrived } = await patientServer()
  const on = new Asking({ url: server.url, concurrency: 1 })
  on.ask('/a')
  on.ask('/b', { timeout: 20 })
  on.ask('/c')
  const [{ problem } = {}] = await on.side.first(1)
  expect(problem).toEqual({
    code: 'timed-out',
    message: expect.stringContaining('it was not its turn, since 1 requests at a time take longer'),
  })
  await arrived(1)
  release('/a')
  await arrived(2)
  release('/c')
  await on.side.first(3)
  expect(server.paths).toEqual(['/a', '/c'])
})

test('a connection serves one request after another', async () => {
  const server = await LocalServer.start((request, response) => {
    response.statusCode = request.url === '/3' ? 404 : 200
    response.end(request.url)
  })
  const on = new Asking({ url: server.url })
  for (const path of numbered(10)) await on.answerTo(path)
  expect(server.connections).toBe(1)
  await on.open.close(0)
  await until(() => server.sockets.size === 0, 'the connection at rest to close')
})

test('a connection that the server has closed at rest fails no question', async () => {
  const server = await LocalServer.start((request, response) => {
    // Without a word that it closes, and not before the next request is on its way.
    if (server.requests.length % 2 === 0) return void request.socket.destroy()
    return void response.end(String(server.requests.length))
  })
  const on = new Asking({ url: server.url })
  expect((await on.answerTo('/')).payload).toBe('1')
  expect((await on.answerTo('/')).payload).toBe('3')
  expect(server.connections).toBe(2)
  expect(on.side.told).toEqual([])
})

test('more than 10,000 questions are not kept, and half of that is much', async () => {
  const { server, release, arrived } = await patientServer()
  const on = new Asking({ url: server.url, concurrency: 1 })
  for (const path of numbered(4_999)) on.ask(path)
  expect(on.open.isFull()).toBe(false)
  on.ask('/4999')
  expect(on.open.isFull()).toBe(true)
  await arrived(1)
  release('/0')
  await on.side.first(1)
  expect(on.open.isFull()).toBe(false)
  expect(on.side.rooms).toBe(1)
  for (const path of numbered(5_002)) on.ask(`${path}-`)
  const answers = await on.side.first(2)
  expect(answers[1]).toMatchObject({
    question: '/5001-',
    problem: { code: 'unavailable', message: expect.stringContaining('10000 questions wait') },
  })
  expect(on.open.waiting?.()).toBe(10_000)
  expect(on.side.told).toEqual([expect.stringContaining('fails: 10000 questions wait for answers already')])
})

test('a bad path is answered and not sent, after whoever asks has done what it does', async () => {
  const server = await LocalServer.start((_, response) => void response.end())
  const on = new Asking({ url: `${server.url}/v1` })
  on.ask('/../admin')
  expect(on.side.answers).toEqual([])
  await on.side.first(1)
  expect(on.side.outcomes).toEqual({ '/../admin': 'bad-path' })
  expect(on.side.told).toEqual([])
  expect(server.requests).toEqual([])
})

test('what is no question is nothing to answer', async () => {
  const server = await LocalServer.start((_, response) => void response.end('a'))
  const on = new Asking({ url: server.url })
  on.open.send({
    node: 'ask',
    port: 'out',
    ordinal: 0,
    key: null,
    time: 0,
    delivery: { topic: '/', payload: 1 },
  })
  expect(on.open.waiting?.()).toBe(0)
  expect((await on.answerTo('/a')).payload).toBe('a')
  expect(server.paths).toEqual(['/a'])
})

test('at its end all is let go of, and nothing is lost, answered or told', async () => {
  const { server, arrived } = await patientServer()
  const on = new Asking({ url: server.url, concurrency: 2 })
  for (const path of numbered(5)) on.ask(path)
  on.ask('/..')
  await arrived(2)
  const before = on.side.answers.length
  on.ask('/.')
  on.open.stopReading()
  expect(await on.open.close(10_000)).toBe(0)
  expect(on.open.waiting?.()).toBe(0)
  on.ask('/late')
  await until(() => server.sockets.size === 0, 'the server to see its end')
  expect(await on.open.close(0)).toBe(0)
  expect(on.side.answers).toHaveLength(before)
  expect(on.side.told).toEqual([])
  expect(server.requests).toHaveLength(2)
})
