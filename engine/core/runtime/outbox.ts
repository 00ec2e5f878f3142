import type { DeadLetter } from '../model/dead-letter.ts'
import type { Key } from '../model/event.ts'
import type { Delivery } from '../operator/context.ts'

/** What a sink has sent in the turn at hand. */
export interface Outgoing {
  readonly node: string
  readonly port: string
  readonly ordinal: number
  readonly key: Key
  readonly time: number
  readonly delivery: Delivery
}

interface Placed<Thing> {
  readonly ordinal: number
  readonly node: string
  readonly thing: Thing
}

/** What leaves a flow in one turn: all its nodes put it here, in no order yet. */
export class Outbox {
  private outgoing: Outgoing[] = []
  private letters: Placed<DeadLetter>[] = []

  get isEmpty(): boolean {
    return this.outgoing.length === 0 && this.letters.length === 0
  }

  send(outgoing: Outgoing): void {
    this.outgoing.push(outgoing)
  }

  /** Takes back what was sent last. */
  unsend(): void {
    this.outgoing.pop()
  }

  bury(letter: DeadLetter, ordinal: number): void {
    this.letters.push({ ordinal, node: letter.node, thing: letter })
  }

  /** Whether there is something of elements up to an ordinal. */
  holds(limit: number): boolean {
    if (limit === Number.POSITIVE_INFINITY) return !this.isEmpty
    return [...this.outgoing, ...this.letters].some(({ ordinal }) => ordinal <= limit)
  }

  /** Hands over everything of elements up to an ordinal, by the element that caused it and then by node. */
  take(limit = Number.POSITIVE_INFINITY): {
    readonly outgoing: readonly Outgoing[]
    readonly deadLetters: readonly DeadLetter[]
  } {
    const isAll = limit === Number.POSITIVE_INFINITY
    const outgoing = isAll ? this.outgoing : this.outgoing.filter(({ ordinal }) => ordinal <= limit)
    const letters = isAll ? this.letters : this.letters.filter(({ ordinal }) => ordinal <= limit)
    this.outgoing = isAll ? [] : this.outgoing.filter(({ ordinal }) => ordinal > limit)
    this.letters = isAll ? [] : this.letters.filter(({ ordinal }) => ordinal > limit)
    return {
      outgoing: outgoing.sort(inOrder),
      deadLetters: letters.sort(inOrder).map(({ thing }) => thing),
    }
  }
}

interface Place {
  readonly ordinal: number
  readonly node: string
}

function inOrder(a: Place, b: Place): number {
  return a.ordinal - b.ordinal || (a.node < b.node ? -1 : a.node > b.node ? 1 : 0)
}
