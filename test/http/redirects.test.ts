import { expect, test } from 'vitest'
import { Asking } from './asking.ts'
import { LocalServer } from './local-server.ts'

/** A server whose paths lead to one another, with a status. */
const leading = (to: (path: string) => readonly [status: number, location?: string] | undefined) =>
  LocalServer.start((request, response) => {
    const [status, location] = to(request.url ?? '') ?? [200]
    response.writeHead(status, location === undefined ? {} : { location })
    response.end(`at ${request.url}`)
  })

test.each([301, 302, 303, 307, 308])('a redirect with %i is followed at the same place', async (status) => {
  const server = await leading((path) =>
    path === '/v1/a' ? [status, 'b?c=1#d'] : path === '/v1/b?c=1' ? [status, '/elsewhere'] : undefined,
  )
  const on = new Asking({ url: `${server.url}/v1`, token: 'geheim' })
  expect((await on.answerTo('/a')).payload).toBe('at /elsewhere')
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
    Array.from({ length: 3 }, () => 'Bearer geheim'),
  )
  expect(server.connections).toBe(1)
})

test('the whole address of the same place may be given, and what it says of a user counts for nothing', async () => {
  const server: LocalServer = await leading((path) =>
    path === '/a' ? [302, `http://u:p@127.0.0.1:${server.port}/b`] : undefined,
  )
  const on = new Asking({ url: server.url, token: 'geheim' })
  expect((await on.answerTo('/a')).payload).toBe('at /b')
  expect(server.requests[1]?.headers.authorization).toBe('Bearer geheim')
})

test('five redirects are followed, and no sixth', async () => {
  const server = await leading((path) => (path === '/0' ? undefined : [302, `/${Number(path.slice(1)) - 1}`]))
  const on = new Asking({ url: server.url })
  expect((await on.answerTo('/5')).payload).toBe('at /0')
  const { code, message } = await on.answerTo('/6')
  expect({ code, message }).toEqual({
    code: 'refused',
    message: expect.stringContaining('redirects more than 5 times in a row'),
  })
  expect(server.requests).toHaveLength(12)
})

test.each([
  ['another host', 'http://localhost:{port}/'],
  ['another port', 'http://127.0.0.1:1/'],
  ['another scheme', 'https://127.0.0.1:{port}/'],
  ['another host without a scheme', '//elsewhere.example/geheim'],
  ['another host by a relative path', '/\\elsewhere.example/geheim'],
  ['what is no address of HTTP', 'file:///etc/passwd'],
])('a redirect to %s is not followed', async (_, location) => {
  const server: LocalServer = await leading(() => [302, location.replace('{port}', String(server.port))])
  const on = new Asking({ url: server.url, headers: { 'X-Key': 'geheim' } })
  const { code, message } = await on.answerTo('/a')
  expect(code).toBe('refused')
  expect(message).toContain('which is not followed')
  expect(message).not.toContain('geheim')
  expect(server.requests).toHaveLength(1)
})

test.each([undefined, 'http://['])('a redirect to %s leads nowhere', async (location) => {
  const server = await leading(() => (location === undefined ? [302] : [302, location]))
  const { code, message } = await new Asking({ url: server.url }).answerTo('/a')
  expect({ code, message }).toEqual({
    code: 'refused',
    message: expect.stringContaining('does not say where to'),
  })
})

test('a path with two slashes that a redirect leads to stays a path', async () => {
  const server: LocalServer = await leading((path) =>
    path === '/a'
      ? [302, `http://127.0.0.1:${server.port}//elsewhere.example/b`]
      : path.endsWith('b')
        ? [302, 'c']
        : undefined,
  )
  expect((await new Asking({ url: server.url }).answerTo('/a')).payload).toBe('at //elsewhere.example/c')
})
