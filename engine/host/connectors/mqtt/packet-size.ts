import { expires, type OutgoingMessage } from './outgoing-message.ts'

/** No packet of MQTT can be larger, in bytes (MQTT 5, 2.1.4 and 3.2.2.3.6). */
export const largestPacket = 268_435_455

/** How many bytes a message takes as a PUBLISH (MQTT 5, 3.3); the same or a little less with 3.1.1. */
export function packetSize(message: OutgoingMessage): number {
  const rest = restLength(message, true)
  return 1 + lengthOfLength(rest) + rest
}

/** How many bytes of it follow the fixed header. */
export function restLength(message: OutgoingMessage, isMqtt5: boolean): number {
  const id = message.qos > 0 ? 2 : 0
  // Their length, and the expiry with its number.
  const properties = isMqtt5 ? (expires(message) ? 6 : 1) : 0
  return 2 + message.topicBytes + id + properties + message.bytes
}

/** Seven bits of a length go into a byte (MQTT 5, 1.5.5). */
function lengthOfLength(length: number): number {
  if (length < 2 ** 7) return 1
  if (length < 2 ** 14) return 2
  return length < 2 ** 21 ? 3 : 4
}
