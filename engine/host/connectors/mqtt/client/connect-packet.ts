import type { IConnectPacket } from 'mqtt-packet'
import type { BrokerSettings } from '../broker-settings.ts'
import type { Level } from './packets.ts'

/** What a connection asks for. */
export interface ConnectionPlan {
  readonly broker: BrokerSettings
  readonly clientId: string
  readonly level: Level
  /** Whatever the broker still knows of us it forgets. */
  readonly clean: boolean
  /** How long the broker keeps the session without us, s (MQTT 5). */
  readonly sessionExpiry: number
  /** So many messages may be unacknowledged on their way to us (MQTT 5). */
  readonly receiveMaximum: number
}

/** Asks to be let in (MQTT 5, 3.1). */
export function connectPacket({
  broker: { username, password, keepalive },
  clientId,
  level,
  clean,
  sessionExpiry,
  receiveMaximum,
}: ConnectionPlan): IConnectPacket {
  return {
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: level,
    clientId,
    clean,
    keepalive,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password: Buffer.from(password) }),
    ...(level === 5 ? { properties: { sessionExpiryInterval: sessionExpiry, receiveMaximum } } : {}),
  }
}
