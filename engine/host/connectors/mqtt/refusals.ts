import type { FlowSide } from '../connector.ts'
import type { ConnectionEnd } from './broker-client.ts'
import type { BrokerSettings } from './broker-settings.ts'
import type { InFlight, Outcome } from './in-flight.ts'
import { NotTaken } from './not-taken.ts'
import type { OutgoingMessage } from './outgoing-message.ts'
import { StumblingBlock } from './stumbling-block.ts'

/** The reason code of MQTT 5 for a message that the broker is to release and does not know. */
const notFound = 0x92

/** Finds the messages that the broker does not take, and lets go of them, so that they do not hold up the others. */
export class Refusals {
  private readonly flow: FlowSide
  private readonly inFlight: InFlight
  private readonly notTaken: NotTaken
  private readonly stumblingBlock = new StumblingBlock()
  /** Messages given up by name, so that they are not counted again. */
  private readonly named = new WeakSet<OutgoingMessage>()
  private isResending = false

  constructor(broker: BrokerSettings, flow: FlowSide, inFlight: InFlight) {
    this.flow = flow
    this.inFlight = inFlight
    this.notTaken = new NotTaken(broker, flow)
  }

  /** True where a message is dropped instead of being sent. */
  drops(message: OutgoingMessage): boolean {
    const { notTaken } = this
    if (!notTaken.isTooLarge(message)) return false
    notTaken.dropTooLarge(message)
    return true
  }

  /** What is in flight and would not be taken is let go, before it is sent again. */
  answered(limit: number | undefined): void {
    const { inFlight, notTaken } = this
    notTaken.allow(limit)
    const block = this.stumblingBlock.take()
    for (const [id, message] of inFlight.entries()) {
      const isBlock = block?.id === id
      if (!isBlock && !notTaken.isTooLarge(message)) continue
      if (isBlock && !block.isTooLarge) notTaken.giveUp(message)
      else notTaken.dropTooLarge(message)
      this.named.add(message)
      inFlight.giveUp(id)
    }
    this.isResending = true
  }

  /** All that was in flight has been sent again. */
  connected(): void {
    this.isResending = false
    this.stumblingBlock.passed()
  }

  closed({ reason, isOurs }: ConnectionEnd): void {
    this.stumblingBlock.closed(this.isResending && !isOurs ? this.inFlight.first : undefined, reason)
    this.isResending = false
  }

  /** Says why a message was not taken, and counts it; false where that is not known here. */
  explains(message: OutgoingMessage, outcome: Outcome): boolean {
    if (this.named.has(message)) return true
    if (typeof outcome !== 'number') return false
    // Most likely it was passed on before, and the word of that was lost with a connection (MQTT 5, 3.7.2.1).
    if (outcome === notFound)
      this.flow.count('messages of QoS 2 that the broker no longer knew when they were released')
    else this.notTaken.refuse(message, outcome)
    return true
  }
}
