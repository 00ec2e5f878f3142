import type { IClientPublishOptions, MqttClient } from 'mqtt'
import type { Json } from '../../../core/model/json.ts'
import { encode, type Format } from '../decode.ts'
import type { FlowSide } from '../connector.ts'
import { brokerClient } from './broker-client.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { ConnectionNews } from './connection-news.ts'

/** How a message is to be sent, as `mqtt-out` says it. */
export interface SendOptions {
  readonly qos?: 0 | 1 | 2
  readonly retain?: boolean
  readonly format?: Format
  /** ms */
  readonly expires?: number
}

interface Waiting {
  readonly topic: string
  readonly body: string | Buffer
  readonly options: SendOptions
}

/** From here on the flow takes in no more; at twice as much, what else it makes (by timers) is dropped. */
const manyMessages = 10_000
const manyBytes = 64 * 1024 * 1024

/** Unacknowledged messages at once; a broker may allow less. */
const inFlightAtOnce = 1_000

/** What a flow sends by one connection: in order, bounded while the broker is away or slow. */
export class OutgoingQueue {
  readonly ready: Promise<void>
  private readonly client: MqttClient
  private readonly flow: FlowSide
  private readonly broker: BrokerSettings
  private queue: Waiting[] = []
  private head = 0
  private bytes = 0
  private inFlight = 0
  private allowed = inFlightAtOnce
  private full = false
  private dropping = false
  private waitsForDrain = false
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
      onConnect: (client) => {
        this.allowed = Math.min(inFlightAtOnce, client.serverProperties?.receiveMaximum ?? inFlightAtOnce)
        this.waitsForDrain = false
        up()
        this.pump()
      },
      onClose: () => {
        this.waitsForDrain = false
      },
      news,
    })
  }

  /** Messages that are not sent, or not acknowledged, yet. */
  get length(): number {
    return this.queue.length - this.head + this.inFlight
  }

  isFull(): boolean {
    return this.full
  }

  send(topic: string, payload: Json, options: SendOptions): void {
    const waiting = this.queue.length - this.head
    if (waiting >= 2 * manyMessages || this.bytes >= 2 * manyBytes) {
      this.drop()
      return
    }
    const body = encode(payload, options.format ?? 'json')
    this.queue.push({ topic, body, options })
    this.bytes += body.length
    if (waiting + 1 >= manyMessages || this.bytes >= manyBytes) this.full = true
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

  private drop(): void {
    this.flow.count('messages dropped because too many waited to be sent')
    if (this.dropping) return
    this.dropping = true
    const message = `${shown(this.broker)}: too much waits to be sent; further messages are dropped`
    this.flow.tell({ level: 'error', message })
  }

  /** Hands messages to the client as long as it can take them. */
  private pump(): void {
    const { client } = this
    while (this.head < this.queue.length && client.connected && !this.waitsForDrain) {
      if (this.inFlight >= this.allowed) return
      const message = this.queue[this.head++] as Waiting // there is one, see the condition
      this.bytes -= message.body.length
      this.inFlight++
      client.publish(message.topic, message.body, publishOptions(message.options), this.done)
      if (client.stream.writableNeedDrain) this.waitForDrain()
    }
    if (this.head === this.queue.length && this.head > 0) {
      this.queue = []
      this.head = 0
    } else if (this.head > 5_000) {
      this.queue = this.queue.slice(this.head)
      this.head = 0
    }
    if (this.full && this.queue.length - this.head < manyMessages / 2 && this.bytes < manyBytes / 2) {
      this.full = false
      this.dropping = false
      this.flow.hasRoom()
    }
  }

  private waitForDrain(): void {
    this.waitsForDrain = true
    this.client.stream.once('drain', () => {
      this.waitsForDrain = false
      this.pump()
    })
  }

  /** One message is on its way (QoS 0) or acknowledged; mqtt.js sends again by itself what a lost connection took. */
  private readonly done = (error?: Error): void => {
    this.inFlight--
    if (error !== undefined && error !== null) this.flow.count('messages that could not be sent')
    if (this.head < this.queue.length) this.pump()
    else if (this.inFlight === 0) this.emptied?.()
  }
}

/** The usual options, so that none are made for each message. */
const usual: readonly (readonly IClientPublishOptions[])[] = ([0, 1, 2] as const).map((qos) => [
  { qos, retain: false },
  { qos, retain: true },
])

function publishOptions({ qos = 1, retain = false, expires }: SendOptions): IClientPublishOptions {
  if (expires === undefined) return usual[qos]?.[retain ? 1 : 0] ?? { qos, retain }
  return { qos, retain, properties: { messageExpiryInterval: Math.ceil(expires / 1000) } }
}
