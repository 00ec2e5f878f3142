import { type QoS, inputTopic, payload } from './messages.ts'

/** Messages as MQTT 3.1.1 PUBLISH packets of one size, end to end, made before the clock starts. */
export type Frames = Readonly<{
  count: number
  qos: QoS
  /** The packets of the messages from `start` up to, but without, `end`. */
  slice: (start: number, end: number) => Buffer
  /** The payload of one message. */
  payload: (index: number) => Buffer
}>

/** Writes the first `count` messages of the set as packets; all have the same length, whatever the index. */
export function encodeFrames(count: number, qos: QoS): Frames {
  const size = encodePublish(0, qos).length
  const all = Buffer.allocUnsafe(size * count)
  for (let index = 0; index < count; index++) encodePublish(index, qos).copy(all, index * size)
  const payloadAt = size - Buffer.byteLength(payload(0))
  return {
    count,
    qos,
    slice: (start, end) => all.subarray(start * size, end * size),
    payload: (index) => all.subarray(index * size + payloadAt, (index + 1) * size),
  }
}

function encodePublish(index: number, qos: QoS): Buffer {
  const topic = Buffer.from(`${inputTopic}${index % 10}`)
  const packetId = qos === 0 ? [] : bytes16((index % 65_535) + 1)
  const body = Buffer.concat([
    Buffer.from([...bytes16(topic.length), ...topic, ...packetId]),
    Buffer.from(payload(index)),
  ])
  return packet(0x30 | (qos << 1), body)
}

/** A CONNECT with a clean session and no keepalive: the benchmark never sends a ping. */
export function encodeConnect(clientId: string): Buffer {
  const protocol = [0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 0]
  return packet(0x10, Buffer.from([...protocol, ...bytes16(clientId.length), ...Buffer.from(clientId)]))
}

export function encodeSubscribe(topic: string, qos: QoS): Buffer {
  return packet(0x82, Buffer.from([0, 1, ...bytes16(topic.length), ...Buffer.from(topic), qos]))
}

function packet(header: number, body: Buffer): Buffer {
  const length = []
  let rest = body.length
  do {
    length.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0))
    rest >>= 7
  } while (rest > 0)
  return Buffer.concat([Buffer.from([header, ...length]), body])
}

function bytes16(value: number): number[] {
  return [value >> 8, value & 0xff]
}
