import type { FlowSide } from '../connector.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { OutgoingMessage } from './outgoing-message.ts'
import { largestPacket, packetSize } from './packet-size.ts'
import { reasonWords } from './reason-words.ts'

const tooLarge = 'messages dropped because they are larger than the broker takes'
const stumbledOver = 'messages given up because the broker ended the connection over each'
const refused = 'messages that the broker refused'

/** What to look at, by the reason code of MQTT 5. */
const remedies: Readonly<Record<number, string>> = {
  135: 'may this user write there?',
  144: 'does it allow such a topic?',
  151: 'does it hold as much as it is allowed to?',
}

/** Messages that a broker does not take: counts each as lost, and tells of the first for each reason. */
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
      stumbledOver,
      `the broker ends the connection each time a message to ${message.topic} (${packetSize(message)} bytes) is sent; ` +
        'it is given up, as are others like it. May this user write to that topic, does the broker take its QoS and ' +
        '"retain", and is it not larger than the broker takes?',
    )
  }

  /** It was sent, and the broker said no, with a reason code of MQTT 5. */
  refuse({ topic }: OutgoingMessage, code: number): void {
    this.drop(
      refused,
      `the broker refuses messages to ${topic}: ${reasonWords(code)}; ` +
        `${remedies[code] ?? 'what does its log say?'} They are lost, as are others that it refuses for this reason`,
      `${refused} ${code}`,
    )
  }

  private drop(what: string, message: string, reason = what): void {
    this.flow.lose(what)
    if (this.told.has(reason)) return
    this.told.add(reason)
    this.flow.tell({ level: 'error', message: `${shown(this.broker)}: ${message}` })
  }
}
