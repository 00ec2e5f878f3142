import { createHash } from 'node:crypto'
import type { FlowSide } from '../connector.ts'
import { Addressees } from './addressees.ts'
import { BrokerClient } from './broker-client.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { BrokerAnswer, Connection } from './client/connection.ts'
import type { Acknowledgement, Publish } from './client/packets.ts'
import type { ConnectionNews } from './connection-news.ts'
import { FormerFilters } from './former-filters.ts'
import { arrivalOf, overhead } from './message.ts'
import { subscribe, unsubscribe } from './subscribe.ts'
import { subscribePatience } from './subscribe-patience.ts'
import type { Subscriber, Subscriptions } from './subscriptions.ts'
import { TooLarge } from './too-large.ts'

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
 * While the flow is full it reads nothing. A message is acknowledged when it was handed to the flow, not yet when its effect
 * is stored: that needs the store and a window of its own.
 */
export class Incoming {
  readonly ready: Promise<void>
  private readonly client: BrokerClient
  private readonly flow: FlowSide
  private readonly subscriptions: Subscriptions
  private readonly broker: BrokerSettings
  private readonly elsewhere: Subscriptions
  private readonly former: FormerFilters
  private readonly tooLarge: TooLarge
  private readonly addressees: Addressees
  /**
   * Messages of QoS 2 that were handed on and that the broker has not released, so that it may send them again: what each
   * was, by its id. A broker that has lost its memory may use an id for another message. Some send more of them at once than
   * they were told to; that is no matter, as an id takes little.
   */
  private readonly unreleased = new Map<number, string>()
  private up = (): void => {}
  private answering: NodeJS.Timeout | undefined
  private first = true
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
    this.client = new BrokerClient({
      broker,
      clientId,
      session: broker.session === 'persistent' ? 'kept' : 'clean',
      onConnect: (connection, answer) => void this.begin(connection, answer),
      onMessage: (message) => this.take(message),
      onAcknowledged: (acknowledgement) => this.released(acknowledgement),
      onClose: () => clearTimeout(this.answering),
      news,
    })
  }

  stopReading(): void {
    if (this.stopped) return
    this.stopped = true
    clearTimeout(this.answering)
    void this.client.end({ forget: false })
  }

  /** Resolves when the connection is over. */
  close(): Promise<void> {
    this.stopReading()
    return this.client.end({ forget: false })
  }

  /** At the first connection it subscribes always, so that retained messages come; later only if the broker forgot the session. */
  private async begin(
    connection: Connection,
    { sessionPresent, numbersSubscriptions }: BrokerAnswer,
  ): Promise<void> {
    if (!sessionPresent) this.unreleased.clear()
    if (this.flow.isFull()) this.pause(connection)
    if (sessionPresent && !this.first) return
    // Without a word where the connection is lost: the session then still holds them, which is found out by and by.
    const elsewhere = [...this.elsewhere.filters.keys()]
    if (sessionPresent && elsewhere.length > 0) void unsubscribe(connection, elsewhere)
    const { filters } = this.subscriptions
    const slow = setTimeout(() => this.tellOfSilence(filters), subscribePatience)
    this.answering = slow
    const refused = await subscribe(connection, filters, numbersSubscriptions)
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

  private take(message: Publish): void {
    if (this.stopped) return
    const { connection } = this.client
    const { qos, id } = message
    if (qos === 2) {
      this.takeOnce(message, connection)
    } else {
      this.give(message)
      if (qos === 1) connection.acknowledge('puback', id)
    }
    if (this.flow.isFull()) this.pause(connection)
  }

  private takeOnce(message: Publish, connection: Connection): void {
    const { unreleased: known } = this
    const { id, topic, payload } = message
    const what = createHash('sha256').update(topic).update('\0').update(payload).digest('base64')
    if (known.get(id) !== what) {
      this.give(message)
      known.set(id, what)
    }
    connection.acknowledge('pubrec', id)
  }

  private released({ kind, id }: Acknowledgement): void {
    if (kind !== 'pubrel') return
    this.unreleased.delete(id)
    this.client.connection.acknowledge('pubcomp', id)
  }

  /** Nothing more is read until the flow has room. */
  private pause(connection: Connection): void {
    connection.pause()
    this.flow.count('pauses in reading')
    this.flow.whenRoom(() => connection.resume())
  }

  private give(message: Publish): void {
    const { flow, addressees } = this
    const wanting = addressees.of(message)
    const unknown = addressees.unknown(message)
    if (wanting.length === 0) flow.count('messages nobody asked for')
    // What a node wants it gets, by whichever filter it came: it may have been queued before the topic was changed.
    if (wanting.length === 0 || unknown.length > 0)
      this.former.giveUp(this.client.connection, message.topic, unknown)
    if (message.payload.length < message.length) this.tooLarge.give(message, wanting)
    else this.handOn(message, wanting)
  }

  private handOn(message: Publish, wanting: readonly Subscriber[]): void {
    const { flow } = this
    const bytes = message.length + overhead
    for (let at = 0; at < wanting.length; at++) {
      const { node, format } = wanting[at] as Subscriber // `at` is one of them
      flow.receive(arrivalOf(node, flow.now(), message, format), bytes)
    }
  }
}
