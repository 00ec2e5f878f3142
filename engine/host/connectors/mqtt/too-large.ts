import type { FlowSide } from '../connector.ts'
import { remains, remainsLength } from '../decode.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { Publish } from './client/packets.ts'
import { messageSize, textSize } from './message-size.ts'
import type { Subscriber } from './subscriptions.ts'

/** Messages of which only the beginning was taken: counts each, tells of the first, and makes dead letters of them. */
export class TooLarge {
  private readonly broker: BrokerSettings
  private readonly flow: FlowSide
  private told = false

  constructor(broker: BrokerSettings, flow: FlowSide) {
    this.broker = broker
    this.flow = flow
  }

  /** Makes it a dead letter of the nodes that are to get the message. */
  give({ topic, payload: beginning, length: bytes }: Publish, wanting: readonly Subscriber[]): void {
    const { flow, broker } = this
    flow.count('messages not taken in because they are larger than "largestMessage"')
    this.tell(topic, bytes)
    const message =
      `payload: expected at most ${broker.largestMessage} bytes with its topic ("largestMessage" of the connection), ` +
      `got ${bytes}`
    const problem = { code: 'too-large', message }
    const payload = remains(beginning, bytes)
    const size = messageSize({ topic: textSize(topic), payload: Math.min(beginning.length, remainsLength) })
    for (const { node } of wanting)
      flow.receive({ kind: 'failed', node, at: flow.now(), topic, payload, problem }, size)
  }

  private tell(topic: string, bytes: number): void {
    if (this.told) return
    this.told = true
    const { largestMessage, byAddress } = this.broker
    const remedy = byAddress ? 'raise "largestMessage" in a file of connections' : 'raise "largestMessage"'
    const message =
      `${shown(this.broker)}: a message of ${topic} (${bytes} bytes) is larger than this connection takes ` +
      `(${largestMessage} bytes); it becomes a dead letter with its beginning, as do others like it. Publish less, or ` +
      remedy
    this.flow.tell({ level: 'error', message })
  }
}
