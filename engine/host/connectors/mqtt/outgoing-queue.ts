import type { Json } from '../../../core/model/json.ts'
import type { FlowSide } from '../connector.ts'
import { Allowance, type Wish } from './allowance.ts'
import { BrokerClient, type ConnectionEnd } from './broker-client.ts'
import type { BrokerSettings } from './broker-settings.ts'
import type { BrokerAnswer } from './client/broker-answer.ts'
import type { Connection } from './client/connection.ts'
import type { ConnectionNews } from './connection-news.ts'
import { InFlightLimit } from './in-flight-limit.ts'
import { InFlight, type Outcome } from './in-flight.ts'
import { LastWait } from './last-wait.ts'
import { OutgoingBounds } from './outgoing-bounds.ts'
import {
  expires,
  hasExpired,
  type OutgoingMessage,
  outgoingMessage,
  type SendOptions,
} from './outgoing-message.ts'
import { OutgoingNews } from './outgoing-news.ts'
import { writePublish } from './publish-packet.ts'
import { Refusals } from './refusals.ts'
import { WaitingMessages } from './waiting-messages.ts'

/** What a flow sends by one connection: in order, bounded while the broker is away or slow. */
export class OutgoingQueue {
  readonly ready: Promise<void>
  private readonly client: BrokerClient
  private readonly flow: FlowSide
  private readonly inFlight: InFlight
  private readonly inFlightLimit = new InFlightLimit()
  private readonly waiting = new WaitingMessages()
  private readonly bounds: OutgoingBounds
  private readonly refusals: Refusals
  private readonly outgoingNews: OutgoingNews
  private readonly allowance: Allowance
  private isUp = false
  /** So many messages the broker lets be under way, if it says so. */
  private allowed: number | undefined
  private lastWait: LastWait | undefined
  private closing: Promise<number> | undefined

  /** `wishes`: of the nodes that send by it. */
  constructor(
    broker: BrokerSettings,
    clientId: string,
    news: ConnectionNews,
    flow: FlowSide,
    wishes: readonly Wish[] = [],
  ) {
    this.flow = flow
    this.bounds = new OutgoingBounds(broker, flow)
    this.outgoingNews = new OutgoingNews(broker, flow)
    this.allowance = new Allowance(broker, flow, wishes)
    const { promise, resolve } = Promise.withResolvers<void>()
    this.ready = promise
    this.inFlight = new InFlight(
      (message, outcome) => this.settled(message, outcome),
      () => this.outgoingNews.unknownAcknowledgement(),
    )
    this.refusals = new Refusals(broker, flow, this.inFlight)
    this.client = new BrokerClient({
      broker,
      clientId,
      session: 'run',
      onAnswer: (connection, answer, ready) => this.answered(connection, answer, ready),
      onConnect: () => {
        this.isUp = true
        this.refusals.connected()
        resolve()
        this.pump()
      },
      onAcknowledged: (acknowledgement) =>
        this.inFlight.acknowledged(this.client.connection, acknowledgement),
      onDrain: () => this.pump(),
      // What was sent with QoS 0 counts until it has left this process, which is after the connection takes more.
      onFlushed: () => this.afterwards(),
      onClose: (end) => this.down(end),
      news,
    })
  }

  /** Messages that are not sent, or not acknowledged, yet. */
  get length(): number {
    return this.waiting.length + this.inFlight.size + this.client.connection.writer.messages
  }

  isFull(): boolean {
    return this.bounds.isFull
  }

  /** The broker is away. */
  isStuck(): boolean {
    return !this.isUp
  }

  send(topic: string, payload: Json, options: SendOptions): void {
    const now = this.flow.now()
    this.dropExpired(now)
    if (this.bounds.drops(this.waiting.length, this.bytes)) return
    const message = this.allowance.fit(outgoingMessage(topic, payload, options, now))
    // As is usual, it need not wait.
    if (this.waiting.length === 0 && this.takes(message)) this.hand(message, now)
    else this.waiting.push(message)
    this.bounds.grown(this.waiting.length, this.bytes)
    this.afterwards()
  }

