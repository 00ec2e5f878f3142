import type { FlowSide } from '../connector.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'

/** From here on the flow takes in no more; at twice as much, what else it makes (by timers) is dropped. */
const manyMessages = 10_000
const manyBytes = 64 * 1024 * 1024

/** Bounds what waits to be sent by one connection. All sizes are in bytes. */
export class OutgoingBounds {
  private readonly broker: BrokerSettings
  private readonly flow: FlowSide
  private full = false
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
    if (messages < 2 * manyMessages && bytes < 2 * manyBytes) return false
    this.flow.count('messages dropped because too many waited to be sent')
    if (this.dropping) return true
    this.dropping = true
    const message = `${shown(this.broker)}: too much waits to be sent; further messages are dropped`
    this.flow.tell({ level: 'error', message })
    return true
  }

  grown(messages: number, bytes: number): void {
    if (messages >= manyMessages || bytes >= manyBytes) this.full = true
  }

  shrunk(messages: number, bytes: number): void {
    if (!this.full || messages >= manyMessages / 2 || bytes >= manyBytes / 2) return
    this.full = false
    this.dropping = false
    this.flow.hasRoom()
  }
}
