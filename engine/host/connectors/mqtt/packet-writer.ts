import type { MqttClient } from 'mqtt'

/** Writes packets to a connection, those of one turn of the event loop at once. */
export class PacketWriter {
  private stream: MqttClient['stream'] | undefined

  /** `written` is called when the packet has left this process, or can't any more. */
  write(stream: MqttClient['stream'], packet: Buffer, written: (error?: Error | null) => void): void {
    if (this.stream !== stream) {
      this.stream?.uncork()
      this.stream = stream
      stream.cork()
      process.nextTick(this.flush)
    }
    stream.write(packet, written)
  }

  private readonly flush = (): void => {
    this.stream?.uncork()
    this.stream = undefined
  }
}
