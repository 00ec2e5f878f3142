import type { Connection } from './client/connection.ts'
import { expires, type OutgoingMessage, secondsLeft } from './outgoing-message.ts'
import { restLength } from './packet-size.ts'

const publish = 0x30
const retained = 1
const repeated = 8
const messageExpiry = 2

/** Sends a message (MQTT 5, 3.3; 3.1.1, 3.3); `now` in ms since the epoch, `id` only where its QoS is not 0. */
export function writePublish(
  connection: Connection,
  message: OutgoingMessage,
  now: number,
  id = 0,
  isRepeated = false,
): void {
  const { writer, level } = connection
  const at = writer.reserve(restLength(message, level === 5) + 5)
  writer.commit(putPublish(writer.bytes, at, message, level === 5, now, id, isRepeated), id === 0)
}

/** Puts the packet of a message into bytes, where there is room for it; gives its end. */
export function putPublish(
  bytes: Buffer,
  start: number,
  message: OutgoingMessage,
  isMqtt5: boolean,
  now: number,
  id: number,
  isRepeated: boolean,
): number {
  const { topic, topicBytes, body, qos, retain } = message
  bytes[start] = publish | (isRepeated ? repeated : 0) | (qos << 1) | (retain ? retained : 0)
  let at = putLength(bytes, restLength(message, isMqtt5), start + 1)
  bytes[at++] = topicBytes >> 8
  bytes[at++] = topicBytes & 0xff
  at += putText(bytes, topic, topicBytes, at)
  if (qos > 0) {
    bytes[at++] = id >> 8
    bytes[at++] = id & 0xff
  }
  if (isMqtt5) {
    const hasExpiry = expires(message)
    bytes[at++] = hasExpiry ? 5 : 0
    if (hasExpiry) {
      bytes[at++] = messageExpiry
      at = bytes.writeUInt32BE(secondsLeft(message, now), at)
    }
  }
  return at + (typeof body === 'string' ? putText(bytes, body, message.bytes, at) : body.copy(bytes, at))
}

/** Text that has as many bytes as letters is of one byte each. */
function putText(bytes: Buffer, text: string, length: number, at: number): number {
  return text.length === length ? bytes.write(text, at, 'latin1') : bytes.write(text, at, 'utf8')
}

/** Seven bits of a length go into a byte (MQTT 5, 1.5.5). Gives where to go on. */
function putLength(bytes: Buffer, length: number, from: number): number {
  let at = from
  for (let rest = length; ; rest >>>= 7) {
    if (rest < 0x80) {
      bytes[at++] = rest
      return at
    }
    bytes[at++] = (rest & 0x7f) | 0x80
  }
}
