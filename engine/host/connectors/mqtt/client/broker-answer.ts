import type { IConnackPacket } from 'mqtt-packet'
import type { ConnectionPlan } from './connect-packet.ts'

/** What a broker says when it lets us in. */
export interface BrokerAnswer {
  /** It still knows what it knew when the last connection was lost. */
  readonly sessionPresent: boolean
  /** How long it keeps the session without us, s (MQTT 5). */
  readonly sessionExpiry: number
  /** How often it wants to hear of us, s; 0: never. */
  readonly keepalive: number
  /** How large a packet it takes, in bytes, if it says so. */
  readonly maximumPacketSize: number | undefined
  /** The highest quality of service it takes, and whether it keeps messages for later, if it says so. */
  readonly maximumQos: number | undefined
  readonly retainAvailable: boolean | undefined
  /** How many messages may be unacknowledged on their way to it, if it says so. */
  readonly receiveMaximum: number | undefined
  /** Subscriptions can have numbers. */
  readonly numbersSubscriptions: boolean
}

/** What a CONNACK says (MQTT 5, 3.2.2.3): where it is silent, it is as it was asked for. */
export function answerOf(
  { sessionPresent, properties = {} }: IConnackPacket,
  { level, broker, sessionExpiry, clean }: ConnectionPlan,
): BrokerAnswer {
  return {
    // It was to forget: what it says it knows all the same is not relied on.
    sessionPresent: sessionPresent && !clean,
    sessionExpiry: properties.sessionExpiryInterval ?? sessionExpiry,
    keepalive: properties.serverKeepAlive ?? broker.keepalive,
    maximumPacketSize: properties.maximumPacketSize,
    maximumQos: properties.maximumQoS,
    retainAvailable: properties.retainAvailable,
    receiveMaximum: properties.receiveMaximum,
    numbersSubscriptions: level === 5 && properties.subscriptionIdentifiersAvailable !== false,
  }
}
