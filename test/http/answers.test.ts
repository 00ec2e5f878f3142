import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { until } from '../mqtt/until.ts'
import { Asking } from './asking.ts'
import { LocalServer } from './local-server.ts'

const json = 'application/json'

/** What a server answers: a status, headers and a body in pieces. */
type Answer = readonly [
  status: number,
  headers: Readonly<Record<string, string>>,
  ...body: (string | Buffer)[],
]

/** A server that gives the same answer each time, without saying how long it is. */
async function asking([status, headers, ...body]: Answer, fields: object = {}) {
  const server = await LocalServer.start((_, response) => {
    response.writeHead(status, headers)
    for (const piece of body) response.write(piece)
    response.end()
  })
  return { server, asking: new Asking({ url: server.url, ...fields }) }
}

test.each<[what: string, answer: Answer, payload: unknown]>([
  ['JSON', [200, { 'content-type': json }, '{"a":', '1}'], { a: 1 }],
  ['JSON with a charset', [200, { 'content-type': 'Application/JSON; charset=utf-8' }, '[1]'], [1]],
  ['JSON of a kind', [200, { 'content-type': 'application/vnd.plant.v1+json' }, '"a"'], 'a'],
  ['JSON behind a byte order mark', [200, { 'content-type': json }, '\uFEFF{}'], {}],
  ['characters cut in two', [200, {}, Buffer.from([0xc3]), Buffer.from([0xa4])], 'ä'],
  ['text', [200, { 'content-type': 'text/plain' }, '{"a":1}'], '{"a":1}'],
  ['what is called no JSON', [200, { 'content-type': 'text/x-json-like' }, '1'], '1'],
  ['no content type', [200, {}, 'yes'], 'yes'],
  ['another success', [203, { 'content-type': json }, '7'], 7],
  ['nothing', [204, { 'content-type': json }], null],
  ['an empty body', [200, { 'content-type': json }], null],
  ['an empty body said to be packed', [200, { 'content-type': json, 'content-encoding': 'gzip' }], null],
  ['gzip', [200, { 'content-type': json, 'content-encoding': 'gzip' }, gzipSync('[2]')], [2]],
  ['x-gzip', [200, { 'content-encoding': 'X-GZIP' }, gzipSync('a')], 'a'],
  ['Brotli', [200, { 'content-type': json, 'content-encoding': 'br' }, brotliCompressSync('[3]')], [3]],
  ['not packed, and said so', [200, { 'content-encoding': 'identity' }, 'a'], 'a'],
])('an answer of %s is understood', async (_, answer, payload) => {
  const { server, asking: on } = await asking(answer)
  expect(await on.answerTo('/machines/7?full=1', { key: ['m', 7], name: 'first' })).toEqual({
    payload,
    code: undefined,
    message: '',
  })
  expect(on.side.answers).toMatchObject([
    { kind: 'answer', node: 'ask', at: 1_000, key: ['m', 7], question: 'first' },
  ])
  expect(on.side.told).toEqual([])
  expect(on.side.counts).toEqual({})
  expect(on.open.waiting?.()).toBe(0)
  expect(server.paths).toEqual(['/machines/7?full=1'])
  expect(server.requests[0]?.headers).toMatchObject({
    'accept-encoding': 'gzip, br',
    'user-agent': 'millrace',
  })
})

const deep = '['.repeat(201) + ']'.repeat(201)

