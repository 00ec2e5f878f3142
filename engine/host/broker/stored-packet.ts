/** A packet of Aedes, as far as it is looked at when it is stored. */
export interface StoredPacket {
  readonly cmd: string
  readonly qos?: number
  readonly topic?: string
  readonly payload?: Buffer | string
  readonly brokerCounter?: number
  messageId?: number | undefined
}

/** What a stored packet takes beside its texts, bytes. */
const overhead = 400

/** About how many bytes it takes. */
export function packetBytes({ topic = '', payload = '' }: StoredPacket): number {
  return overhead + topic.length + payload.length
}

/**
 * The packet with a payload of its own: what came in is a piece of all that was read from a socket at once, and would
 * keep all of it in memory.
 */
export function compact<Packet extends StoredPacket>(packet: Packet): Packet {
  const { payload } = packet
  if (!Buffer.isBuffer(payload) || payload.buffer.byteLength <= 2 * payload.length) return { ...packet }
  // A small one of Buffer.from would again be a piece, of a pool.
  const own = Buffer.allocUnsafeSlow(payload.length)
  payload.copy(own)
  return { ...packet, payload: own }
}
