import type {
  IConnackPacket,
  IDisconnectPacket,
  IPublishPacket,
  ISubackPacket,
  IUnsubackPacket,
} from 'mqtt-packet'

/** Of MQTT: 4 stands for 3.1.1. */
export type Level = 4 | 5

export type QoS = 0 | 1 | 2

export type PublishProperties = NonNullable<IPublishPacket['properties']>

/** A message as it comes (PUBLISH). */
export interface Publish {
  readonly kind: 'publish'
  readonly topic: string
  /** Is overwritten by what comes next: whoever keeps it copies it. Of one that is too large it may be only the beginning. */
  readonly payload: Buffer
  /** How long the payload was, bytes. */
  readonly length: number
  /** It is larger than is taken. */
  readonly isTooLarge: boolean
  readonly qos: QoS
  readonly retain: boolean
  /** It may have come before (DUP). */
  readonly isRepeated: boolean
  /** Its packet identifier; 0 with QoS 0. */
  readonly id: number
  /** The numbers of the subscriptions by which it came, where the broker says them. */
  readonly identifiers: number | readonly number[] | undefined
  /** What else came with it; undefined where nothing did. */
  readonly properties: PublishProperties | undefined
}

/** An answer to a message that was sent, or, with `pubrel`, the release of one that came. */
export interface Acknowledgement {
  readonly kind: 'puback' | 'pubrec' | 'pubrel' | 'pubcomp'
  readonly id: number
  /** MQTT 5; 0 with 3.1.1. */
  readonly reason: number
}

export interface Pong {
  readonly kind: 'pingresp'
}

/** What comes seldom, as the library reads it. */
export interface Other {
  readonly kind: 'other'
  readonly packet: IConnackPacket | IDisconnectPacket | ISubackPacket | IUnsubackPacket
}

export type Received = Publish | Acknowledgement | Pong | Other

/** What came can't be understood, or may not come: the connection has to end. */
export class Damaged extends Error {}
