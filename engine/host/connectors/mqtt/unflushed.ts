import type { MqttClient } from 'mqtt'
import { PacketWriter } from './packet-writer.ts'

/**
 * Messages of QoS 0 that a connection has not taken yet. Nobody acknowledges them: they are off when they have left this
 * process, and lost when the connection is closed before. (The callback of mqtt.js waits for that too, but never comes
 * where the connection is closed.)
 */
export class Unflushed {
  private readonly writer = new PacketWriter()
  private readonly emptied: () => void
  private stream: MqttClient['stream'] | undefined
  private written: (error?: Error | null) => void = () => {}
  private held = 0
  private last = 0

  /** `emptied` is called each time the last of them is off. */
  constructor(emptied: () => void) {
    this.emptied = emptied
  }

  /** Sends the packet of one. */
  write(stream: MqttClient['stream'], packet: Buffer): void {
    if (this.stream !== stream) this.begin(stream)
    this.held++
    this.last = packet.length
    this.writer.write(stream, packet, this.written)
  }

  get messages(): number {
    return this.held
  }

  /** Of the last one alone: those before it fitted in, and are small. */
  get bytes(): number {
    return this.held > 0 ? this.last : 0
  }

  /** The connection has drained, or is gone. Gives how many it held. */
  settle(): number {
    const { held } = this
    this.held = 0
    this.stream = undefined
    this.written = () => {}
    return held
  }

  /** One callback for all packets of a connection: what one that is gone still says counts for no other. */
  private begin(stream: MqttClient['stream']): void {
    const written = (error?: Error | null): void => {
      if (error || this.written !== written) return
      this.held--
      if (this.held === 0) this.emptied()
    }
    this.stream = stream
    this.written = written
  }
}
