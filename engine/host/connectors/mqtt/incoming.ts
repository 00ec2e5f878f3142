import type { DoneCallback, IPublishPacket, MqttClient } from 'mqtt'
import type { FlowSide } from '../connector.ts'
import { brokerClient } from './broker-client.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { ConnectionNews } from './connection-news.ts'
import { arrivalOf } from './message.ts'
import type { Subscriptions } from './subscriptions.ts'

/** What a message takes in memory beside its payload, about. */
const overhead = 200

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
  private up = (): void => {}
  private held: DoneCallback | undefined
  private pings: NodeJS.Timeout | undefined
  private stopped = false

  constructor(
    broker: BrokerSettings,
    clientId: string,
    subscriptions: Subscriptions,
    news: ConnectionNews,
    flow: FlowSide,
  ) {
    this.flow = flow
    this.broker = broker
    this.subscriptions = subscriptions
    this.ready = new Promise((resolve) => {
      this.up = resolve
    })
    this.client = brokerClient({
      broker,
      clientId,
      session: broker.session === 'persistent' ? 'kept' : 'clean',
      onConnect: (client, sessionPresent) => this.subscribe(client, sessionPresent),
      onClose: () => this.release(),
      news,
    })
    this.client.handleMessage = (packet, done) => this.take(packet, done)
  }

  stopReading(): void {
    this.stopped = true
    this.release()
    this.client.end()
  }

  close(): Promise<void> {
    this.stopped = true
    this.release()
    return new Promise((resolve) => {
      this.client.end(true, () => resolve())
    })
  }

  private first = true

  /** At the first connection always, so that retained messages come; later only if the broker forgot the session. */
  private subscribe(client: MqttClient, sessionPresent: boolean): void {
    if (sessionPresent && !this.first) return
    const wanted = Object.fromEntries(
      [...this.subscriptions.filters].map(([filter, qos]) => [filter, { qos }]),
    )
    client.subscribe(wanted, (error, granted) => {
      if (this.stopped) return
      const refused = (granted ?? []).filter(({ qos }) => qos >= 128).map(({ topic }) => topic)
      if (error !== null || refused.length > 0) {
        const what =
          refused.length > 0 ? refused.join(', ') : [...this.subscriptions.filters.keys()].join(', ')
        const why = error === null || refused.length > 0 ? 'the broker does not allow it' : error.message
        this.flow.tell({
          level: 'error',
          message: `${shown(this.broker)}: cannot subscribe to ${what}: ${why}`,
        })
        if (client.connected) this.up()
        return
      }
      this.first = false
      this.up()
    })
  }

  private take(packet: IPublishPacket, done: DoneCallback): void {
    if (this.stopped) return
    const { flow } = this
    const wanting = this.subscriptions.of(packet.topic)
    if (wanting.length === 0) flow.count('messages nobody asked for')
    const bytes = packet.payload.length + overhead
    for (const { node, format } of wanting) flow.receive(arrivalOf(node, flow.now(), packet, format), bytes)
    if (flow.isFull()) this.hold(done)
    else done()
  }

  /** Reads no further until there is room. What is not read can't answer pings either, so they are not judged. */
  private hold(done: DoneCallback): void {
    const { client, flow } = this
    this.held = done
    flow.count('pauses in reading')
    this.pings ??= setInterval(() => {
      if (!client.connected) return
      client.sendPing()
      client.reschedulePing(true)
    }, this.broker.keepalive * 500)
    flow.whenRoom(() => this.release())
  }

  private release(): void {
    clearInterval(this.pings)
    this.pings = undefined
    const { held } = this
    this.held = undefined
    held?.()
  }
}
