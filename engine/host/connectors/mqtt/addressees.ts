import type { Publish } from './client/packets.ts'
import { none, numbersOf } from './former-filters.ts'
import type { Subscriber, Subscriptions } from './subscriptions.ts'

/** Says who is to get a message, by its topic and by the filters by which it came. */
export class Addressees {
  private readonly here: Subscriptions
  /** What other clients of the flow serve now; this one's session may still hold it, and what was queued for it. */
  private readonly elsewhere: Subscriptions

  constructor(here: Subscriptions, elsewhere: Subscriptions) {
    this.here = here
    this.elsewhere = elsewhere
  }

  of(message: Publish): readonly Subscriber[] {
    const { here, elsewhere } = this
    const { topic } = message
    const wanting = here.of(topic)
    if (elsewhere.numbers.size === 0) return wanting
    const numbers = numbersOf(message)
    // MQTT 3.1.1 has none.
    if (numbers.length === 0) return wanting.length > 0 ? wanting : elsewhere.of(topic)
    const moved = numbers.filter((number) => elsewhere.numbers.has(number))
    if (moved.length === 0) return wanting
    return moved.length === numbers.length ? elsewhere.of(topic) : [...wanting, ...elsewhere.of(topic)]
  }

  /** The numbers of filters by which a message came though nobody asks for them any more. */
  unknown(message: Publish): readonly number[] {
    const number = message.identifiers
    // As is usual; no list is made for it.
    if (number === undefined || (typeof number === 'number' && this.isKnown(number))) return none
    return numbersOf(message).filter((one) => !this.isKnown(one))
  }

  private isKnown(number: number): boolean {
    return this.here.numbers.has(number) || this.elsewhere.numbers.has(number)
  }
}
