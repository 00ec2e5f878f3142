import { hasExpired, type OutgoingMessage } from './outgoing-message.ts'

/** Messages that have not been handed to a connection yet, first come first served. */
export class WaitingMessages {
  private messages: OutgoingMessage[] = []
  private head = 0
  private held = 0

  get length(): number {
    return this.messages.length - this.head
  }

  /** What they take in memory. */
  get bytes(): number {
    return this.held
  }

  push(message: OutgoingMessage): void {
    this.messages.push(message)
    this.held += message.size
  }

  first(): OutgoingMessage | undefined {
    return this.messages[this.head]
  }

  shift(): void {
    this.held -= this.first()?.size ?? 0
    this.head++
    if (this.head >= this.messages.length || this.head > 5_000) {
      this.messages = this.messages.slice(this.head)
      this.head = 0
    }
  }

  /** Puts others before them, and makes of each what is to be sent. */
  remake(before: readonly OutgoingMessage[], fit: (message: OutgoingMessage) => OutgoingMessage): void {
    this.messages = [...before, ...this.messages.slice(this.head)].map(fit)
    this.head = 0
    for (const { size } of before) this.held += size
  }

  /** Lets go of those at the front whose time is over; gives how many. */
  dropExpired(now: number): number {
    let dropped = 0
    for (let next = this.first(); next !== undefined && hasExpired(next, now); next = this.first()) {
      this.shift()
      dropped++
    }
    return dropped
  }
}
