import type { BrokerLimits } from './broker-limits.ts'
import { packetBytes, type StoredPacket } from './stored-packet.ts'

interface Queue {
  /** By the number that the broker gave the message, oldest first. */
  readonly packets: Map<number, StoredPacket>
  /** That number by the id under which the message was sent. */
  readonly ids: Map<number, number>
  bytes: number
}

/** What clients with a session are to get and have not acknowledged, bounded. */
export class OutgoingQueues {
  private readonly limits: BrokerLimits
  private readonly queues = new Map<string, Queue>()
  private bytes = 0

  constructor(limits: BrokerLimits) {
    this.limits = limits
  }

  /**
   * False where there is no room for it. What two subscriptions of a client ask for is kept once. `copy` gives what is
   * kept, and is asked only then.
   */
  add(client: string, packet: StoredPacket, copy: () => StoredPacket): boolean {
    const queue = this.queues.get(client) ?? { packets: new Map(), ids: new Map(), bytes: 0 }
    const number = packet.brokerCounter ?? 0
    if (queue.packets.has(number)) return true
    const bytes = packetBytes(packet)
    const { queuedMessages, queuedBytes, allQueuedBytes } = this.limits
    if (queue.packets.size >= queuedMessages || queue.bytes + bytes > queuedBytes) return false
    if (this.bytes + bytes > allQueuedBytes) return false
    queue.packets.set(number, { ...copy() })
    this.grow(queue, bytes)
    this.queues.set(client, queue)
    return true
  }

  /**
   * Notes the id under which a message is sent, or puts the release of a message of QoS 2 in its place. What is not
   * kept is passed over.
   */
  update(client: string, packet: StoredPacket): void {
    const queue = this.queues.get(client)
    const { messageId } = packet
    if (queue === undefined || messageId === undefined) return
    const kept = packet.cmd === 'publish' ? queue.packets.get(packet.brokerCounter ?? 0) : undefined
    if (kept !== undefined) {
      if (kept.messageId !== undefined) queue.ids.delete(kept.messageId)
      kept.messageId = messageId
      queue.ids.set(messageId, packet.brokerCounter ?? 0)
      return
    }
    const number = queue.ids.get(messageId)
    const sent = number === undefined ? undefined : queue.packets.get(number)
    if (number === undefined || sent === undefined || packet.cmd === 'publish') return
    this.grow(queue, packetBytes(packet) - packetBytes(sent))
    queue.packets.set(number, packet)
  }

  /** A message was acknowledged, for good; gives it. */
  remove(client: string, messageId: number | undefined): StoredPacket | undefined {
    const queue = this.queues.get(client)
    const number = messageId === undefined ? undefined : queue?.ids.get(messageId)
    const packet = number === undefined ? undefined : queue?.packets.get(number)
    if (queue === undefined || number === undefined || messageId === undefined || packet === undefined)
      return undefined
    queue.ids.delete(messageId)
    queue.packets.delete(number)
    this.grow(queue, -packetBytes(packet))
    if (queue.packets.size === 0) this.queues.delete(client)
    return packet
  }

  of(client: string): readonly StoredPacket[] {
    return [...(this.queues.get(client)?.packets.values() ?? [])]
  }

  /** Ends a client's queue; gives how many messages were in it. */
  drop(client: string): number {
    const queue = this.queues.get(client)
    if (queue === undefined) return 0
    this.bytes -= queue.bytes
    this.queues.delete(client)
    return queue.packets.size
  }

  private grow(queue: Queue, bytes: number): void {
    queue.bytes += bytes
    this.bytes += bytes
  }
}
