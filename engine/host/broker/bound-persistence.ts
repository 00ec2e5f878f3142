import { Readable } from 'node:stream'
import type { Aedes } from 'aedes'
import type { BrokerLimits } from './broker-limits.ts'
import type { BrokerLosses } from './broker-losses.ts'
import { OutgoingQueues } from './outgoing-queues.ts'
import { ReceivedIds } from './received-ids.ts'
import { RetainedMessages } from './retained-messages.ts'
import { compact, type StoredPacket } from './stored-packet.ts'
import { UnkeptMessages } from './unkept-messages.ts'

interface Owner {
  readonly id: string
}

/** The parts of what Aedes stores by (aedes-persistence 11) that are replaced here. */
interface Persistence {
  storeRetained(packet: StoredPacket & { readonly topic: string }): Promise<void>
  createRetainedStream(filter: string): Readable
  createRetainedStreamCombi(filters: readonly string[]): Readable
  outgoingEnqueue(to: { readonly clientId: string }, packet: StoredPacket): Promise<void>
  outgoingEnqueueCombi(to: readonly { readonly clientId: string }[], packet: StoredPacket): Promise<void>
  outgoingUpdate(client: Owner, packet: StoredPacket): Promise<void>
  outgoingClearMessageId(client: Owner, packet: StoredPacket): Promise<StoredPacket | undefined>
  outgoingStream(client: Owner): Readable
  incomingStorePacket(client: Owner, packet: StoredPacket): Promise<void>
  incomingGetPacket(client: Owner, packet: StoredPacket): Promise<StoredPacket>
  incomingDelPacket(client: Owner, packet: StoredPacket): Promise<void>
  cleanIncoming(client: Owner): Promise<void>
  cleanSubscriptions(client: Owner): Promise<void>
}

export interface BoundedPersistence {
  /** Ends the session of a client that is away; gives how many messages waited for it. */
  forget(client: string): number
}

/** Bounds what a broker keeps in memory of messages; what is beyond is counted. */
export function boundPersistence(
  aedes: Aedes,
  limits: BrokerLimits,
  losses: BrokerLosses,
): BoundedPersistence {
  // Its types leave out both.
  const { persistence, clients } = aedes as unknown as {
    readonly persistence: Persistence
    readonly clients: Readonly<Record<string, object>>
  }
  const queues = new OutgoingQueues(limits)
  const retained = new RetainedMessages(limits)
  const received = new ReceivedIds()
  const unkept = new UnkeptMessages()
  const cleanSubscriptions = persistence.cleanSubscriptions.bind(persistence)
  const enqueue = (owners: readonly { readonly clientId: string }[], packet: StoredPacket): void => {
    let own: StoredPacket | undefined
    for (const { clientId } of owners) {
      if (queues.add(clientId, packet, () => (own ??= compact(packet)))) continue
      // Who is connected is sent it all the same.
      if (clientId in clients) unkept.add(clientId, packet.brokerCounter ?? 0)
      else refused(clientId)
    }
  }
  const room =
    `at most ${limits.queuedMessages.toLocaleString('en')} messages and ${megabytes(limits.queuedBytes)} are kept ` +
    `for a client (${megabytes(limits.allQueuedBytes)} for all)`
  const refused = (client: string): void =>
    losses.count(
      'messages not kept for a client with a session',
      `${room}; the first that is away and has more is ${shortened(client)}, and misses what is beyond`,
    )
  aedes.on('clientDisconnect', ({ id }) => {
    const missed = unkept.take(id)
    // When the broker ends, so does all that it keeps.
    if (missed === 0 || aedes.closed) return
    losses.count(
      'messages not kept that may not have arrived when a connection ended',
      `${room}; the connection of ${shortened(id)} ended before it had acknowledged ` +
        `${missed.toLocaleString('en')} beyond that, which may not have arrived and are not sent again`,
      missed,
    )
  })
  const found: Partial<Persistence> = {
    storeRetained: async (packet) => {
      if (retained.keep(packet.topic, packet)) return
      losses.count(
        'retained messages not kept',
        `at most ${limits.retainedMessages.toLocaleString('en')} retained messages and ` +
          `${megabytes(limits.retainedBytes)} are kept; further ones are passed on, but not kept`,
      )
    },
    createRetainedStream: (filter) => Readable.from(retained.matching([filter])),
    createRetainedStreamCombi: (filters) => Readable.from(retained.matching(filters)),
    outgoingEnqueue: async (to, packet) => enqueue([to], packet),
    outgoingEnqueueCombi: async (to, packet) => enqueue(to, packet),
    outgoingUpdate: async ({ id }, packet) => {
      queues.update(id, packet)
      if (packet.cmd === 'publish')
        unkept.sent(id, packet.brokerCounter ?? 0, packet.messageId ?? 0, packet.qos ?? 0)
    },
    outgoingClearMessageId: async ({ id }, packet) => {
      unkept.acknowledged(id, packet.messageId ?? 0)
      return queues.remove(id, packet.messageId)
    },
    outgoingStream: ({ id }) => Readable.from(queues.of(id)),
    incomingStorePacket: async ({ id }, packet) => received.add(id, packet.messageId ?? 0),
    incomingGetPacket: async ({ id }, packet) => {
      // Whether there is one is all that is asked.
      if (!received.has(id, packet.messageId ?? 0)) throw new Error('no such packet')
      return packet
    },
    incomingDelPacket: async ({ id }, packet) => received.remove(id, packet.messageId ?? 0),
    cleanIncoming: async ({ id }) => received.drop(id),
    // A session that is not wanted any more ends with all that waited for it.
    cleanSubscriptions: async (client) => {
      queues.drop(client.id)
      await cleanSubscriptions(client)
    },
  }
  Object.assign(persistence, found)
  return {
    forget: (id) => {
      const waited = queues.drop(id)
      received.drop(id)
      void cleanSubscriptions({ id }) // what it removes is in memory, and it cannot fail
      return waited
    },
  }
}

const shortened = (client: string): string => JSON.stringify(client.slice(0, 80))

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`
