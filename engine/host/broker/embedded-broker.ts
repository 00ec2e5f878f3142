import { createServer, type Socket } from 'node:net'
import { Aedes, type Client } from 'aedes'
import { boundPersistence } from './bound-persistence.ts'
import { boundSessions } from './bound-sessions.ts'
import { boundSubscriptions } from './bound-subscriptions.ts'
import { type BrokerLimits, brokerLimits } from './broker-limits.ts'
import { BrokerLosses } from './broker-losses.ts'
import { limitSocket } from './limit-socket.ts'
import { type Listening, listenNear } from './listen-near.ts'
import { PacketGauge } from './packet-gauge.ts'
import { publishInOrder } from './publish-in-order.ts'

export interface EmbeddedBroker {
  readonly listening: Listening
  readonly port: number
  readonly url: string
  /** What it did not take or keep, by what it was. */
  readonly losses: ReadonlyMap<string, number>
  close(): Promise<void>
}

/**
 * A small MQTT 3.1.1 broker in this process, for trying things out: it listens on the loopback interface only, asks
 * nobody for a password, and keeps sessions and retained messages in memory, so that they end with it. What is beyond
 * its limits it refuses or drops, which is counted, and told the first time.
 */
export async function startBroker(
  wanted: number,
  tell: (text: string) => void = () => {},
  limits: BrokerLimits = brokerLimits,
): Promise<EmbeddedBroker> {
  // A subscriber that stops reading is let go, since the others would wait for it.
  const aedes = await Aedes.createBroker({ drainTimeout: 20_000 })
  const losses = new BrokerLosses(tell)
  publishInOrder(aedes)
  boundSubscriptions(aedes, limits, losses)
  const stopForgetting = boundSessions(aedes, boundPersistence(aedes, limits, losses), limits, losses)
  const clients = new Map<Socket, Client>()
  const server = createServer((socket) => {
    socket.setNoDelay(true)
    socket.once('close', () => clients.delete(socket))
    limitSocket(socket, new PacketGauge(limits.message, limits.otherPacket), (bytes) =>
      losses.count(
        'connections ended for a packet too large',
        `a client began a packet of ${bytes.toLocaleString('en')} bytes, and its connection was ended; a message ` +
          `may have ${limits.message.toLocaleString('en')}, any other packet ${limits.otherPacket.toLocaleString('en')}`,
      ),
    )
    clients.set(socket, aedes.handle(socket))
  })
  const listening = await listenNear(server, wanted)
  const { port } = listening
  return {
    listening,
    port,
    url: `mqtt://127.0.0.1:${port}`,
    losses: losses.counts,
    close: async () => {
      stopForgetting()
      // First of all, so that nobody waits for what a client has left behind.
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      for (const [socket, client] of clients) {
        forgetSubscriptions(client)
        socket.destroy()
      }
      await new Promise<void>((resolve) => {
        aedes.close(() => resolve())
      })
      await closed
    },
  }
}

/** Aedes ends each of them in a turn of its own, which with many takes longer than a stop may. */
function forgetSubscriptions(client: Client): void {
  ;(client as unknown as { subscriptions: object }).subscriptions = Object.create(null) // its types leave it out
}
