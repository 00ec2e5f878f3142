import type { MqttClient } from 'mqtt'
import { PacketWriter } from './packet-writer.ts'

/**
 * Messages of QoS 0 in the buffer of a connection that takes no more just now. Nobody acknowledges them: they are off
 * when the buffer is empty, and lost when the connection is closed before. (The callback of mqtt.js waits for the buffer
 * too, but never comes where the connection is closed.)
 */
export class Unflushed {
  private readonly writer = new PacketWriter()
  private written = 0
  private isHeld = false
  private last = 0

  /** Sends the packet of one. */
  write(stream: MqttClient['stream'], packet: Buffer): void {
    if (stream.writableLength === 0) this.written = 0
    this.written++
    this.last = packet.length
    this.writer.write(stream, packet)
    this.isHeld = stream.writableNeedDrain
  }

  get messages(): number {
    return this.isHeld ? this.written : 0
  }

  /** Of the last one alone: those before it fitted in, and are small. */
  get bytes(): number {
    return this.isHeld ? this.last : 0
  }

  /** The connection has drained, or is gone. Gives how many it held. */
  settle(): number {
    const { messages } = this
    this.isHeld = false
    this.written = 0
    return messages
  }
}
