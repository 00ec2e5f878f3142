import { remainsLength } from '../decode.ts'
import { cutPayload } from './cut-mark.ts'

const publish = 3
const nothing = Buffer.alloc(0)

/** Properties longer than that are not waited for; then nothing is kept of the payload either. */
const longestProperties = 64 * 1024

interface Header {
  /** Where the packet goes on behind its fixed header. */
  readonly start: number
  /** How many bytes it has from there on. */
  readonly length: number
}

/**
 * Cuts messages that are too large out of the bytes of one connection, before mqtt.js, which would gather any of them
 * in whole, up to 256 MB. What is left of one is a message with the same topic, id and quality, so that it is
 * acknowledged like others and does not come again; see `asCut`. (MQTT 5 can tell the broker not to send such messages.
 * It would then drop them, and nobody here would know.)
 */
export class PacketCutter {
  private readonly largest: number
  private readonly hasProperties: () => boolean
  /** Bytes of the packet at hand that are passed on as they come. */
  private passing = 0
  /** Bytes of the packet at hand that are left out. */
  private skipping = 0
  /** The beginning of a packet, as long as that does not say enough. */
  private held: Buffer = nothing

  /** `largest`: bytes behind the fixed header. `hasProperties`: whether the connection speaks MQTT 5. */
  constructor(largest: number, hasProperties: () => boolean) {
    this.largest = largest
    this.hasProperties = hasProperties
  }

  /** Gives what is to be passed on, which may be nothing; usually it is the bytes themselves. */
  cut(chunk: Buffer): Buffer {
    const bytes = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk])
    this.held = nothing
    const skipped = Math.min(this.skipping, bytes.length)
    const passed = Math.min(this.passing, bytes.length)
    this.skipping -= skipped
    this.passing -= passed
    let from = skipped
    let at = skipped + passed
    let parts: Buffer[] | undefined
    while (at < bytes.length) {
      const header = headerAt(bytes, at)
      const isLarge =
        header !== undefined && header.length > this.largest && (bytes[at] ?? 0) >> 4 === publish
      if (header !== undefined && !isLarge) {
        at = header.start + header.length
        this.passing = Math.max(0, at - bytes.length)
        continue
      }
      parts ??= []
      parts.push(bytes.subarray(from, at))
      const short = header === undefined ? undefined : this.shortened(bytes, at, header)
      if (header === undefined || short === undefined) {
        this.held = Buffer.from(bytes.subarray(at))
        from = at = bytes.length
        continue
      }
      parts.push(short)
      const end = header.start + header.length
      this.skipping = Math.max(0, end - bytes.length)
      from = at = Math.min(end, bytes.length)
    }
    if (parts === undefined) return from === 0 ? bytes : bytes.subarray(from)
    parts.push(bytes.subarray(from))
    return Buffer.concat(parts)
  }

  /** The message that begins there, cut; undefined where not enough of it has come yet. */
  private shortened(bytes: Buffer, at: number, { start, length }: Header): Buffer | undefined {
    const first = bytes[at] ?? 0
    const end = start + length
    if (bytes.length < start + 2) return undefined
    const idLength = (first & 0b110) === 0 ? 0 : 2
    const fields = start + 2 + bytes.readUInt16BE(start) + idLength
    // What can't be is left to mqtt.js to complain of.
    if (fields > end) return packet(first, [bytes.subarray(start, start + 2)])
    if (!this.hasProperties()) {
      if (bytes.length < Math.min(end, fields + remainsLength)) return undefined
      return packet(first, [
        bytes.subarray(start, fields),
        cutPayload(bytes.subarray(fields, end), end - fields),
      ])
    }
    const properties = lengthAt(bytes, fields)
    if (properties === undefined) return undefined
    const payload = properties.next + properties.value
    const isKept = properties.value <= longestProperties
    if (isKept && bytes.length < Math.min(end, payload + remainsLength)) return undefined
    const beginning = isKept ? bytes.subarray(payload, end) : nothing
    const noProperties = Buffer.alloc(1)
    const kept = cutPayload(beginning, Math.max(0, end - payload))
    return packet(first, [bytes.subarray(start, fields), noProperties, kept])
  }
}

function headerAt(bytes: Buffer, at: number): Header | undefined {
  const length = lengthAt(bytes, at + 1)
  return length === undefined ? undefined : { start: length.next, length: length.value }
}

/** A length of MQTT, in one to four bytes of seven bits each (MQTT 5, 1.5.5); undefined where it is not all there. */
function lengthAt(bytes: Buffer, at: number): { readonly value: number; readonly next: number } | undefined {
  let value = 0
  for (let place = 0; place < 4; place++) {
    const byte = bytes[at + place]
    if (byte === undefined) return undefined
    value += (byte & 0x7f) * 128 ** place
    if (byte < 0x80) return { value, next: at + place + 1 }
  }
  // It goes on longer than it may, of which mqtt.js complains.
  return { value: 0, next: at + 4 }
}

function packet(first: number, parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const digits: number[] = []
  for (let rest = length; digits.length === 0 || rest > 0; rest = Math.floor(rest / 128))
    digits.push((rest % 128) | (rest >= 128 ? 0x80 : 0))
  return Buffer.concat([Buffer.of(first, ...digits), ...parts])
}
