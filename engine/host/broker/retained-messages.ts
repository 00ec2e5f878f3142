import { FilterTree } from '../../core/model/filter-tree.ts'
import type { BrokerLimits } from './broker-limits.ts'
import { compact, packetBytes, type StoredPacket } from './stored-packet.ts'

/** The last retained message of each topic, bounded. */
export class RetainedMessages {
  private readonly limits: BrokerLimits
  private readonly byTopic = new Map<string, StoredPacket>()
  private bytes = 0

  constructor(limits: BrokerLimits) {
    this.limits = limits
  }

  /** False where there is no room for it; then an older one of its topic, which is no longer true, goes too. */
  keep(topic: string, packet: StoredPacket): boolean {
    const before = this.byTopic.get(topic)
    if (before !== undefined) this.bytes -= packetBytes(before)
    this.byTopic.delete(topic)
    // An empty one only ends the one before.
    if (packet.payload === undefined || packet.payload.length === 0) return true
    const bytes = packetBytes(packet)
    const { retainedMessages, retainedBytes } = this.limits
    if (this.byTopic.size >= retainedMessages || this.bytes + bytes > retainedBytes) return false
    this.byTopic.set(topic, compact(packet))
    this.bytes += bytes
    return true
  }

  /** Those that some of the filters match, each once. */
  *matching(filters: readonly string[]): Generator<StoredPacket> {
    const isPlain = (filter: string): boolean => !/[+#]/.test(filter)
    const plain = new Set(filters.filter(isPlain))
    for (const topic of plain) {
      const packet = this.byTopic.get(topic)
      if (packet !== undefined) yield packet
    }
    if (plain.size === filters.length) return
    // This broker knows no shared subscriptions; these are filters of topics that begin so.
    const tree = new FilterTree(filters.filter((filter) => !isPlain(filter) && !filter.startsWith('$share/')))
    for (const [topic, packet] of this.byTopic)
      if (!plain.has(topic) && tree.overlapping(topic).size > 0) yield packet
  }
}
