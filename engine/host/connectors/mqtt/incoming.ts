import type { DoneCallback, IPublishPacket, MqttClient } from 'mqtt'
import type { FlowSide } from '../connector.ts'
import { Addressees } from './addressees.ts'
import { brokerClient } from './broker-client.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { ConnectionNews } from './connection-news.ts'
import { cutOff } from './cut-off.ts'
import { FormerFilters } from './former-filters.ts'
import { asCut } from './cut-mark.ts'
import { limitPackets } from './limit-packets.ts'
import { arrivalOf, overhead } from './message.ts'
import { unreleased } from './own-end.ts'
import { ReadingPause } from './reading-pause.ts'
import { subscribe } from './subscribe.ts'
import { subscribePatience } from './subscribe-patience.ts'
import type { Subscriber, Subscriptions } from './subscriptions.ts'
import { TooLarge } from './too-large.ts'
import { UnreleasedStore } from './unreleased-store.ts'

/** More than that, in bytes, is not kept of what comes with QoS 2 and is not released: 20 of the largest messages, as
 * many as brokers usually send at once, find room. */
const mostUnreleased = 96 * 1024 * 1024

export interface IncomingPlan {
  readonly broker: BrokerSettings
  readonly clientId: string
  readonly subscriptions: Subscriptions
  /** What other clients of the flow serve now; this one's session may still hold it, and what was queued for it. */
  readonly elsewhere: Subscriptions
  readonly news: ConnectionNews
  readonly flow: FlowSide
}

/**
 * What a flow takes in by one connection.
 *
 * While the flow is full it reads nothing: mqtt.js hands over one message at a time and waits for its callback, which
 * is kept back. A message is acknowledged when it was handed to the flow, not yet when its effect is stored: that
 * needs the store and a window of its own.
 */
export class Incoming {
  readonly ready: Promise<void>
  private readonly client: MqttClient
  private readonly flow: FlowSide
  private readonly subscriptions: Subscriptions
  private readonly broker: BrokerSettings
  private readonly elsewhere: Subscriptions
  private readonly former: FormerFilters
  private readonly tooLarge: TooLarge
  private readonly addressees: Addressees
  private readonly pause: ReadingPause
  private up = (): void => {}
  private answering: NodeJS.Timeout | undefined
  private stopped = false

  constructor({ broker, clientId, subscriptions, elsewhere, news, flow }: IncomingPlan) {
    this.flow = flow
    this.broker = broker
    this.subscriptions = subscriptions
    this.elsewhere = elsewhere
    this.former = new FormerFilters(broker, flow.tell)
    this.tooLarge = new TooLarge(broker, flow)
    this.addressees = new Addressees(subscriptions, elsewhere)
    this.ready = new Promise((resolve) => {
      this.up = resolve
    })
    this.client = brokerClient({
      broker,
      clientId,
      session: broker.session === 'persistent' ? 'kept' : 'clean',
      incomingStore: new UnreleasedStore(mostUnreleased, () => this.client.emit('error', unreleased())),
      onConnect: (client, sessionPresent) => this.subscribe(client, sessionPresent),
      onClose: () => {
        clearTimeout(this.answering)
        this.pause.release()
      },
      news,
    })
    this.pause = new ReadingPause(this.client, flow)
    limitPackets(this.client, broker.largestMessage)
    this.client.handleMessage = (packet, done) => this.take(packet, done)
  }

  stopReading(): void {
    this.stopped = true
    clearTimeout(this.answering)
    this.pause.release()
    this.client.end()
  }

  /** Resolves when the connection is over. */
  close(): Promise<void> {
    this.stopReading()
    return cutOff(this.client)
  }

  private first = true

  /** At the first connection always, so that retained messages come; later only if the broker forgot the session. */
  private async subscribe(client: MqttClient, sessionPresent: boolean): Promise<void> {
    if (sessionPresent && !this.first) return
    // Without a word where the connection is lost: the session then still holds them, which is found out by and by.
    const elsewhere = [...this.elsewhere.filters.keys()]
    if (sessionPresent && elsewhere.length > 0) client.unsubscribe(elsewhere, () => {})
    const { filters } = this.subscriptions
    const slow = setTimeout(() => this.tellOfSilence(filters), subscribePatience)
    this.answering = slow
    const refused = await subscribe(client, filters)
    clearTimeout(slow)
    if (this.stopped || refused === undefined) return
    this.first = refused.length > 0
    if (refused.length > 0) {
      const what = refused.map(({ filter, reason }) => `${filter} (${reason})`).join(', ')
      const message = `${shown(this.broker)}: cannot subscribe to ${what}; is this user allowed to?`
      this.flow.tell({ level: 'error', message })
    }
    this.up()
  }

  private tellOfSilence(filters: ReadonlyMap<string, unknown>): void {
    const [first = ''] = filters.keys()
    const what = filters.size === 1 ? first : `${first} and ${filters.size - 1} more`
    const message =
      `${shown(this.broker)}: the broker lets us in but has not answered for ${subscribePatience / 1000} s that it ` +
      `will send ${what}; perhaps nothing comes in. Is it overloaded, and is this user allowed to subscribe?`
    this.flow.tell({ level: 'warning', message })
  }

  private take(packet: IPublishPacket, done: DoneCallback): void {
    if (this.stopped) return
    const { flow, addressees } = this
    const wanting = addressees.of(packet)
    const unknown = addressees.unknown(packet)
    if (wanting.length === 0) flow.count('messages nobody asked for')
    // What a node wants it gets, by whichever filter it came: it may have been queued before the topic was changed.
    if (wanting.length === 0 || unknown.length > 0) this.former.giveUp(this.client, packet, unknown)
    this.give(packet, wanting)
    if (flow.isFull()) this.pause.hold(done)
    else done()
  }

  private give(packet: IPublishPacket, wanting: readonly Subscriber[]): void {
    const { flow } = this
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload
    const cut = asCut(payload)
    if (cut !== undefined) {
      this.tooLarge.give(packet.topic, cut, wanting)
      return
    }
    const bytes = payload.length + overhead
    for (const { node, format } of wanting)
      flow.receive(arrivalOf(node, flow.now(), packet, payload, format), bytes)
  }
}
