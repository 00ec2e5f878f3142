import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { mqttConnector } from '../../engine/host/connectors/mqtt/mqtt-connector.ts'
import { brokerAt } from '../../engine/host/connectors/mqtt/read-brokers.ts'
import { RecordingSide } from './recording-side.ts'
import { sink, source } from './served-nodes.ts'
import { until } from './until.ts'

const connack = Uint8Array.of(0x20, 3, 0, 0, 0)

test.each<[what: string, answer: (socket: Socket) => void]>([
  ['says nothing', () => {}],
  ['lets us in and then says nothing', (socket) => socket.write(connack)],
])('an end leaves no connection behind at a broker that %s', async (_what, answer) => {
  const sockets = new Set<Socket>()
  let heard = 0
  // It does not end its side of a connection.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.once('data', () => {
      heard++
      answer(socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo // a server on a TCP port has an AddressInfo
    const side = new RecordingSide()
    const brokers = new Map([['default', brokerAt('default', `mqtt://127.0.0.1:${port}`)]])
    const open = mqttConnector(brokers).open([source('in', 'in'), sink('out')], side)
    await until(() => heard === 2, 'two connections')
    open.stopReading()
    expect(await open.close(0)).toBe(0)
    // The other side learns of the end where it writes to what is gone.
    const gone = () => {
      for (const socket of sockets) socket.write(Uint8Array.of(0xd0, 0))
      return sockets.size === 0
    }
    await until(gone, 'the end of both', { patience: 3_000 })
    expect(side.told).toEqual([])
  } finally {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
})
