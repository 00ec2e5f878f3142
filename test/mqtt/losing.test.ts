import { type AddressInfo, createServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { Mosquitto } from './mosquitto.ts'
import { RecordingSide } from './recording-side.ts'
import { sink, source } from './served-nodes.ts'
import { TcpProxy } from './tcp-proxy.ts'
import { until } from './until.ts'

const attempts: number[] = []
// Pauses are short here; what they would be made of is kept.
vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({
  retryDelay: (count: number) => {
    attempts.push(count)
    return 20
  },
}))

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  attempts.length = 0
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

function open(
  url: string,
  flow: string,
  protocol: 'auto' | '3.1.1' = 'auto',
  nodes = [source('in', 'in/+')],
) {
  const side = new RecordingSide(flow)
  const broker = { ...brokerAt('default', url), protocol }
  const opened = mqttConnector(new Map([['default', broker]])).open(nodes, side)
  cleanUps.push(() => opened.close(0))
  return { opened, side }
}

async function proxied(): Promise<TcpProxy> {
  const broker = await Mosquitto.start()
  cleanUps.push(() => broker.stop())
  const proxy = await TcpProxy.before(broker.port)
  cleanUps.push(() => proxy.close())
  return proxy
}

test.each(['auto', '3.1.1'] as const)(
  'a flow that runs twice says that it does and what to do, and its pauses grow (MQTT %s)',
  async (protocol) => {
    const proxy = await proxied()
    const first = open(proxy.url, 'twice', protocol)
    await first.opened.ready
    attempts.length = 0
    const second = open(proxy.url, 'twice', protocol)
    await second.opened.ready
    const said = /same client id.*run the flow only once, or give the connection another "clientId"/
    await until(
      () => [first, second].some(({ side }) => side.told.some((line) => said.test(line))),
      'what the matter is',
      { seen: first.side.seen },
    )
    await until(() => Math.max(...attempts) >= 5, 'growing pauses', { seen: () => attempts.join(' ') })
    // Neither begins anew though each attempt gets a connection.
    expect(attempts.slice(-4).every((count) => count > 0)).toBe(true)
  },
)

test('a broker that is gone again and again is not taken for a second client', async () => {
  const proxy = await proxied()
  const { opened, side } = open(proxy.url, 'once')
  await opened.ready
  for (let round = 1; round <= 4; round++) {
    proxy.down()
    await until(
      () => side.told.filter((line) => line.includes('lost')).length === round,
      'word of the loss',
      {
        seen: side.seen,
      },
    )
    const before = attempts.length
    await until(() => attempts.length > before, 'an attempt that fails')
    proxy.down(false)
    await until(
      () => side.told.filter((line) => line.endsWith(': connected')).length === round,
      'word of the return',
      { seen: side.seen },
    )
  }
  expect(side.told.filter((line) => line.includes('client id'))).toEqual([])
})

test('a broker that says that the session was taken over is quoted at once', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    // CONNACK, then DISCONNECT with the reason code 0x8E (MQTT 5).
    socket.once('data', () => socket.end(Uint8Array.of(0x20, 3, 0, 0, 0, 0xe0, 1, 0x8e)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => server.close())
  const { port } = server.address() as AddressInfo // a server on a TCP port has an AddressInfo
  const { side } = open(`mqtt://127.0.0.1:${port}`, 'taken', 'auto', [sink('out')])
  await until(() => side.told.some((line) => line.includes('lost')), 'word of the loss', { seen: side.seen })
  expect(side.told.find((line) => line.includes('lost'))).toMatch(
    /lost: another client has connected with the same client id; run the flow only once/,
  )
})

test.each([
  ['a reserved flag', [0xd1, 0]],
  ['a packet that breaks off', [0x30, 3, 0, 9, 65]],
  ['a packet of no kind', [0, 2, 1, 1]],
])('%s in mid-session ends the connection, and the next one speaks MQTT 5 again', async (_what, bytes) => {
  const proxy = await proxied()
  const { opened, side } = open(proxy.url, 'damaged')
  await opened.ready
  proxy.inject(bytes)
  await until(() => proxy.connections === 2, 'a second connection', { seen: side.seen })
  await until(
    () => side.told.filter((line) => line.endsWith(': connected')).length === 1,
    'word of the return',
    {
      seen: side.seen,
    },
  )
  expect(proxy.levels).toEqual([5, 5])
  expect(
    side.told.some((line) => line.includes('lost')),
    side.seen(),
  ).toBe(true)
})
