import type { Format } from '../decode.ts'
import { numberOf } from './filter-number.ts'

/** The part of the setting `topic` of an `mqtt-in` that its driver uses. */
export interface TopicPattern {
  readonly filter: string
  match(topic: string): unknown
}

export interface Subscriber {
  readonly node: string
  readonly pattern: TopicPattern
  readonly qos: 0 | 1 | 2
  readonly format: Format
}

/** So many topics are remembered with those who want them. */
const remembered = 10_000

/** Of no more letters than that: a topic may take 64 KB. */
const longest = 512

/** Who wants what comes by a client. No two of its filters overlap (see `splitOverlaps`), so that the topic decides. */
export class Subscriptions {
  /** What to subscribe to: each filter once, with the highest quality of service that somebody asks for. */
  readonly filters: ReadonlyMap<string, 0 | 1 | 2>
  /** The numbers of the filters. */
  readonly numbers: ReadonlySet<number>
  private readonly subscribers: readonly Subscriber[]
  private readonly known = new Map<string, readonly Subscriber[]>()

  constructor(subscribers: readonly Subscriber[]) {
    this.subscribers = subscribers
    const filters = new Map<string, 0 | 1 | 2>()
    for (const { pattern, qos } of subscribers) {
      const before = filters.get(pattern.filter)
      if (before === undefined || before < qos) filters.set(pattern.filter, qos)
    }
    this.filters = filters
    this.numbers = new Set([...filters.keys()].map(numberOf))
  }

  /** Those who want messages of a topic; none for one that only a subscription of former times asked for. */
  of(topic: string): readonly Subscriber[] {
    let found = this.known.get(topic)
    if (found === undefined) {
      found = this.subscribers.filter(({ pattern }) => pattern.match(topic) !== undefined)
      if (topic.length > longest) return found
      if (this.known.size >= remembered) this.known.clear()
      this.known.set(topic, found)
    }
    return found
  }
}
