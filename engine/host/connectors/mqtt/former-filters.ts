import type { News } from '../connector.ts'
import { type BrokerSettings, shown } from './broker-settings.ts'
import type { Connection } from './client/connection.ts'
import type { Publish } from './client/packets.ts'
import { filtersWith } from './filter-number.ts'
import { unsubscribe } from './subscribe.ts'

/** So many numbers of one message are looked for at once. */
const atOnce = 8

/** So many numbers are remembered. */
const remembered = 10_000

/** For so many times as long as a look for filters has taken there is no other. */
const rests = 19

/** So many filters that are given up are named. */
const mostTold = 20

/**
 * What the broker's session still asks for though the flow no longer does, since a topic of it was changed.
 *
 * Nobody remembers the former filter, and the broker does not say it. With MQTT 5 it says its number, by which the
 * filter is found and given up. Without, all that can be done is to say it, once.
 */
export class FormerFilters {
  private readonly broker: BrokerSettings
  private readonly tell: (news: News) => void
  private readonly clock: () => number
  /** Numbers that were looked for. */
  private readonly seen = new Set<number>()
  private told = false
  private given = 0
  private restsUntil = Number.NEGATIVE_INFINITY

  /** `clock`: in ms, from any instant on. */
  constructor(broker: BrokerSettings, tell: (news: News) => void, clock = () => performance.now()) {
    this.broker = broker
    this.tell = tell
    this.clock = clock
  }

  /** A message came that was not asked for, or by filters with these numbers that were not. */
  giveUp(connection: Connection, topic: string, numbers: readonly number[]): void {
    if (numbers.length === 0) {
      this.tellOf(topic)
      return
    }
    const { seen } = this
    const unseen = numbers.filter((number) => !seen.has(number)).slice(0, atOnce)
    if (unseen.length === 0) return
    // Each number could be a new one, made up by the broker. A real one comes again.
    const begun = this.clock()
    if (begun < this.restsUntil) return
    if (seen.size >= remembered) seen.clear()
    const filters = filtersWith(unseen, topic)
    for (const number of unseen) seen.add(number)
    for (const [number, filter] of filters) void this.unsubscribe(connection, topic, filter, number)
    if (filters.size < unseen.length) this.tellOf(topic)
    const ended = this.clock()
    this.restsUntil = ended + rests * (ended - begun)
  }

  private async unsubscribe(
    connection: Connection,
    topic: string,
    filter: string,
    number: number,
  ): Promise<void> {
    const refused = await unsubscribe(connection, [filter])
    // Lost with the connection: the next message by it brings it here again.
    if (refused === undefined) this.seen.delete(number)
    else if (refused.length > 0) this.tellOf(topic)
    else this.tellGiven(filter)
  }

  private tellGiven(filter: string): void {
    this.given++
    if (this.given > mostTold + 1) return
    const what = this.given > mostTold ? 'further ones of former times, which are not named here' : filter
    this.tell({ level: 'info', message: `${shown(this.broker)}: no longer asks for ${what}` })
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
export function numbersOf({ identifiers }: Publish): readonly number[] {
  if (identifiers === undefined) return none
  return typeof identifiers === 'number' ? [identifiers] : identifiers
}
