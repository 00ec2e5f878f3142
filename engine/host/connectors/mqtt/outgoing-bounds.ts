import type { FlowSide } from '../connector.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'

/**
 * From here on the flow takes in no more. What its timers make while the broker is away is dropped at twice as much: that
 * is, what is made once the flow could know, not the rest of what a single arrival brings, however much that is.
 */
const manyMessages = 10_000
const manyBytes = 64 * 1024 * 1024

/** Bounds what waits to be sent by one connection. All sizes are in bytes. */
export class OutgoingBounds {
  private readonly broker: BrokerSettings
  private readonly flow: FlowSide
  private full = false
  /** It has become full in this turn of the event loop. */
  private isNew = false
  private dropping = false

  constructor(broker: BrokerSettings, flow: FlowSide) {
    this.broker = broker
    this.flow = flow
  }

  /** The flow is to take in no more. */
  get isFull(): boolean {
    return this.full
  }

  /** True where one more message is dropped, which is counted, and told the first time. */
  drops(messages: number, bytes: number): boolean {
    if (this.isNew || (messages < 2 * manyMessages && bytes < 2 * manyBytes)) return false
    this.flow.lose('messages dropped because too many waited to be sent')
    if (this.dropping) return true
    this.dropping = true
    const message = `${shown(this.broker)}: too much waits to be sent; further messages are dropped`
    this.flow.tell({ level: 'error', message })
    return true
  }

  grown(messages: number, bytes: number): void {
    if (this.full || (messages < manyMessages && bytes < manyBytes)) return
    this.full = this.isNew = true
    setImmediate(() => (this.isNew = false))
  }

  shrunk(messages: number, bytes: number): void {
    if (!this.full || messages >= manyMessages / 2 || bytes >= manyBytes / 2) return
    this.full = false
    this.dropping = false
    this.flow.hasRoom()
  }
}
