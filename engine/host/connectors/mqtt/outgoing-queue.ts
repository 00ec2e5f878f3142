import type { MqttClient } from 'mqtt'
import type { Json } from '../../../core/model/json.ts'
import type { FlowSide } from '../connector.ts'
import { brokerClient, type ConnectionEnd } from './broker-client.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { ConnectionNews } from './connection-news.ts'
import { InFlight } from './in-flight.ts'
import { NotTaken } from './not-taken.ts'
import {
  expires,
  hasExpired,
  type OutgoingMessage,
  outgoingMessage,
  publishOptions,
  type SendOptions,
} from './outgoing-message.ts'
import { StumblingBlock } from './stumbling-block.ts'
import { Unflushed } from './unflushed.ts'
import { WaitingMessages } from './waiting-messages.ts'

/** From here on the flow takes in no more; at twice as much, what else it makes (by timers) is dropped. */
const manyMessages = 10_000
const manyBytes = 64 * 1024 * 1024

/** Unacknowledged messages at once; a broker may allow less. */
const inFlightAtOnce = 1_000

/**
 * The same for QoS 2 with MQTT 3.1.1, where a broker can't say what it allows: mosquitto 2.0.11, by default, holds 20,
 * and of those beyond it lost some when the connection was lost.
 */
const exactlyOnceAtOnce = 20

const expired = 'messages dropped because they had expired before they could be sent'

/** What a flow sends by one connection: in order, bounded while the broker is away or slow. */
export class OutgoingQueue {
  readonly ready: Promise<void>
  private readonly client: MqttClient
  private readonly flow: FlowSide
  private readonly broker: BrokerSettings
  private readonly inFlight: InFlight
  private readonly unflushed = new Unflushed()
  private readonly waiting = new WaitingMessages()
  private readonly notTaken: NotTaken
  private readonly stumblingBlock = new StumblingBlock()
  /** Messages given up by name, so that they are not counted again. */
  private readonly named = new WeakSet<OutgoingMessage>()
  private isResending = false
  private allowed = inFlightAtOnce
  private isUp = false
  private full = false
  private dropping = false
  /** The stream whose drain is waited for. */
  private draining: MqttClient['stream'] | undefined
  private toldOfExpiry = false
  private emptied: (() => void) | undefined

  constructor(broker: BrokerSettings, clientId: string, news: ConnectionNews, flow: FlowSide) {
    this.flow = flow
    this.broker = broker
    this.notTaken = new NotTaken(broker, flow)
    let up = (): void => {}
    this.ready = new Promise((resolve) => {
      up = resolve
    })
    this.client = brokerClient({
      broker,
      clientId,
      session: 'run',
      onAnswer: (limit) => this.answered(limit),
      onConnect: (client) => {
        this.allowed = Math.min(inFlightAtOnce, client.serverProperties?.receiveMaximum ?? inFlightAtOnce)
        this.isUp = true
        this.isResending = false
        this.stumblingBlock.passed()
        up()
        this.pump()
      },
      onClose: (end) => this.down(end),
      news,
    })
    this.inFlight = new InFlight(this.client, (message, error) => this.settled(message, error))
  }

  /** Messages that are not sent, or not acknowledged, yet. */
  get length(): number {
    return this.waiting.length + this.inFlight.size + this.unflushed.messages
  }

  isFull(): boolean {
    return this.full
  }

  send(topic: string, payload: Json, options: SendOptions): void {
    const now = this.flow.now()
    this.dropExpired(now)
    if (this.waiting.length >= 2 * manyMessages || this.bytes >= 2 * manyBytes) {
      this.drop()
      return
    }
    this.waiting.push(outgoingMessage(topic, payload, options, now))
    if (this.waiting.length >= manyMessages || this.bytes >= manyBytes) this.full = true
    this.pump()
  }

