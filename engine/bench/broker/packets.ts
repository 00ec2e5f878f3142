/** What the load client needs to know of a packet that came in. */
export type PacketHandler = Readonly<{
  /** An output of the subject; the packet id is 0 at QoS 0. The bytes are only valid during the call. */
  publish: (payload: Buffer, packetId: number) => void
  /** CONNACK (2), SUBACK (9), PUBACK (4) and the like, by the packet type's number, with their body. */
  other: (type: number, body: Buffer) => void
}>

/** Cuts a stream of bytes, in chunks of any size, into MQTT 3.1.1 packets. */
export function packetReader(handle: PacketHandler): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let at = 0
    while (at < bytes.length) {
      const end = readPacket(bytes, at, handle)
      if (end === 0) break
      at = end
    }
    rest = bytes.subarray(at)
  }
}

/** Hands over the packet that begins at `start` and returns where it ends, or 0 if it is not all there. */
function readPacket(bytes: Buffer, start: number, handle: PacketHandler): number {
  let length = 0
  let at = start + 1
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++]
    if (byte === undefined) return 0
    length |= (byte & 0x7f) << shift
    if (byte < 0x80) break
  }
  const end = at + length
  if (end > bytes.length) return 0
  const header = bytes.readUInt8(start)
  if (header >> 4 === 3) readPublish(bytes.subarray(at, end), (header >> 1) & 3, handle)
  else handle.other(header >> 4, bytes.subarray(at, end))
  return end
}

function readPublish(body: Buffer, qos: number, handle: PacketHandler): void {
  const topicEnd = 2 + body.readUInt16BE(0)
  if (qos === 0) handle.publish(body.subarray(topicEnd), 0)
  else handle.publish(body.subarray(topicEnd + 2), body.readUInt16BE(topicEnd))
}
