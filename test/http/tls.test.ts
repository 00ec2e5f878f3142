import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findProgram } from '../find-program.ts'
import { Certificates } from '../mqtt/certificates.ts'
import { Asking } from './asking.ts'
import { LocalServer } from './local-server.ts'

describe.skipIf(findProgram('openssl') === undefined)('with certificates, which openssl makes', () => {
  let certificates: Certificates
  let stranger: Certificates
  beforeAll(() => {
    certificates = new Certificates()
    stranger = new Certificates()
    for (const name of ['server', 'flow']) certificates.sign(name)
    stranger.sign('server')
  })
  afterAll(() => {
    certificates.remove()
    stranger.remove()
  })

  const serving = async (fields: object, requestCert = false, of = certificates) => {
    const server = await LocalServer.start((_, response) => void response.end('yes'), {
      key: of.read('server.key'),
      cert: of.read('server.pem'),
      ca: certificates.read('ca.pem'),
      requestCert,
    })
    const on = new Asking(
      { url: `https://127.0.0.1:${server.port}`, ...fields },
      join(certificates.folder, 'connections.json'),
    )
    return { server, on }
  }

  test('a server whose authority is named is asked, by one connection', async () => {
    const { server, on } = await serving({ ca: 'ca.pem' })
    for (const path of ['/1', '/2', '/3']) expect((await on.answerTo(path)).payload).toBe('yes')
    expect(server.connections).toBe(1)
    expect(on.side.told).toEqual([])
  })

  test('one of an unknown authority, or of another, is told nothing', async () => {
    for (const [fields, of] of [
      [{ token: 'geheim' }, certificates],
      [{ token: 'geheim', ca: 'ca.pem' }, stranger],
    ] as const) {
      const { server, on } = await serving(fields, false, of)
      const { code, message } = await on.answerTo('/')
      expect(code).toBe('unreachable')
      expect(message).toContain('certificate')
      expect(server.requests).toEqual([])
    }
  })

  test('a certificate is not checked where nobody wants it, which is warned of', async () => {
    const { on } = await serving({ rejectUnauthorized: false })
    expect((await on.answerTo('/')).payload).toBe('yes')
    expect(on.side.told).toEqual([expect.stringContaining('its certificate is not checked')])
  })

  test('a server that wants a certificate lets in who has one', async () => {
    const refused = await serving({ ca: 'ca.pem' }, true)
    const { code, message } = await refused.on.answerTo('/')
    expect(code).toBe('unreachable')
    expect(message).toContain('does not accept our certificate; check "cert" and "key"')
    const { on } = await serving({ ca: 'ca.pem', cert: 'flow.pem', key: 'flow.key' }, true)
    expect((await on.answerTo('/')).payload).toBe('yes')
  })

  test('a certificate for another host is one for another host', async () => {
    const { server } = await serving({})
    const on = new Asking(
      { url: `https://127.0.0.2:${server.port}`, ca: 'ca.pem' },
      join(certificates.folder, 'connections.json'),
    )
    const { code } = await on.answerTo('/')
    expect(code).toBe('unreachable')
  })
})

test('what answers without TLS is not taken for a server with it', async () => {
  const server = await LocalServer.start((_, response) => void response.end('yes'))
  const { code, message } = await new Asking({ url: `https://127.0.0.1:${server.port}` }).answerTo('/')
  expect({ code, message }).toEqual({
    code: 'unreachable',
    message: expect.stringContaining('what answers there does not speak TLS'),
  })
})
