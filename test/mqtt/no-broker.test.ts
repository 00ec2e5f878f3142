import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { RecordingSide } from './recording-side.ts'
import { sink, source } from './served-nodes.ts'
import { until } from './until.ts'

let attempts = 0
vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({
  retryDelay: () => {
    attempts++
    return 10
  },
}))
vi.mock('../../engine/host/connectors/mqtt/subscribe-patience.ts', () => ({ subscribePatience: 20 }))

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  attempts = 0
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

/** A flow with a connection to what answers so to whatever comes. */
async function flowAt(answer: (socket: Socket, bytes: Buffer) => void, nodes = [sink('out')]) {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes: Buffer) => answer(socket, bytes))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => server.close())
  const { port } = server.address() as AddressInfo // a server on a TCP port has an AddressInfo
  const side = new RecordingSide()
  const broker = brokerAt('default', `mqtt://127.0.0.1:${port}`)
  const opened = mqttConnector(new Map([['default', broker]])).open(nodes, side)
  cleanUps.push(() => opened.close(0))
  return side
}

const fill = (byte: number) => Buffer.alloc(4_096, byte)

test.each<[what: string, answer: (socket: Socket) => void, said: string]>([
  [
    'ends each connection',
    (socket) => socket.end(),
    'takes the connection and ends it without an answer; is it a',
  ],
  ['resets each connection', (socket) => socket.resetAndDestroy(), 'the other side ended the connection'],
  [
    'speaks HTTP',
    (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    'does not speak MQTT; is the port right',
  ],
  [
    'greets like SSH',
    (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
    'does not speak MQTT; is the port right',
  ],
  ['sends zeros', (socket) => socket.end(fill(0)), 'does not speak MQTT; is the port right'],
  ['sends ones', (socket) => socket.end(fill(255)), 'does not speak MQTT; is the port right'],
])('what %s is told once, with what to do', async (_what, answer, said) => {
  const side = await flowAt(answer)
  await until(() => side.told.length > 0 && attempts >= 6, 'word of it', { seen: side.seen })
  expect(side.told).toEqual([expect.stringContaining(`: not reachable: `)])
  expect(side.told[0]).toContain(said)
})

test('a broker that never answers SUBSCRIBE is told', async () => {
  const connack = Uint8Array.of(0x20, 3, 0, 0, 0)
  const side = await flowAt(
    (socket, bytes) => {
      if (bytes[0] === 0x10) socket.write(connack)
    },
    [source('in', 'a/+')],
  )
  await until(() => side.told.length > 0, 'word of it', { seen: side.seen })
  expect(side.told).toEqual([
    expect.stringMatching(/^warning: .*has not answered for .* that it will send a\/\+;/),
  ])
})
