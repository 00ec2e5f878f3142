import type { MqttClient } from 'mqtt'
import type { Json } from '../../../core/model/json.ts'
import type { FlowSide } from '../connector.ts'
import { brokerClient } from './broker-client.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { ConnectionNews } from './connection-news.ts'
import { InFlight } from './in-flight.ts'
import {
  expires,
  hasExpired,
  type OutgoingMessage,
  outgoingMessage,
  publishOptions,
  type SendOptions,
} from './outgoing-message.ts'
import { Unflushed } from './unflushed.ts'

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

/** What a flow sends by one connection: in order, bounded while the broker is away or slow. */
export class OutgoingQueue {
  readonly ready: Promise<void>
  private readonly client: MqttClient
  private readonly flow: FlowSide
  private readonly broker: BrokerSettings
  private readonly inFlight: InFlight
  private readonly unflushed = new Unflushed()
  private queue: OutgoingMessage[] = []
  private head = 0
  /** Of what waits and what is in flight. */
  private bytes = 0
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
    let up = (): void => {}
    this.ready = new Promise((resolve) => {
      up = resolve
    })
    this.client = brokerClient({
      broker,
      clientId,
      session: 'run',
      onAnswer: () => this.inFlight.expire(flow.now()),
      onConnect: (client) => {
        this.allowed = Math.min(inFlightAtOnce, client.serverProperties?.receiveMaximum ?? inFlightAtOnce)
        this.isUp = true
        up()
        this.pump()
      },
      onClose: () => this.down(),
      news,
    })
    this.inFlight = new InFlight(this.client, (message, error) => this.settled(message, error))
  }

  /** Messages that are not sent, or not acknowledged, yet. */
  get length(): number {
    return this.waiting + this.inFlight.size + this.unflushed.messages
  }

  isFull(): boolean {
    return this.full
  }

  send(topic: string, payload: Json, options: SendOptions): void {
    const now = this.flow.now()
    this.dropExpired(now)
    if (this.waiting >= 2 * manyMessages || this.bytes + this.unflushed.bytes >= 2 * manyBytes) {
      this.drop()
      return
    }
    const message = outgoingMessage(topic, payload, options, now)
    this.queue.push(message)
    this.bytes += message.bytes
    if (this.waiting >= manyMessages || this.bytes + this.unflushed.bytes >= manyBytes) this.full = true
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

  private get waiting(): number {
    return this.queue.length - this.head
  }

  private drop(): void {
    this.flow.count('messages dropped because too many waited to be sent')
    if (this.dropping) return
    this.dropping = true
    const message = `${shown(this.broker)}: too much waits to be sent; further messages are dropped`
    this.flow.tell({ level: 'error', message })
  }

  /** Lets go of messages at the head of the queue whose time is over. */
  private dropExpired(now: number): void {
    for (let next = this.queue[this.head]; next !== undefined; next = this.queue[this.head]) {
      if (!hasExpired(next, now)) return
      this.head++
      this.bytes -= next.bytes
      this.flow.count('messages dropped because they had expired before they could be sent')
    }
  }

  /** Hands messages to the client as long as it can take them. */
  private pump(): void {
    const now = this.flow.now()
    while (this.isUp && this.client.stream.writable && !this.client.stream.writableNeedDrain) {
      this.dropExpired(now)
      const next = this.queue[this.head]
      if (next === undefined || this.inFlight.size >= this.allowedFor(next)) break
      this.head++
      this.publish(next, now)
    }
    this.waitForDrain()
    if (this.head === this.queue.length && this.head > 0) {
      this.queue = []
      this.head = 0
    } else if (this.head > 5_000) {
      this.queue = this.queue.slice(this.head)
      this.head = 0
    }
    if (this.length === 0) this.emptied?.()
    if (this.full && this.waiting < manyMessages / 2 && this.bytes + this.unflushed.bytes < manyBytes / 2) {
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
      this.bytes -= message.bytes
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

  private down(): void {
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
    this.bytes -= message.bytes
    if (error !== undefined) {
      const expired = hasExpired(message, this.flow.now())
      this.flow.count(
        expired
          ? 'messages dropped because they had expired before they could be sent'
          : 'messages that could not be sent',
      )
    }
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
