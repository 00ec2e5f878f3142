import { isUtf8 } from 'node:buffer'
import { parser } from 'mqtt-packet'
import { messageProperties } from './message-properties.ts'
import { type Frame, lengthAt, PacketFrames } from './packet-frames.ts'
import {
  type Acknowledgement,
  Damaged,
  type Level,
  type Other,
  type Pong,
  type Publish,
  type Received,
} from './packets.ts'

const acknowledgements: readonly (Acknowledgement['kind'] | undefined)[] = [
  undefined,
  undefined,
  undefined,
  undefined,
  'puback',
  'pubrec',
  'pubrel',
  'pubcomp',
]
const publish = 3
const pingresp = 13
/** What follows the fixed header of CONNACK, SUBACK and UNSUBACK has so many bytes at least. */
const shortest: Readonly<Record<number, number>> = { 2: 2, 9: 3, 11: 2 }

const subscriptionIdentifier = 0x0b
const nothing: Buffer = Buffer.alloc(0)
const pong: Pong = { kind: 'pingresp' }

/**
 * Reads the packets of one connection. Messages and what belongs to them are read here, since they come by the thousand;
 * what comes seldom, and messages with properties that seldom come, the library reads.
 */
export class PacketReader {
  private readonly level: Level
  private readonly frames: PacketFrames

  /**
   * `level`: what the connection speaks; `largest`: of messages, in bytes behind the fixed header: larger ones are too large,
   * and of their payload only the beginning may be there.
   */
  constructor(level: Level, largest: number, receive: (packet: Received) => void) {
    this.level = level
    this.frames = new PacketFrames(largest, (frame) => receive(this.packetIn(frame)))
  }

  /** Hands on each packet. Throws `Damaged` where what came can't be understood. */
  read(chunk: Buffer): void {
    this.frames.read(chunk)
  }

  /** Nothing is handed on after the packet at hand, until `resume`. */
  pause(): void {
    this.frames.pause()
  }

  get isPaused(): boolean {
    return this.frames.isPaused
  }

  resume(): void {
    this.frames.resume()
  }

  private packetIn(frame: Frame): Received {
    const { first, bytes, start, end } = frame
    const kind = first >> 4
    if (kind === publish) return messageIn(frame, this.level)
    const acknowledged = acknowledgements[kind]
    if (acknowledged !== undefined) {
      if (end - start < 2) throw new Damaged(`a broken ${acknowledged}`)
      const reason = end - start > 2 ? (bytes[start + 2] as number) : 0 // it is below the end
      return { kind: acknowledged, id: bytes.readUInt16BE(start), reason }
    }
    if (kind === pingresp) {
      if (end !== start) throw new Damaged('a broken pingresp')
      return pong
    }
    if (end - start < (shortest[kind] ?? 0)) throw new Damaged(`a packet of kind ${kind} that breaks off`)
    return { kind: 'other', packet: readByLibrary(frame, this.level) as Other['packet'] }
  }
}

function messageIn(frame: Frame, level: Level): Publish {
  const { first, bytes, start, end, length, isTooLarge } = frame
  const qos = (first >> 1) & 3
  if (qos === 3) throw new Damaged('a message of QoS 3')
  if (end - start < 2) throw new Damaged('a message without a topic')
  const topicEnd = start + 2 + bytes.readUInt16BE(start)
  let at = qos === 0 ? topicEnd : topicEnd + 2
  if (topicEnd === start + 2 || at > end) throw new Damaged('a message without a topic')
  const id = qos === 0 ? 0 : bytes.readUInt16BE(topicEnd)
  if (qos > 0 && id === 0) throw new Damaged('a message without an identifier')
  let identifiers: Publish['identifiers']
  let properties: Publish['properties']
  const topic = bytes.toString('utf8', start + 2, topicEnd)
  // What is no UTF-8 becomes this sign, which may also be meant.
  if (topic.includes('\uFFFD') && !isUtf8(bytes.subarray(start + 2, topicEnd)))
    throw new Damaged('a topic that is not UTF-8')
  if (level === 5) {
    const size = lengthAt(bytes, at, end)
    if (size === undefined) throw new Damaged('a message that breaks off')
    at = size.next + size.value
    if (at > end) {
      // Properties that are as long as that are not waited for.
      if (end - start === length) throw new Damaged('a message that breaks off')
    } else if (size.value > 0) {
      const only = identifierIn(bytes, size.next, at)
      if (only !== undefined) identifiers = only
      else ({ identifiers, properties } = messageProperties(bytes, size.next, at))
    }
  }
  return {
    kind: 'publish',
    topic,
    payload: at > end ? nothing : bytes.subarray(at, end),
    length: Math.max(0, length - (at - start)),
    isTooLarge,
    qos: qos as 0 | 1 | 2, // 3 is refused
    retain: (first & 1) !== 0,
    isRepeated: (first & 8) !== 0,
    id,
    identifiers,
    properties,
  }
}

/** Mostly there is but the number of one subscription. */
function identifierIn(bytes: Buffer, start: number, end: number): number | undefined {
  if (bytes[start] !== subscriptionIdentifier) return undefined
  const found = lengthAt(bytes, start + 1, end)
  return found?.next === end ? found.value : undefined
}

function readByLibrary({ first, bytes, start, end }: Frame, level: Level) {
  const reader = parser({ protocolVersion: level })
  let found: Parameters<Parameters<typeof reader.on>[1]>[0] | undefined
  let failure: Error | undefined
  reader.on('packet', (packet) => (found = packet))
  reader.on(
    'error',
    (error: unknown) => (failure = error instanceof Error ? error : new Error(String(error))),
  )
  try {
    reader.parse(Buffer.concat([Buffer.of(first, ...lengthOf(end - start)), bytes.subarray(start, end)]))
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
  }
  if (failure !== undefined) throw new Damaged(failure.message)
  if (found === undefined) throw new Damaged('a packet that breaks off')
  return found
}

/** A number in seven bits a byte (MQTT 5, 1.5.5). */
const lengthOf = (value: number): readonly number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...lengthOf(value >>> 7)]
