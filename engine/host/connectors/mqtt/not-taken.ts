import type { FlowSide } from '../connector.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { OutgoingMessage } from './outgoing-message.ts'
import { largestPacket, packetSize } from './packet-size.ts'

const tooLarge = 'messages dropped because they are larger than the broker takes'
const refused = 'messages given up because the broker ended the connection over each'

/** Messages that a broker does not take: counts each, and tells of the first. */
export class NotTaken {
  private readonly broker: BrokerSettings
  private readonly flow: FlowSide
  private readonly told = new Set<string>()
  private limit = largestPacket

  constructor(broker: BrokerSettings, flow: FlowSide) {
    this.broker = broker
    this.flow = flow
  }

  /** What the broker says that it takes, in bytes; undefined where it says nothing, as with MQTT 3.1.1. */
  allow(limit: number | undefined): void {
    this.limit = Math.min(limit ?? largestPacket, largestPacket)
  }

  isTooLarge(message: OutgoingMessage): boolean {
    return packetSize(message) > this.limit
  }

  dropTooLarge(message: OutgoingMessage): void {
    const most = this.isTooLarge(message) ? `, which is ${this.limit} bytes` : ''
    this.drop(
      tooLarge,
      `a message to ${message.topic} takes ${packetSize(message)} bytes, more than the broker takes${most}; it is ` +
        'dropped, as are others like it. Send less, or raise the limit of the broker (max_packet_size with mosquitto)',
    )
  }

  giveUp(message: OutgoingMessage): void {
    this.drop(
      refused,
      `the broker ends the connection each time a message to ${message.topic} (${packetSize(message)} bytes) is sent; ` +
        'it is given up, as are others like it. May this user write to that topic, and is it not larger than the ' +
        'broker takes?',
    )
  }

  private drop(what: string, message: string): void {
    this.flow.count(what)
    if (this.told.has(what)) return
    this.told.add(what)
    this.flow.tell({ level: 'error', message: `${shown(this.broker)}: ${message}` })
  }
}
