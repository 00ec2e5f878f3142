import { createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../mqtt/until.ts'
import { Asking } from './asking.ts'
import { LocalServer } from './local-server.ts'

/** A port where each connection is handled by hand. */
async function portWith(handle: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    handle(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('it listens by TCP')
  return address.port
}

const head = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n'

test.each<[what: string, handle: (socket: Socket) => void, words: string]>([
  ['ends the connection', (socket) => socket.end(), 'the other side ended the connection'],
  ['cuts it', (socket) => socket.resetAndDestroy(), 'the other side ended the connection'],
  [
    'ends it in the midst of an answer',
    (socket) => socket.end(`${head}12345`),
    'the other side ended the connection',
  ],
  [
    'cuts it in the midst of an answer',
    (socket) => socket.write(`${head}12345`, () => socket.resetAndDestroy()),
    'the other side ended the connection',
  ],
  ['speaks something else', (socket) => socket.write('220 mail\r\n'), 'does not speak HTTP as it should'],
  [
    'sends headers without an end',
    (socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${'geheim'.repeat(20_000)}`),
    'the headers of the answer are too large',
  ],
])('a server that %s is not reached', async (_, handle, words) => {
  const port = await portWith((socket) => void socket.once('data', () => handle(socket)))
  const on = new Asking({ url: `http://127.0.0.1:${port}` })
  const { code, message } = await on.answerTo('/')
  expect({ code, message }).toEqual({ code: 'unreachable', message: expect.stringContaining(words) })
  expect(on.side.seen).not.toContain('geheim')
})

test('an answer in another protocol is none', async () => {
  const port = await portWith((socket) =>
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n'),
  )
  const { code, message } = await new Asking({ url: `http://127.0.0.1:${port}` }).answerTo('/')
  expect({ code, message }).toEqual({ code: 'refused', message: expect.stringContaining('another protocol') })
})

test.each([
  ['http://127.0.0.1:{port}', 'nothing listens there; has it been started, and is the port right?'],
  ['http://nowhere.invalid', /there is no such host|could not be looked up/],
])('nobody is at %s', async (url, words) => {
  const server = await LocalServer.start(() => {})
  const { port } = server
  await server.stop()
  const { code, message } = await new Asking({ url: url.replace('{port}', String(port)) }).answerTo('/')
  expect(code).toBe('unreachable')
  expect(message).toMatch(words)
})

test.each<[what: string, handle: (socket: Socket) => void]>([
  ['says nothing', () => {}],
  ['begins an answer', (socket) => socket.write('HTTP/1.1 200 OK\r\n')],
  ['begins a body', (socket) => socket.write(`${head}12345`)],
])('a server that %s and then falls silent is waited for as long as is said', async (_, handle) => {
  const closed = Promise.withResolvers<void>()
  const port = await portWith((socket) => {
    socket.once('data', () => handle(socket))
    socket.once('close', closed.resolve)
  })
  const on = new Asking({ url: `http://127.0.0.1:${port}` })
  const { code, message } = await on.answerTo('/', { timeout: 100 })
  expect({ code, message }).toEqual({
    code: 'timed-out',
    message: expect.stringContaining('no answer within 100 ms'),
  })
  await closed.promise
})

test('what was answered in time is not late afterwards', async () => {
  const server = await LocalServer.start((request, response) => {
    if (request.url === '/fast') response.end('yes')
  })
  const on = new Asking({ url: server.url })
  const later = on.answerTo('/slow', { timeout: 400 })
  on.ask('/fast', { timeout: 300 })
  await later
  await on.side.first(2)
  expect(on.side.outcomes).toEqual({ '/fast': 'yes', '/slow': 'timed-out' })
  expect(on.side.told).toEqual([expect.stringContaining('no answer within 400 ms')])
})

test('an answer that comes slowly, but in time, is taken', async () => {
  const server = await LocalServer.start((_, response) => {
    let left = 5
    const next = (): void => {
      if (left-- === 0) response.end()
      else response.write('a', () => setImmediate(next))
    }
    next()
  })
  expect((await new Asking({ url: server.url }).answerTo('/')).payload).toBe('aaaaa')
})

test('a redirect is no reason to begin the time anew', async () => {
  const server = await LocalServer.start((request, response) => {
    if (request.url === '/a') response.writeHead(302, { location: '/b' }).end()
  })
  const on = new Asking({ url: server.url })
  expect((await on.answerTo('/a', { timeout: 1_000 })).code).toBe('timed-out')
  expect(server.paths).toEqual(['/a', '/b'])
  await until(() => server.sockets.size === 0, 'the server to see its end')
})

test('a server that goes away and comes back is told of once each, whatever was asked meanwhile', async () => {
  const answer = (_: unknown, response: { end: (text: string) => void }): void => response.end('here')
  const first = await LocalServer.start(answer)
  const { port, url } = first
  const on = new Asking({ url, concurrency: 2 })
  await on.answerTo('/')
  await first.stop()
  for (let count = 0; count < 20; count++) on.ask(`/${count}`)
  await on.side.first(21)
  await LocalServer.start(answer, undefined, port)
  for (let count = 0; count < 20; count++) on.ask(`/${count}`)
  await on.side.first(41)
  expect(on.side.told).toEqual([
    expect.stringMatching(
      /^warning: connection "api" \(http:.*\): fails: .*; nothing more is said until it works/,
    ),
    `info: connection "api" (${url}): works again`,
  ])
  expect(on.side.counts).toEqual({ 'questions that reached no server': 20 })
})

test.each([
  [401, true],
  [403, false],
  [404, false],
  [429, true],
  [500, true],
])('of status %i alone a person is told: %s', async (status, isTold) => {
  const server = await LocalServer.start((_, response) => void response.writeHead(status).end())
  const on = new Asking({ url: server.url })
  await on.answerTo('/')
  await on.answerTo('/')
  expect(on.side.told).toHaveLength(isTold ? 1 : 0)
})

test.each<[who: string, fields: object]>([
  ['a user', { username: 'me', password: 'geheim' }],
  ['a token', { token: 'geheim' }],
  ['a header', { headers: { 'X-Key': 'geheim' } }],
  ['a path', {}],
])('%s is told to the server and to nobody else', async (_, fields) => {
  const server = await LocalServer.start((request, response) => {
    const said = JSON.stringify([request.headers, request.url]).replaceAll('"', "'")
    const [, , status = ''] = (request.url ?? '').split('/')
    if (status === 'cut') return void request.socket.destroy()
    if (status === 'headers') return void request.socket.end(`HTTP/1.1 ${said}\r\n\r\n`)
    const location = status === '302' ? `http://127.0.0.1:1/${said}` : '/'
    response.writeHead(Number(status), said.slice(0, 1_000).replaceAll(/[^ -~]/g, ''), {
      'content-type': 'application/json',
      'retry-after': encodeURI(said),
      location: encodeURI(location),
      'x-said': encodeURI(said),
    })
    return void response.end(said)
  })
  const on = new Asking({ url: `${server.url}/geheim`, ...fields })
  const asked = ['200', '302', '400', '401', '404', '429', '500', 'cut', 'headers']
  for (const status of asked) await on.answerTo(`/${status}`)
  expect(on.side.answers.every(({ problem }) => problem !== undefined)).toBe(true)
  const [{ headers } = { headers: {} }] = server.requests
  const basic = Buffer.from('me:geheim').toString('base64')
  expect(`${JSON.stringify(headers)} ${server.paths[0]}`).toMatch(new RegExp(`geheim|${basic}`))
  expect(on.side.seen).not.toContain('geheim')
  expect(on.side.seen).not.toContain(basic)
})
