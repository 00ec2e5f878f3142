import type { MqttClient } from 'mqtt'
import { hasExpired, type OutgoingMessage, publishOptions, secondsLeft, expires } from './outgoing-message.ts'

/**
 * Messages that the broker is to acknowledge (QoS 1 and 2) and has not yet. They outlive their connection: mqtt.js
 * keeps them and sends them again, one after the other, before it says that it is connected.
 */
export class InFlight {
  private readonly client: MqttClient
  private readonly settled: (message: OutgoingMessage, error: Error | undefined) => void
  /** By their ids, in the order in which they were sent. */
  private readonly messages = new Map<number, OutgoingMessage>()
  private readonly takenBack = new WeakSet<OutgoingMessage>()
  private count = 0
  private held = 0

  constructor(client: MqttClient, settled: (message: OutgoingMessage, error: Error | undefined) => void) {
    this.client = client
    this.settled = settled
  }

  get size(): number {
    return this.count
  }

  get bytes(): number {
    return this.held
  }

  /** How many of them are of QoS 2. */
  get exactlyOnce(): number {
    return this.entries().filter(([, { qos }]) => qos === 2).length
  }

  /** The id of the message that is sent again first. */
  get first(): number | undefined {
    return this.messages.keys().next().value
  }

  /** Only while connected, when mqtt.js gives the message its id at once. */
  publish(message: OutgoingMessage, now: number): void {
    const { client, messages } = this
    let id = 0
    this.count++
    this.held += message.bytes
    client.publish(message.topic, message.body, publishOptions(message, now), (error) => {
      this.count--
      this.held -= message.bytes
      messages.delete(id)
      if (!error || !this.takenBack.has(message)) this.settled(message, error ?? undefined)
    })
    id = client.getLastMessageId()
    messages.set(id, message)
  }

  /** Lets go of a message; only when the broker is back, before mqtt.js sends again. It is settled with an error. */
  giveUp(id: number): void {
    this.client.removeOutgoingMessage(id)
  }

  /**
   * Takes out, in order, those that are not to be sent again as they are; only when the broker is back, before mqtt.js
   * sends again. Not those of QoS 2 that the broker has taken over, of which only the release is missing.
   */
  takeBack(isFit: (message: OutgoingMessage) => boolean): readonly OutgoingMessage[] {
    const { client, takenBack } = this
    const found: OutgoingMessage[] = []
    for (const [messageId, message] of this.entries()) {
      if (isFit(message)) continue
      client.outgoingStore.get({ messageId }, (_error, packet) => {
        if (packet?.cmd !== 'publish') return
        takenBack.add(message)
        found.push(message)
      })
      if (takenBack.has(message)) client.removeOutgoingMessage(messageId)
    }
    return found
  }

  /**
   * To be called when the broker is back and says that it knows nothing of us, before mqtt.js sends again. Of a message
   * of QoS 2 that it had taken over but not passed on, mqtt.js would only send the release (PUBREL), which the broker
   * answers though it has nothing to release. So the whole message is sent again; gives how many there are. None with
   * MQTT 3.1.1, where some brokers (Aedes) do not speak of a session without subscriptions, though they know it.
   */
  forgotten(now: number): number {
    const { outgoingStore, options } = this.client
    if (options.protocolVersion !== 5) return 0
    let found = 0
    for (const [messageId, message] of this.messages) {
      if (message.qos !== 2 || hasExpired(message, now)) continue
      outgoingStore.get({ messageId }, (_error, packet) => {
        if (packet?.cmd !== 'pubrel') return
        const { topic, body: payload, qos, retain } = message
        const { properties } = publishOptions(message, now)
        const added = properties === undefined ? {} : { properties }
        const again = {
          cmd: 'publish',
          messageId,
          topic,
          payload,
          qos,
          retain,
          dup: false,
          ...added,
        } as const
        outgoingStore.put(again, () => {})
        found++
      })
    }
    return found
  }

  /** Those in flight that may be sent again. */
  entries(): readonly (readonly [id: number, message: OutgoingMessage])[] {
    return [...this.messages]
  }

  /**
   * To be called when the broker is back, before mqtt.js sends again: what has expired is let go, and what remains is
   * kept by the broker for no longer than it has left. A message of QoS 2 is never let go, since the broker may have it
   * and then takes the next one with its id for a repetition; it is sent for a last second.
   */
  expire(now: number): void {
    const { client } = this
    for (const [messageId, message] of this.messages) {
      if (!expires(message)) continue
      if (hasExpired(message, now) && message.qos === 1) {
        client.removeOutgoingMessage(messageId)
        continue
      }
      client.outgoingStore.get({ messageId }, (_error, packet) => {
        if (packet?.cmd !== 'publish' || packet.properties === undefined) return
        packet.properties.messageExpiryInterval = secondsLeft(message, now)
      })
    }
  }
}