test.each<[answer: Answer, code: string, words: string]>([
  [[404, {}, 'no such thing'], 'not-found', '404 Not Found'],
  [[410, {}], 'not-found', '410 Gone'],
  [[400, { 'content-type': json }, '{}'], 'refused', '400 Bad Request'],
  [[401, {}], 'refused', '401 Unauthorized; check "token"'],
  [[403, {}], 'refused', '403 Forbidden'],
  [[418, {}], 'refused', "418 I'm a Teapot"],
  [[499, {}], 'refused', '499 (a status that HTTP does not know)'],
  [[304, {}], 'refused', '304 Not Modified'],
  [[408, {}], 'unavailable', '408 Request Timeout'],
  [[429, { 'retry-after': '30' }], 'unavailable', '429 Too Many Requests; it asks to wait for 30 s'],
  [
    [503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }],
    'unavailable',
    '503 Service Unavailable; it asks to wait until 2026-10-21T07:28:00.000Z',
  ],
  [
    [500, { 'retry-after': 'geheim' }, 'geheim'],
    'unavailable',
    'the server answers 500 Internal Server Error',
  ],
  [[599, {}], 'unavailable', '599'],
  [
    [200, { 'content-type': json }, '<geheim>'],
    'bad-json',
    'it is JSON: expected JSON, got 8 bytes that are none',
  ],
  [[200, { 'content-type': json }, '{"__proto__":1}'], 'bad-json', 'the key __proto__ is not accepted'],
  [[200, { 'content-type': json }, '[1e999]'], 'bad-json', 'it is JSON'],
  [[200, { 'content-type': json }, deep], 'bad-json', 'at most 200 lists and objects'],
  [[200, { 'content-type': json }, Buffer.from([0xff])], 'bad-json', 'expected text in UTF-8'],
  [[200, {}, Buffer.from([0xff])], 'not-utf-8', 'expected text in UTF-8'],
  [[200, { 'content-encoding': 'gzip' }, 'geheim'], 'unreachable', "damaged: it can't be unpacked"],
  [
    [200, { 'content-encoding': 'br' }, Buffer.alloc(20, 255)],
    'unreachable',
    "damaged: it can't be unpacked",
  ],
  [[200, { 'content-encoding': 'gzip' }, gzipSync('abc').subarray(0, 12)], 'unreachable', 'damaged'],
  [[200, { 'content-encoding': 'geheim' }, 'a'], 'refused', 'packed in a way that was not asked for'],
  [[200, { 'content-encoding': 'toString' }, 'a'], 'refused', 'packed in a way that was not asked for'],
])('%j comes to %s', async (answer, code, words) => {
  const { asking: on } = await asking(answer)
  const { payload, code: got, message } = await on.answerTo('/')
  expect({ payload, got }).toEqual({ payload: null, got: code })
  expect(message).toMatch(/^connection "api" \(http:\/\/127\.0\.0\.1:\d+\): /)
  expect(message).toContain(words)
  expect(on.side.seen).not.toContain('geheim')
  expect(Object.values(on.side.counts)).toEqual([1])
})

const bomb = gzipSync(Buffer.alloc(50_000_000))

test.each<[what: string, answer: Answer]>([
  ['a body', [200, {}, Buffer.alloc(1_001, 'a')]],
  ['a body that says how large it is', [200, { 'content-length': '1001' }, Buffer.alloc(1_001, 'a')]],
  [
    'a body that is small until it is unpacked',
    [200, { 'content-encoding': 'gzip' }, gzipSync('a'.repeat(1_001))],
  ],
  ['a bomb', [200, { 'content-encoding': 'gzip' }, bomb.subarray(0, 900)]],
  ['a bomb of Brotli', [200, { 'content-encoding': 'br' }, brotliCompressSync(Buffer.alloc(5_000_000))]],
  [
    'what unpacks to nothing, again and again',
    [200, { 'content-encoding': 'gzip' }, ...Array.from({ length: 60 }, () => gzipSync(''))],
  ],
])('%s is cut off where it is too large', async (_, answer) => {
  const [status, headers, ...body] = answer
  const server = await LocalServer.start((request, response) => {
    if (request.url === '/next') return void response.end('fine')
    response.writeHead(status, headers)
    for (const piece of body) response.write(piece)
    return void response.end()
  })
  const on = new Asking({ url: server.url, largestAnswer: 1_000, concurrency: 1 })
  const { code, message } = await on.answerTo('/')
  expect(code).toBe('too-large')
  expect(message).toContain('more than 1000 bytes')
  expect((await on.answerTo('/next')).payload).toBe('fine')
  await until(() => server.sockets.size === 1, 'one connection')
})

test('an answer as large as may be is taken, and weighs what it takes unpacked', async () => {
  const { asking: on } = await asking([200, { 'content-encoding': 'gzip' }, gzipSync('a'.repeat(1_000))], {
    largestAnswer: 1_000,
  })
  expect((await on.answerTo('/')).payload).toHaveLength(1_000)
  expect(on.side.bytes).toEqual([1_000])
})

test.each([200, 404, 302])('an answer with status %i that never ends is cut off', async (status) => {
  const server = await LocalServer.start((request, response) => {
    if (request.url !== '/') return void response.end('there')
    response.writeHead(status, { location: '/there' })
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(10_000))) {}
    }
    response.on('drain', more)
    more()
  })
  const on = new Asking({ url: server.url, largestAnswer: 100_000 })
  const { payload, code } = await on.answerTo('/')
  expect(payload ?? code).toBe({ 200: 'too-large', 404: 'not-found', 302: 'there' }[status])
  await until(() => server.underWay === 0, 'the server to see its end')
})
