import { expires, type OutgoingMessage, secondsLeft } from './outgoing-message.ts'
import { restLength } from './packet-size.ts'

const publish = 0x30
const retained = 1
const messageExpiry = 2

/**
 * The packet of a message of QoS 0 (MQTT 5, 3.3; 3.1.1, 3.3), `now` in ms since the epoch. mqtt.js would write it in up
 * to nine pieces, which takes more time than all else that is done for a message.
 */
export function publishPacket(message: OutgoingMessage, isMqtt5: boolean, now: number): Buffer {
  const { topic, topicBytes, body, bytes, retain } = message
  const rest = restLength(message, isMqtt5)
  const packet = Buffer.allocUnsafe(rest + 5)
  packet[0] = publish | (retain ? retained : 0)
  let at = writeLength(packet, rest, 1)
  packet[at++] = topicBytes >> 8
  packet[at++] = topicBytes & 0xff
  at += packet.write(topic, at)
  if (isMqtt5) {
    const hasExpiry = expires(message)
    packet[at++] = hasExpiry ? 5 : 0
    if (hasExpiry) {
      packet[at++] = messageExpiry
      at = packet.writeUInt32BE(secondsLeft(message, now), at)
    }
  }
  if (typeof body === 'string') packet.write(body, at)
  else body.copy(packet, at)
  return packet.subarray(0, at + bytes)
}

/** Seven bits of a length go into a byte (MQTT 5, 1.5.5). Gives where to go on. */
function writeLength(packet: Buffer, length: number, from: number): number {
  let at = from
  for (let rest = length; ; rest >>>= 7) {
    if (rest < 0x80) {
      packet[at++] = rest
      return at
    }
    packet[at++] = (rest & 0x7f) | 0x80
  }
}
