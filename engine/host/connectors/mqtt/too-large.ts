import type { FailedArrival } from '../../../core/operator/arrival.ts'
import type { FlowSide } from '../connector.ts'
import { remains } from '../decode.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { CutPayload } from './cut-mark.ts'

/** Messages of which only the beginning was taken: counts each, tells of the first, and makes dead letters of them. */
export class TooLarge {
  private readonly broker: BrokerSettings
  private readonly flow: FlowSide
  private told = false

  constructor(broker: BrokerSettings, flow: FlowSide) {
    this.broker = broker
    this.flow = flow
  }

  tell(topic: string, { bytes }: CutPayload): void {
    this.flow.count('messages not taken in because they are larger than "largestMessage"')
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

  arrivalOf(node: string, at: number, topic: string, { beginning, bytes }: CutPayload): FailedArrival {
    const message =
      `payload: expected at most ${this.broker.largestMessage} bytes with its topic ("largestMessage" of the ` +
      `connection), got ${bytes}`
    return {
      kind: 'failed',
      node,
      at,
      topic,
      payload: remains(beginning, bytes),
      problem: { code: 'too-large', message },
    }
  }
}
