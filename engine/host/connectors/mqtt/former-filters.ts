import type { IPublishPacket, MqttClient } from 'mqtt'
import type { News } from '../connector.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import { filterWith } from './filter-number.ts'

/**
 * What the broker's session still asks for though the flow no longer does, since a topic of it was changed.
 *
 * Nobody remembers the former filter, and the broker does not say it. With MQTT 5 it says its number, by which the
 * filter is found and given up. Without, all that can be done is to say it, once.
 */
export class FormerFilters {
  private readonly broker: BrokerSettings
  private readonly tell: (news: News) => void
  private readonly seen = new Set<number>()
  private told = false

  constructor(broker: BrokerSettings, tell: (news: News) => void) {
    this.broker = broker
    this.tell = tell
  }

  /** A message came that was not asked for, or by filters with these numbers that were not. */
  giveUp(client: MqttClient, { topic }: IPublishPacket, numbers: readonly number[]): void {
    const unseen = numbers.filter((number) => !this.seen.has(number))
    if (numbers.length > 0 && unseen.length === 0) return
    const filters = unseen.flatMap((number) => {
      this.seen.add(number)
      const filter = filterWith(number, topic)
      return filter === undefined ? [] : [{ number, filter }]
    })
    for (const { number, filter } of filters) this.unsubscribe(client, filter, number)
    if (filters.length < unseen.length || numbers.length === 0) this.tellOf(topic)
  }

  private unsubscribe(client: MqttClient, filter: string, number: number): void {
    client.unsubscribe(filter, (error) => {
      // Lost with the connection: the next message by it brings it here again.
      if (error) this.seen.delete(number)
      else this.tell({ level: 'info', message: `${shown(this.broker)}: no longer asks for ${filter}` })
    })
  }

  private tellOf(topic: string): void {
    // A clean session has nothing to forget.
    if (this.told || this.broker.session === 'clean') return
    this.told = true
    const message =
      `${shown(this.broker)}: a message of ${topic} came that no node asks for any more; the broker goes on sending ` +
      'what the flow asked for before its topics were changed. To make it forget, run the flow once with "session": ' +
      '"clean" for this connection'
    this.tell({ level: 'warning', message })
  }
}

/** Made once, since it is what nearly every message has. */
export const none: readonly number[] = []

/** The numbers of the filters by which a message came; none where the broker does not say them. */
export function numbersOf({ properties }: IPublishPacket): readonly number[] {
  const numbers = properties?.subscriptionIdentifier
  if (numbers === undefined) return none
  return typeof numbers === 'number' ? [numbers] : numbers
}
