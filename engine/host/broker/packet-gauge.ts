const publish = 3
/** A length of MQTT has at most so many bytes, of seven bits each (MQTT 3.1.1, 2.2.3). */
const mostDigits = 4

/** Reads the lengths of packets in the bytes of one connection, before anyone gathers a packet. */
export class PacketGauge {
  private readonly message: number
  private readonly other: number
  /** Bytes of the packet at hand that are still to come. */
  private rest = 0
  /** The kind of the packet whose length is being read. */
  private kind: number | undefined
  private length = 0
  private digits = 0

  /** How many bytes behind the fixed header a PUBLISH and any other packet may have. */
  constructor(message: number, other: number) {
    this.message = message
    this.other = other
  }

  /** Gives the length of a packet that is too large, as soon as that is known. */
  tooLarge(chunk: Buffer): number | undefined {
    for (let at = 0; at < chunk.length;) {
      if (this.rest > 0) {
        const passed = Math.min(this.rest, chunk.length - at)
        this.rest -= passed
        at += passed
        continue
      }
      const byte = chunk[at++] ?? 0
      if (this.kind === undefined) {
        this.kind = byte >> 4
        this.length = this.digits = 0
        continue
      }
      this.length += (byte & 0x7f) * 128 ** this.digits++
      // One that goes on longer than it may is left to the parser to complain of.
      if (byte >= 0x80 && this.digits < mostDigits) continue
      if (this.length > (this.kind === publish ? this.message : this.other)) return this.length
      this.rest = this.length
      this.kind = undefined
    }
    return undefined
  }
}
