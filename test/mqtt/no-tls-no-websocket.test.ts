import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, expect, test, vi } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { findProgram } from '../find-program.ts'
import { Certificates } from './certificates.ts'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { sink } from './served-nodes.ts'
import { TcpProxy } from './tcp-proxy.ts'
import { until } from './until.ts'
import { websocketAccept } from './websocket-accept.ts'

vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

/** Listens, and gives the port. */
async function listening(server: Server): Promise<number> {
  const sockets = new Set<Duplex>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port // a server on a TCP port has an AddressInfo
}

function flowTo(url: string, rejectUnauthorized = true) {
  const side = new RecordingSide()
  const broker = { ...brokerAt('default', url), rejectUnauthorized }
  const opened = mqttConnector(new Map([['default', broker]])).open([sink('out')], side)
  cleanUps.push(() => opened.close(0))
  return { side, opened }
}

const mosquitto = async (): Promise<number> => {
  const started = await Mosquitto.start()
  cleanUps.push(() => started.stop())
  return started.port
}

/** A server that says this to whoever connects. */
const saying = (text: string) => (): Promise<number> =>
  listening(createServer((socket) => socket.write(text)))

const http = (): Promise<number> => listening(createHttpServer())

/** A server of WebSockets that lets everybody in, and then says these bytes. */
const letsIn = (bytes: readonly number[], subprotocol?: string) => (): Promise<number> => {
  const server = createHttpServer()
  server.on('upgrade', ({ headers }, socket: Duplex) => {
    // Together, so that they are there before a word is said.
    socket.write(Buffer.concat([Buffer.from(websocketAccept(headers, subprotocol)), Buffer.from(bytes)]))
  })
  return listening(server)
}

/** Goodbye, with the code 1008. */
const closing = letsIn([0x88, 2, 0x03, 0xf0])

const broken = letsIn([0xff, 0xff, 1, 2, 3])

const withoutMqtt = letsIn([], '')

const raw = /routines|openssl|EPROTO|readyState|\.c:\d/i

test.each<[what: string, scheme: string, start: () => Promise<number>, said: RegExp]>([
  [
    'mosquitto without TLS',
    'mqtts',
    mosquitto,
    /ended the connection before it said a word; .*does it speak TLS, not plain MQTT/,
  ],
  [
    'mosquitto without TLS',
    'wss',
    mosquitto,
    /ended the connection before it said a word; .*or MQTT over TLS/,
  ],
  [
    'what greets without TLS',
    'mqtts',
    saying('220 mail.example\r\n'),
    /what answers there does not speak TLS; is the port right, and does it speak TLS, not plain MQTT/,
  ],
  [
    'what greets without TLS',
    'wss',
    saying('220 mail.example\r\n'),
    /what answers there does not speak TLS; is the port right, and .*not without it \("ws:/,
  ],
  ['HTTP without TLS', 'wss', http, /what answers there does not speak TLS; is the port right/],
  ['a server that closes each WebSocket', 'ws', closing, /has closed the WebSocket; is the port right/],
  [
    'a server that breaks WebSocket',
    'ws',
    broken,
    /does not speak WebSocket as it should; is the port right/,
  ],
  ['a server of another subprotocol', 'ws', withoutMqtt, /not MQTT by it; is the path right/],
])('%s, at an address of %s, is said in words', async (_what, scheme, start, said) => {
  const { side } = flowTo(`${scheme}://127.0.0.1:${await start()}`)
  await until(() => side.told.length > 0, 'word of it', { patience: 5_000, seen: side.seen })
  expect(side.told[0]).toMatch(said)
  expect(side.told[0]).not.toMatch(raw)
})

test('what is none of TLS in the midst of it is said in words, too', async ({ skip }) => {
  skip(findProgram('openssl') === undefined, 'openssl, which makes the certificates, is not installed')
  const certificates = new Certificates()
  cleanUps.push(() => certificates.remove())
  certificates.sign('broker')
  const secrets = { cert: certificates.read('broker.pem'), key: certificates.read('broker.key') }
  const port = await listening(
    createTlsServer(secrets, (socket) => {
      socket.once('data', () => socket.write(Uint8Array.of(0x20, 3, 0, 0, 0)))
    }),
  )
  const proxy = await TcpProxy.before(port)
  cleanUps.push(() => proxy.close())
  const { side, opened } = flowTo(proxy.url.replace('mqtt', 'mqtts'), false)
  await opened.ready
  proxy.inject([...Buffer.alloc(20_000, 'x')])
  const lost = (): string | undefined => side.told.find((line) => line.includes('lost'))
  await until(() => lost() !== undefined, 'the loss', { seen: side.seen })
  expect(lost()).toMatch(/: lost: what answers there does not speak TLS; trying again$/)
})
