import { createHash } from 'node:crypto'
import type { FlowSide } from '../connector.ts'
import { Addressees } from './addressees.ts'
import { BrokerClient, sessionExpiry } from './broker-client.ts'
import type { BrokerSettings } from './broker-settings.ts'
import type { BrokerAnswer } from './client/broker-answer.ts'
import type { Connection } from './client/connection.ts'
import type { Acknowledgement, Publish } from './client/packets.ts'
import type { ConnectionNews } from './connection-news.ts'
import { FormerFilters } from './former-filters.ts'
import { arrivalOf, sizeOf } from './message.ts'
import { subscribe, unsubscribe } from './subscribe.ts'
import { SubscribeNews } from './subscribe-news.ts'
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
  private readonly session: 'kept' | 'clean'
  private readonly elsewhere: Subscriptions
  private readonly former: FormerFilters
  private readonly tooLarge: TooLarge
  private readonly subscribeNews: SubscribeNews
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
  /** The flow is full, and will say when it has room. */
  private waitsForRoom = false

  constructor({ broker, clientId, subscriptions, elsewhere, news, flow }: IncomingPlan) {
    this.flow = flow
    this.session = broker.session === 'persistent' ? 'kept' : 'clean'
    this.subscriptions = subscriptions
    this.elsewhere = elsewhere
    this.former = new FormerFilters(broker, flow.tell)
    this.tooLarge = new TooLarge(broker, flow)
    this.subscribeNews = new SubscribeNews(broker, flow.tell)
    this.addressees = new Addressees(subscriptions, elsewhere)
    this.ready = new Promise((resolve) => {
      this.up = resolve
    })
    this.client = new BrokerClient({
      broker,
      clientId,
      session: this.session,
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
  private async begin(connection: Connection, answer: BrokerAnswer): Promise<void> {
    const { sessionPresent, numbersSubscriptions } = answer
    this.subscribeNews.session(sessionExpiry[this.session], answer.sessionExpiry)
    if (!sessionPresent) {
      this.unreleased.clear()
      // Until it is answered: the connection may be lost before, and leave a session that asks for nothing.
      this.first = true
    }
    if (this.first) await this.subscribe(connection, sessionPresent, numbersSubscriptions)
    // Not before: behind what is not read there would be the answer to the subscriptions.
    if (!this.stopped && this.flow.isFull()) this.pause(connection)
  }

  private async subscribe(connection: Connection, isKnown: boolean, isNumbered: boolean): Promise<void> {
    // Without a word where the connection is lost: the session then still holds them, which is found out by and by.
    const elsewhere = [...this.elsewhere.filters.keys()]
    if (isKnown && elsewhere.length > 0) void unsubscribe(connection, elsewhere)
    const { filters } = this.subscriptions
    this.awaitAnswer(connection)
    const shortfalls = await subscribe(connection, filters, isNumbered)
    // A later connection has its own.
    if (this.client.connection === connection) clearTimeout(this.answering)
    if (this.stopped || shortfalls === undefined) return
    this.first = shortfalls.some(({ refusal }) => refusal !== undefined)
    this.subscribeNews.shortfalls(shortfalls)
    this.up()
  }

  /** While nothing is read no answer can come. */
  private awaitAnswer(connection: Connection): void {
    this.answering = setTimeout(() => {
      if (connection.isPaused) this.awaitAnswer(connection)
      else this.subscribeNews.silent(this.subscriptions.filters)
    }, subscribePatience)
  }

  private take(message: Publish): void {
    const { connection } = this.client
    const { qos, id } = message
    if (qos === 2) {
      this.takeOnce(message, connection)
    } else {
      this.give(message)
      if (qos === 1) connection.acknowledge('puback', id)
    }
    if (!this.stopped && this.flow.isFull()) this.pause(connection)
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
    if (connection.isPaused) return
    connection.pause()
    this.flow.count('pauses in reading')
    if (this.waitsForRoom) return
    this.waitsForRoom = true
    this.flow.whenRoom(() => {
      this.waitsForRoom = false
      this.client.connection.resume()
    })
  }

  private give(message: Publish): void {
    const { flow, addressees } = this
    const wanting = addressees.of(message)
    const unknown = addressees.unknown(message)
    if (wanting.length === 0) flow.count('messages nobody asked for')
    // What a node wants it gets, by whichever filter it came: it may have been queued before the topic was changed.
    if (wanting.length === 0 || unknown.length > 0)
      this.former.giveUp(this.client.connection, message.topic, unknown)
    if (message.isTooLarge) this.tooLarge.give(message, wanting)
    else this.handOn(message, wanting)
  }

  private handOn(message: Publish, wanting: readonly Subscriber[]): void {
    const { flow } = this
    const bytes = sizeOf(message)
    for (let at = 0; at < wanting.length; at++) {
      const { node, format } = wanting[at] as Subscriber // `at` is one of them
      flow.receive(arrivalOf(node, flow.now(), message, format), bytes)
    }
  }
}