  /** Sends what waits, for at most so long; gives how much was not sent. */
  async close(patience: number): Promise<number> {
    if (this.length > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patience)
        this.emptied = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.isUp = false
    const left = this.length
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.client.end(true, () => resolve()), 500)
      this.client.end(
        !this.client.connected || left > 0,
        { properties: { sessionExpiryInterval: 0 } },
        () => {
          clearTimeout(timer)
          resolve()
        },
      )
    })
    return left
  }

  /** Of what waits and what is under way. */
  private get bytes(): number {
    return this.waiting.bytes + this.inFlight.bytes + this.unflushed.bytes
  }

  private drop(): void {
    this.flow.count('messages dropped because too many waited to be sent')
    if (this.dropping) return
    this.dropping = true
    const message = `${shown(this.broker)}: too much waits to be sent; further messages are dropped`
    this.flow.tell({ level: 'error', message })
  }

  private dropExpired(now: number): void {
    for (let dropped = this.waiting.dropExpired(now); dropped > 0; dropped--) this.flow.count(expired)
  }

  /** What is in flight and would not be taken is let go, before it is sent again. */
  private answered(limit: number | undefined): void {
    const { inFlight, notTaken } = this
    notTaken.allow(limit)
    inFlight.expire(this.flow.now())
    const block = this.stumblingBlock.take()
    for (const [id, message] of inFlight.entries()) {
      const isBlock = block?.id === id
      if (!isBlock && !notTaken.isTooLarge(message)) continue
      if (isBlock && !block.isTooLarge) notTaken.giveUp(message)
      else notTaken.dropTooLarge(message)
      this.named.add(message)
      inFlight.giveUp(id)
    }
    this.isResending = true
  }

  /** Hands messages to the client as long as it can take them. */
  private pump(): void {
    const now = this.flow.now()
    while (this.isUp && this.client.stream.writable && !this.client.stream.writableNeedDrain) {
      this.dropExpired(now)
      const next = this.waiting.first()
      if (next === undefined || this.inFlight.size >= this.allowedFor(next)) break
      this.waiting.shift()
      if (this.notTaken.isTooLarge(next)) this.notTaken.dropTooLarge(next)
      else this.publish(next, now)
    }
    this.waitForDrain()
    if (this.length === 0) this.emptied?.()
    if (this.full && this.waiting.length < manyMessages / 2 && this.bytes < manyBytes / 2) {
      this.full = false
      this.dropping = false
      this.flow.hasRoom()
    }
  }

  private allowedFor({ qos }: OutgoingMessage): number {
    if (qos === 0) return Infinity
    const unsaid = qos === 2 && this.client.options.protocolVersion !== 5
    return unsaid ? exactlyOnceAtOnce : this.allowed
  }

  private publish(message: OutgoingMessage, now: number): void {
    const { client } = this
    if (expires(message) && client.options.protocolVersion !== 5) this.tellOfExpiry()
    if (message.qos > 0) {
      this.inFlight.publish(message, now)
    } else {
      this.unflushed.write(client.stream, message.bytes, () =>
        client.publish(message.topic, message.body, publishOptions(message, now)),
      )
    }
  }

  private waitForDrain(): void {
    const { stream } = this.client
    if (!this.isUp || !stream.writableNeedDrain || this.draining === stream) return
    this.draining = stream
    stream.once('drain', () => {
      if (this.draining !== stream) return
      this.draining = undefined
      this.unflushed.settle()
      this.pump()
    })
  }

  private down({ reason, isOurs }: ConnectionEnd): void {
    this.stumblingBlock.closed(this.isResending && !isOurs ? this.inFlight.first : undefined, reason)
    this.isResending = false
    this.isUp = false
    this.draining = undefined
    const lost = this.unflushed.settle()
    for (let at = 0; at < lost; at++) this.flow.count('messages of QoS 0 lost with the connection')
    if (lost > 0) {
      const message =
        `${shown(this.broker)}: up to ${lost} messages of QoS 0 were lost with the connection; with QoS 1 or 2 they ` +
        'would be sent again'
      this.flow.tell({ level: 'warning', message })
    }
    this.pump()
  }

  /** A message of QoS 1 or 2 is acknowledged, or given up. */
  private settled(message: OutgoingMessage, error: Error | undefined): void {
    if (error !== undefined && !this.named.has(message))
      this.flow.count(hasExpired(message, this.flow.now()) ? expired : 'messages that could not be sent')
    this.pump()
  }

  private tellOfExpiry(): void {
    if (this.toldOfExpiry) return
    this.toldOfExpiry = true
    const message =
      `${shown(this.broker)}: MQTT 3.1.1 knows no "expires": what has expired here is not sent, but what the broker ` +
      'has taken over it keeps for as long as it likes. Use a broker that speaks MQTT 5'
    this.flow.tell({ level: 'warning', message })
  }
}
