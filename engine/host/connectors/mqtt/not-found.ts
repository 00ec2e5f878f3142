import type { Connection } from './client/connection.ts'

/** The reason code of MQTT 5 for an id that is not known: Packet Identifier not found. */
const notFound = 0x92

const firstOf = { pubrel: 0x62, pubcomp: 0x70 } as const

/** Goes on with the delivery of a message that is not known here, so that the broker comes to its end (MQTT 5, 3.6.2.1 and 3.7.2.1). */
export function writeNotFound(connection: Connection, kind: keyof typeof firstOf, id: number): void {
  // MQTT 3.1.1 has no reasons.
  if (connection.level === 5)
    connection.writer.write(Uint8Array.of(firstOf[kind], 3, id >> 8, id & 0xff, notFound))
  else connection.acknowledge(kind, id)
}
