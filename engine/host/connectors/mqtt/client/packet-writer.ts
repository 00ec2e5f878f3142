import type { Duplex } from 'node:stream'

/** Packets are put together in pieces of so many bytes. */
const piece = 64 * 1024

const nothing: Buffer = Buffer.alloc(0)

/** What is written at once, as far as nobody acknowledges it. */
interface Part {
  messages: number
  bytes: number
}

/**
 * Writes packets to a connection, those of one turn of the event loop at once. What is in one of its pieces and has not been
 * written yet can be lost with the connection, and of what nobody acknowledges nothing else would tell; so it is counted.
 */
export class PacketWriter {
  /** Where packets are to be written to, from the place that `reserve` gives. */
  bytes: Buffer = nothing
  private readonly stream: Duplex
  private readonly sent: () => void
  private readonly taken: () => void
  private readonly flushed: () => void
  private from = 0
  private at = 0
  private isDue = false
  /** The parts that the stream has not written yet. */
  private readonly parts: Part[] = []
  private part: Part = { messages: 0, bytes: 0 }
  private held = 0
  private heldBytes = 0

  /**
   * `sent` is called for each packet, `taken` for each part of them that the net has taken, `flushed` each time when all messages
   * of QoS 0 have left this process.
   */
  constructor(stream: Duplex, sent: () => void, taken: () => void, flushed: () => void) {
    this.stream = stream
    this.sent = sent
    this.taken = taken
    this.flushed = flushed
  }

  /** Messages of QoS 0 that have not left this process. */
  get messages(): number {
    return this.held
  }

  /** How many bytes they have. */
  get length(): number {
    return this.heldBytes
  }

  /** The connection is gone. Gives how many messages of QoS 0 went with it. */
  giveUp(): number {
    const { held } = this
    this.held = this.heldBytes = 0
    this.parts.length = 0
    return held
  }

  /** Gives a place in `bytes` with room for so many, until the next call. */
  reserve(size: number): number {
    if (this.at + size > this.bytes.length) {
      this.flush()
      this.bytes = Buffer.allocUnsafeSlow(Math.max(piece, size))
      this.from = this.at = 0
    }
    return this.at
  }

  /** A packet ends there. */
  commit(end: number, isUnacknowledged = false): void {
    if (isUnacknowledged) {
      const { part } = this
      part.messages++
      part.bytes += end - this.at
      this.held++
      this.heldBytes += end - this.at
    }
    this.at = end
    this.sent()
    if (this.isDue) return
    this.isDue = true
    process.nextTick(this.flush)
  }

  write(packet: Uint8Array): void {
    const at = this.reserve(packet.length)
    this.bytes.set(packet, at)
    this.commit(at + packet.length)
  }

  readonly flush = (): void => {
    this.isDue = false
    if (this.at === this.from) return
    const part = this.bytes.subarray(this.from, this.at)
    this.from = this.at
    // A large one is not kept for small packets.
    if (this.bytes.length > piece) {
      this.bytes = nothing
      this.from = this.at = 0
    }
    this.parts.push(this.part)
    this.part = { messages: 0, bytes: 0 }
    this.stream.write(part, this.written)
  }

  private readonly written = (error?: Error | null): void => {
    // It is lost then, with all behind it.
    if (error) return
    this.taken()
    const part = this.parts.shift()
    if (part === undefined) return
    this.held -= part.messages
    this.heldBytes -= part.bytes
    if (this.held === 0) this.flushed()
  }
}
