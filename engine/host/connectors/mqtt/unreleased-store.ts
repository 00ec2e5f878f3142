import { type IStore, Store } from 'mqtt'

/** What a packet takes beside its bytes, about. */
const overhead = 1_000

/** So many may hold what they were read with, which takes less time; brokers usually send no more at once. */
const few = 64

/**
 * What mqtt.js keeps of messages of QoS 2 that have come, until the broker releases them: within a bound, in bytes. It
 * forgets them by itself where the broker has forgotten the session.
 */
export class UnreleasedStore extends Store {
  private readonly most: number
  private readonly full: () => void
  /** What each takes, by its id. */
  private readonly sizes = new Map<number, number>()
  private held = 0

  /** `full` is called for a message beyond the bound; it is not kept, and not acknowledged. One alone always is. */
  constructor(most: number, full: () => void) {
    super({ clean: false })
    this.most = most
    this.full = full
  }

  override put(packet: Parameters<IStore['put']>[0], done: Parameters<IStore['put']>[1]): this {
    const id = packet.messageId ?? 0
    const before = this.sizes.get(id)
    const size = (packet.length ?? 0) + overhead
    const held = this.held - (before ?? 0) + size
    if (held > this.most && this.sizes.size > (before === undefined ? 0 : 1)) {
      this.full()
      return this
    }
    this.sizes.set(id, size)
    this.held = held
    if (packet.cmd === 'publish' && this.sizes.size > few) {
      const { payload, properties } = packet
      if (typeof payload !== 'string') packet.payload = alone(payload)
      if (properties?.correlationData !== undefined)
        properties.correlationData = alone(properties.correlationData)
    }
    return super.put(packet, done)
  }

  override del(packet: Parameters<IStore['del']>[0], done: Parameters<IStore['del']>[1]): this {
    const id = packet.messageId ?? 0
    this.held -= this.sizes.get(id) ?? 0
    this.sizes.delete(id)
    return super.del(packet, done)
  }

  override close(done: Parameters<IStore['close']>[0]): void {
    for (const messageId of this.sizes.keys()) this.del({ messageId }, () => {})
    super.close(done)
  }
}

/** A short part of what was read at once would keep all of that in memory. */
function alone(bytes: Buffer): Buffer {
  if (bytes.buffer.byteLength <= 4 * bytes.length) return bytes
  // Not from the pool, which would be held as well.
  const copy = Buffer.alloc(bytes.length)
  bytes.copy(copy)
  return copy
}
