import type { FlowSide } from '../connector.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import { noExpiry } from './no-expiry.ts'
import { tellOnce } from './tell-once.ts'

const forgetful =
  'the broker has forgotten which messages of QoS 2 it had taken over; those that it may not have passed on are sent ' +
  'again, and may arrive twice. Let it keep sessions on disk (persistence true with mosquitto)'

/** Says and counts what becomes of messages on their way out. */
export class OutgoingNews {
  private readonly broker: BrokerSettings
  private readonly flow: FlowSide
  /** A message expires, and the broker can't be told. */
  readonly noExpiry: () => void
  private readonly forgetful: () => void

  constructor(broker: BrokerSettings, flow: FlowSide) {
    this.broker = broker
    this.flow = flow
    this.noExpiry = broker.noExpiryIsTold === true ? () => {} : tellOnce(broker, flow, noExpiry)
    this.forgetful = tellOnce(broker, flow, forgetful)
  }

  /** So many were not sent since their time was over. */
  expired(count: number): void {
    this.count(count, 'messages dropped because they had expired before they could be sent')
  }

  /** The broker acknowledged what is not under way. */
  unknownAcknowledgement(): void {
    this.flow.count('acknowledgements of messages that were not under way')
  }

  unsent(): void {
    this.flow.lose('messages that could not be sent')
  }

  /** So many of QoS 2 are sent again, since the broker does not know that it had them. */
  sentTwice(count: number): void {
    this.count(count, 'messages of QoS 2 sent a second time because the broker had forgotten the session')
    if (count > 0) this.forgetful()
  }

  /** So many of QoS 0 were in the buffer of a connection that is gone. */
  lost(count: number): void {
    this.count(count, 'messages of QoS 0 lost with the connection')
    if (count > 0)
      this.warn(
        `up to ${count} messages of QoS 0 were lost with the connection; with QoS 1 or 2 they would be sent again`,
      )
  }

  /** From now on so many of QoS 2 are under way at most. */
  fewer(allowed: number): void {
    this.warn(
      'it was lost with many messages of QoS 2 under way; perhaps the broker allows fewer, which it can not say with ' +
        `MQTT 3.1.1. From now on there are ${allowed} at most. Mosquitto loses one message where its limit is passed: ` +
        'use a broker that speaks MQTT 5, or raise the limit (max_inflight_messages)',
    )
  }

  private count(count: number, what: string): void {
    for (let at = 0; at < count; at++) this.flow.count(what)
  }

  private warn(words: string): void {
    this.flow.tell({ level: 'warning', message: `${shown(this.broker)}: ${words}` })
  }
}
