import { createServer, type Socket } from 'node:net'
import { Aedes } from 'aedes'
import { type Listening, listenNear } from './listen-near.ts'
import { publishInOrder } from './publish-in-order.ts'

export interface EmbeddedBroker {
  readonly listening: Listening
  readonly port: number
  readonly url: string
  close(): Promise<void>
}

/**
 * A small MQTT 3.1.1 broker in this process, for trying things out: it listens on the loopback interface only, asks
 * nobody for a password, and keeps sessions and retained messages in memory, so that they end with it.
 */
export async function startBroker(wanted: number): Promise<EmbeddedBroker> {
  // A subscriber that stops reading is let go, since the others would wait for it.
  const aedes = await Aedes.createBroker({ drainTimeout: 20_000 })
  publishInOrder(aedes)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    socket.setNoDelay(true)
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    aedes.handle(socket)
  })
  const listening = await listenNear(server, wanted)
  const { port } = listening
  return {
    listening,
    port,
    url: `mqtt://127.0.0.1:${port}`,
    close: async () => {
      await new Promise<void>((resolve) => {
        aedes.close(() => resolve())
      })
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
