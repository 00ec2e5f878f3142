import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect as connectTcp, createServer, type Server } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls, createServer as createTlsServer, type TLSSocket } from 'node:tls'
import { afterEach, expect, test, vi } from 'vitest'
import type { BrokerSettings } from '../../engine/host/connectors/mqtt/broker-settings.ts'
import { openStream } from '../../engine/host/connectors/mqtt/client/open-stream.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { findProgram } from '../find-program.ts'
import { Certificates } from './certificates.ts'
import { websocketAccept } from './websocket-accept.ts'

// They connect as ever; what they are asked for is seen.
vi.mock('node:net', { spy: true })
vi.mock('node:tls', { spy: true })

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

type Secrets = Partial<Pick<BrokerSettings, 'ca' | 'cert' | 'key' | 'rejectUnauthorized'>>

/** Opens the way to it, and says whether it could be written to or what went wrong, with what came from there. */
function open(url: string, secrets: Secrets = {}) {
  let came = ''
  const { promise, resolve } = Promise.withResolvers<string>()
  const stream: Duplex = openStream(
    { ...brokerAt('default', url), ...secrets },
    { reached: () => {}, open: () => resolve('open'), read: (bytes) => (came += bytes.toString()) },
  )
  stream.on('error', (error) => resolve('code' in error ? String(error.code) : error.message))
  stream.on('close', () => resolve('closed'))
  cleanUps.push(() => stream.destroy())
  return { stream, outcome: promise, came: () => came }
}

/** Listens on a port; gives what stands behind the scheme in its address. */
async function listening(server: Server, host = '127.0.0.1'): Promise<string> {
  const sockets = new Set<Duplex>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, host, resolve)
  })
  cleanUps.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo // a server on a TCP port has an AddressInfo
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

test.each([
  ['mqtt://127.0.0.1', connectTcp, 1883],
  ['mqtt://127.0.0.1:1', connectTcp, 1],
  ['mqtts://127.0.0.1', connectTls, 8883],
  ['mqtts://127.0.0.1:1', connectTls, 1],
])('by %s what is written goes at once, and to the right port', async (url, connect, port) => {
  const { outcome } = open(url)
  expect(connect).toHaveBeenLastCalledWith(
    expect.objectContaining({ host: '127.0.0.1', port, noDelay: true }),
  )
  // Whatever it is: mostly nothing listens there.
  await outcome
})

test('an address of IPv6 stands in brackets', async ({ skip }) => {
  const server = createServer((socket) => socket.write('hello'))
  const place = await listening(server, '::1').catch(() => undefined)
  if (place === undefined) return skip('this machine has no IPv6')
  const { outcome, came } = open(`mqtt://${place}`)
  expect(await outcome).toBe('open')
  await vi.waitUntil(() => came() === 'hello')
})

/** Whom a server of TLS that asks for certificates has let in. */
async function secureServer(scheme: 'mqtts' | 'wss', certificates: Certificates) {
  const names: string[] = []
  const options = {
    ca: certificates.read('ca.pem'),
    cert: certificates.read('broker.pem'),
    key: certificates.read('broker.key'),
    requestCert: true,
  }
  const note = (socket: TLSSocket): void => {
    names.push(String(socket.getPeerCertificate().subject.CN))
  }
  if (scheme === 'mqtts') return { names, place: await listening(createTlsServer(options, note)) }
  const server = createHttpsServer(options)
  server.on('upgrade', ({ headers, socket }, stream: Duplex) => {
    note(socket as TLSSocket) // it is one of HTTPS
    stream.write(websocketAccept(headers))
  })
  return { names, place: await listening(server) }
}

test.for(['mqtts', 'wss'] as const)(
  '%s: certificates are checked, and ours is shown',
  async (scheme, { skip }) => {
    skip(findProgram('openssl') === undefined, 'openssl, which makes the certificates, is not installed')
    const certificates = new Certificates()
    cleanUps.push(() => certificates.remove())
    for (const name of ['broker', 'flow']) certificates.sign(name)
    const { names, place } = await secureServer(scheme, certificates)
    const [ca, cert, key] = ['ca.pem', 'flow.pem', 'flow.key'].map((file) => certificates.read(file)) as [
      string,
      string,
      string,
    ] // one for each file
    const outcomeWith = (secrets: Secrets): Promise<string> => open(`${scheme}://${place}`, secrets).outcome
    expect(await outcomeWith({ ca, cert, key })).toBe('open')
    await vi.waitUntil(() => names.length === 1)
    expect(names).toEqual(['flow'])
    // The authority is not known to the system.
    expect(await outcomeWith({ cert, key })).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/)
    expect(await outcomeWith({ cert, key, rejectUnauthorized: false })).toBe('open')
    await vi.waitUntil(() => names.length === 2)
    expect(names).toEqual(['flow', 'flow'])
    // With TLS 1.3 the server looks at ours when for us all is well.
    await Promise.all([outcomeWith({ ca }), outcomeWith({ ca, cert })])
    expect(names).toEqual(['flow', 'flow'])
  },
)
