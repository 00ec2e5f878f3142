import { Damaged } from './packets.ts'

/** One packet: its first byte, and where in `bytes` stands what follows its fixed header. */
export interface Frame {
  readonly first: number
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
  /** How long it was, bytes; more than is there where of a large one only the beginning is. */
  readonly length: number
  /** It is a message that is larger than is taken. */
  readonly isTooLarge: boolean
}

const publish = 3

/** Of a message that is too large so much is kept: its topic, its properties and the beginning of its payload find room. */
const keptOfLarge = 160 * 1024

/** How other packets that a broker may send begin: kind and flags (MQTT 5, 2.1.2 and 2.1.3). */
const firstBytes = new Set([0x20, 0x40, 0x50, 0x62, 0x70, 0x90, 0xb0, 0xd0, 0xe0])

/** Packets that are no messages have no reason to be larger, bytes. */
const largestOther = 1024 * 1024

/**
 * Cuts the bytes of one connection into packets (MQTT 5, 2.1). Of a message that is larger than is taken only the beginning is
 * held; it is handed on, cut, when its end has come. (MQTT 5 can tell the broker not to send such messages. It would then
 * drop them, and nobody here would know.)
 *
 * Between two packets it can be told to pause.
 */
export class PacketFrames {
  private readonly largest: number
  private readonly take: (frame: Frame) => void
  /** The beginning of a fixed header that has not come whole. */
  private readonly head = Buffer.alloc(5)
  private headLength = 0
  /** The packet at hand, where it did not come in one piece, and how much of it is there. */
  private partial: Buffer | undefined
  private partialLength = 0
  private first = 0
  private length = 0
  private isTooLarge = false
  /** Bytes of the packet at hand that are left out. */
  private skipping = 0
  isPaused = false
  private rest: Buffer | undefined

  /** `largest`: of messages, in bytes behind the fixed header. */
  constructor(largest: number, take: (frame: Frame) => void) {
    this.largest = largest
    this.take = take
  }

  /** Hands on what has come whole. Throws `Damaged` where it can't be cut. */
  read(chunk: Buffer): void {
    if (this.isPaused) {
      this.rest = this.rest === undefined ? Buffer.from(chunk) : Buffer.concat([this.rest, chunk])
      return
    }
    let at = 0
    while (at < chunk.length) {
      at = this.length > 0 ? this.goOn(chunk, at) : this.begin(chunk, at)
      if (this.isPaused) {
        // What is read next may come into the same memory.
        if (at < chunk.length) this.rest = Buffer.from(chunk.subarray(at))
        return
      }
    }
  }

  /** Nothing is handed on after the packet at hand. */
  pause(): void {
    this.isPaused = true
  }

  /** Hands on what has been waiting, if it is not paused again. */
  resume(): void {
    const { rest } = this
    this.isPaused = false
    this.rest = undefined
    if (rest !== undefined) this.read(rest)
  }

  /** At the beginning of a packet, or in its fixed header. Gives where to go on. */
  private begin(chunk: Buffer, from: number): number {
    const isInHead = this.headLength > 0
    let at = from
    let first = 0
    let length = 0
    if (isInHead) {
      this.head[this.headLength++] = chunk[at++] as number // there is one more
      const found = lengthAt(this.head, 1, this.headLength)
      if (found === undefined) return at
      first = this.head[0] as number // it has at least two
      length = found.value
    } else {
      const found = lengthAt(chunk, at + 1, chunk.length)
      if (found === undefined) {
        chunk.copy(this.head, 0, at)
        this.headLength = chunk.length - at
        return chunk.length
      }
      first = chunk[at] as number // it is below the length
      length = found.value
      at = found.next
    }
    this.headLength = 0
    const isMessage = first >> 4 === publish
    // Before it is waited for, so that one that does not speak MQTT is known by its first bytes.
    if (!isMessage && (!firstBytes.has(first) || length > largestOther))
      throw new Damaged(`a packet that begins with ${first} and has ${length} bytes`)
    const end = at + length
    const isTooLarge = isMessage && length > this.largest
    if (end <= chunk.length) {
      this.take({
        first,
        bytes: chunk,
        start: at,
        end: isTooLarge ? Math.min(end, at + keptOfLarge) : end,
        length,
        isTooLarge,
      })
      return end
    }
    this.first = first
    this.length = length
    this.isTooLarge = isTooLarge
    const kept = isTooLarge ? Math.min(length, keptOfLarge) : length
    this.partial = Buffer.allocUnsafe(kept)
    this.partialLength = 0
    this.skipping = length - kept
    return this.goOn(chunk, at)
  }

  /** In a packet that does not come in one piece. */
  private goOn(chunk: Buffer, from: number): number {
    const { partial } = this
    if (partial === undefined) return from
    const copied = Math.min(partial.length - this.partialLength, chunk.length - from)
    chunk.copy(partial, this.partialLength, from, from + copied)
    this.partialLength += copied
    const skipped = Math.min(this.skipping, chunk.length - from - copied)
    this.skipping -= skipped
    if (this.partialLength === partial.length && this.skipping === 0) {
      const { first, length, isTooLarge } = this
      this.partial = undefined
      this.length = 0
      this.take({ first, bytes: partial, start: 0, end: partial.length, length, isTooLarge })
    }
    return from + copied + skipped
  }
}

export interface LengthAt {
  readonly value: number
  /** Where what follows it begins. */
  readonly next: number
}

/** A length of MQTT, in one to four bytes of seven bits each (MQTT 5, 1.5.5); undefined where it is not all there. */
export function lengthAt(bytes: Buffer, at: number, end: number): LengthAt | undefined {
  let value = 0
  for (let place = 0; place < 4; place++) {
    if (at + place >= end) return undefined
    const byte = bytes[at + place] as number // it is below the end
    value += (byte & 0x7f) * 128 ** place
    if (byte < 0x80) return { value, next: at + place + 1 }
  }
  throw new Damaged('a length in more than four bytes')
}
