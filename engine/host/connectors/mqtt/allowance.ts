import type { FlowSide } from '../connector.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { BrokerAnswer } from './client/broker-answer.ts'
import type { OutgoingMessage } from './outgoing-message.ts'

/** How a node wants its messages sent. */
export interface Wish {
  readonly node: string
  readonly qos: 0 | 1 | 2
  readonly retain: boolean
}

const consequence = [
  'what is under way when the connection is lost is lost',
  'after a lost connection some may arrive twice',
]

/**
 * What a broker says that it takes at most (MQTT 5, 3.2.2.3.4 and 3.2.2.3.5); it would end the connection over a message
 * that asks for more. So a message asks for no more, and for each node a person is told what that means.
 */
export class Allowance {
  private readonly broker: BrokerSettings
  private readonly flow: FlowSide
  private readonly wishes: readonly Wish[]
  private readonly told = new Set<string>()
  private qos: 0 | 1 | 2 = 2
  private retains = true

  constructor(broker: BrokerSettings, flow: FlowSide, wishes: readonly Wish[]) {
    this.broker = broker
    this.flow = flow
    this.wishes = wishes
  }

  answered({ maximumQos, retainAvailable }: BrokerAnswer): void {
    this.qos = maximumQos === 0 || maximumQos === 1 ? maximumQos : 2
    this.retains = retainAvailable !== false
    for (const { node, qos, retain } of this.wishes) {
      if (qos > this.qos) this.tellOfQos(node, qos)
      if (retain && !this.retains) this.tellOfRetain(node)
    }
  }

  allows({ qos, retain }: OutgoingMessage): boolean {
    return qos <= this.qos && (!retain || this.retains)
  }

  /** The message as the broker takes it. */
  fit(message: OutgoingMessage): OutgoingMessage {
    if (this.allows(message)) return message
    const { qos, retain } = message
    return { ...message, qos: qos < this.qos ? qos : this.qos, retain: retain && this.retains }
  }

  private tellOfQos(node: string, qos: number): void {
    this.tell(
      `node ${node} asks for QoS ${qos}, but the broker takes QoS ${this.qos} at most; its messages are sent with that: ` +
        `${consequence[this.qos]}. Raise what the broker takes (max_qos with mosquitto), or write "qos": ${this.qos}`,
    )
  }

  private tellOfRetain(node: string): void {
    this.tell(
      `node ${node} asks the broker to keep its messages, which it does not do: they are sent without "retain", and who ` +
        'subscribes later gets none before the next. Let the broker keep messages (retain_available with mosquitto), ' +
        'or write "retain": false',
    )
  }

  private tell(words: string): void {
    if (this.told.has(words)) return
    this.told.add(words)
    this.flow.tell({ level: 'warning', message: `${shown(this.broker)}: ${words}` })
  }
}
