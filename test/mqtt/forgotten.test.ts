import { type AddressInfo, createServer } from 'node:net'
import { expect, test, vi } from 'vitest'
import { ConnectionNews } from '../../engine/host/connectors/mqtt/connection-news.ts'
import { OutgoingQueue } from '../../engine/host/connectors/mqtt/outgoing-queue.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { RecordingSide } from './recording-side.ts'
import { until } from './until.ts'

vi.mock('../../engine/host/connectors/mqtt/retry-delay.ts', () => ({ retryDelay: () => 10 }))

const start = 1_700_000_000_000

/** PUBLISH, PUBREL */
const kinds: Readonly<Record<number, string>> = { 3: 'message', 6: 'release' }

test.each([
  ['knows the session', 1, {}, ['message', 'release', 'cut', 'release']],
  ['has forgotten the session', 0, {}, ['message', 'release', 'cut', 'message', 'release']],
  // Perhaps it arrived; it is too late for it now.
  [
    'has forgotten the session of what has expired',
    0,
    { expires: 1_000 },
    ['message', 'release', 'cut', 'release'],
  ],
])(
  'a broker that %s when it had taken a message of QoS 2 over and not passed it on',
  async (_what, sessionPresent, options, expected) => {
    const side = new RecordingSide()
    side.time = start
    const seen: string[] = []
    const server = createServer((socket) => {
      socket.on('error', () => {})
      // Nothing here is so fast that two packets come together.
      socket.on('data', (bytes: Buffer) => {
        const kind = (bytes[0] ?? 0) >> 4
        const again = seen.includes('cut')
        seen.push(...(kinds[kind] === undefined ? [] : [kinds[kind]]))
        if (kind === 1) socket.write(Uint8Array.of(0x20, 3, again ? sessionPresent : 0, 0, 0))
        // The topic is one letter, and the id stands after it.
        if (kind === 3) socket.write(Uint8Array.of(0x50, 2, bytes[5] ?? 0, bytes[6] ?? 0))
        if (kind === 6 && again) socket.write(Uint8Array.of(0x70, 2, bytes[2] ?? 0, bytes[3] ?? 0))
        if (kind === 6 && !again) {
          seen.push('cut')
          side.time = start + 5_000
          socket.destroy()
        }
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo // a server on a TCP port has an AddressInfo
    const broker = brokerAt('default', `mqtt://127.0.0.1:${port}`)
    const queue = new OutgoingQueue(broker, 'test-out', new ConnectionNews(broker, side.tell), side)
    try {
      await queue.ready
      queue.send('t', 'open the valve', { qos: 2, ...options })
      await until(() => queue.length === 0, 'an acknowledgement', { seen: side.seen })
      expect(seen).toEqual(expected)
      const isSentAgain = expected.filter((what) => what === 'message').length > 1
      const counted = 'messages of QoS 2 sent a second time because the broker had forgotten the session'
      expect(side.counts).toEqual(isSentAgain ? { [counted]: 1 } : {})
      expect(side.told.some((line) => line.includes('may arrive twice'))).toBe(isSentAgain)
    } finally {
      await queue.close(0)
      server.close()
    }
  },
)