  /**
   * Sends what waits, for at most so many ms; gives how much was not sent. It may be called again, with less patience:
   * then both end sooner, with the same number.
   */
  close(patience: number): Promise<number> {
    const wait = (this.lastWait ??= new LastWait())
    wait.within(patience)
    if (this.length === 0) wait.done()
    this.closing ??= this.endAfter(wait)
    return this.closing
  }

  private async endAfter(wait: LastWait): Promise<number> {
    await wait.over
    this.isUp = false
    const left = this.length
    // Where something is left the broker does not hear us.
    await this.client.end({ forget: true, force: left > 0 })
    return left
  }

  /** What is in flight is sent again, before anything else is. */
  private answered(connection: Connection, answer: BrokerAnswer, ready: () => void): void {
    const now = this.flow.now()
    const { sessionPresent, maximumPacketSize } = answer
    this.allowed = answer.receiveMaximum
    // Not with MQTT 3.1.1, where some brokers (Aedes) do not speak of a session without subscriptions, though they know it.
    if (!sessionPresent && connection.level === 5) this.outgoingNews.sentTwice(this.inFlight.forgotten(now))
    this.inFlight.expire(now)
    this.refusals.answered(maximumPacketSize)
    const { allowance, waiting } = this
    allowance.answered(answer)
    waiting.remake(
      this.inFlight.takeBack((message) => allowance.allows(message)),
      (message) => allowance.fit(message),
    )
    this.inFlight.sendAgain(connection, sessionPresent || connection.level !== 5, this.flow.now, ready)
  }

  /** Of what waits and what is under way. */
  private get bytes(): number {
    return this.waiting.bytes + this.inFlight.bytes + this.client.connection.writer.length
  }

  private dropExpired(now: number): void {
    this.outgoingNews.expired(this.waiting.dropExpired(now))
  }

  /** Hands messages to the client as long as it can take them. */
  private pump(): void {
    const now = this.flow.now()
    for (;;) {
      if (this.isUp) this.dropExpired(now)
      const next = this.waiting.first()
      if (next === undefined || !this.takes(next)) break
      this.waiting.shift()
      this.hand(next, now)
    }
    this.afterwards()
  }

  /** The client can take a message now. */
  private takes({ qos }: OutgoingMessage): boolean {
    if (!this.isUp) return false
    const { connection } = this.client
    if (!connection.isWritable) return false
    return qos === 0 || this.inFlight.size < this.inFlightLimit.of(connection.level, this.allowed, qos)
  }

  private hand(message: OutgoingMessage, now: number): void {
    if (this.refusals.drops(message)) return
    const { connection } = this.client
    if (connection.level !== 5 && expires(message)) this.outgoingNews.noExpiry()
    if (message.qos > 0) this.inFlight.publish(connection, message, now)
    else writePublish(connection, message, now)
  }

  private afterwards(): void {
    if (this.lastWait !== undefined && this.length === 0) this.lastWait.done()
    this.bounds.shrunk(this.waiting.length, this.bytes)
  }

  private down(end: ConnectionEnd): void {
    this.refusals.closed(end)
    if (end.wasShort && !end.isOurs) this.allowLess()
    this.isUp = false
    this.inFlight.lost()
    this.outgoingNews.lost(this.client.connection.writer.giveUp())
    this.pump()
  }

  private allowLess(): void {
    const allowed = this.inFlightLimit.lost(this.client.connection.level, this.inFlight.exactlyOnce)
    if (allowed !== undefined) this.outgoingNews.fewer(allowed)
  }

  /** A message of QoS 1 or 2 is acknowledged, or given up. */
  private settled(message: OutgoingMessage, outcome: Outcome): void {
    if (outcome !== 'taken' && !this.refusals.explains(message, outcome)) {
      if (hasExpired(message, this.flow.now())) this.outgoingNews.expired(1)
      else this.outgoingNews.unsent()
    }
    this.pump()
  }
}
