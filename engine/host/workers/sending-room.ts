import type { News } from '../connectors/connector.ts'
import type { Clock } from './clock.ts'
import type { OpenConnectors } from './open-connectors.ts'

/** From so long on, ms, a person is told that a flow waits for room. */
const longFull = 10_000

/** So often, ms, a flow that waits for room looks how things stand. */
const lookEvery = 1_000

/**
 * Whether there is room for what a flow sends. While there is none it handles nothing of what has arrived, so that
 * nothing has to be dropped, and its wall stands still, since what it brought would have to be sent as well. One
 * exception: while a broker is away, for nobody knows how long, and nothing that has arrived waits, timers go on.
 */
export class SendingRoom {
  private readonly flow: string
  private readonly connectors: OpenConnectors
  private readonly waiting: () => number
  private readonly tell: (news: News) => void
  /** By the steady clock, when it was first seen that there is no room. */
  private since: number | undefined
  private told = false

  /** `waiting`: how many have arrived and are not handled, or not through, yet; both would bring more to send. */
  constructor(flow: string, connectors: OpenConnectors, waiting: () => number, tell: (news: News) => void) {
    this.flow = flow
    this.connectors = connectors
    this.waiting = waiting
    this.tell = tell
  }

  /** True: nothing is to be handled, and no time to pass, until some of what waits is sent. */
  get isAwaited(): boolean {
    return this.connectors.isFull() && (this.waiting() > 0 || !this.connectors.isStuck())
  }

  /** To be called in each turn: a wait that lasts is told, and its end. Gives whether room is awaited. */
  look(): boolean {
    if (this.connectors.isFull()) {
      this.remind()
      return this.isAwaited
    }
    if (this.told) this.tell({ level: 'info', message: `flow ${this.flow} goes on` })
    this.since = undefined
    this.told = false
    return false
  }

  /** When to look next, where something is due at `next`. */
  nextLook(clock: Clock, next: number): number {
    if (!this.connectors.isFull()) return next
    const look = clock.now() + lookEvery
    return this.isAwaited ? look : Math.min(next, look)
  }

  private remind(): void {
    const now = performance.now()
    this.since ??= now
    if (this.told || now - this.since < longFull) return
    this.told = true
    const count = this.waiting()
    const waiting =
      count === 0
        ? ''
        : `; ${count === 1 ? '1 that has arrived waits' : `${count} that have arrived wait`} as well`
    const message =
      `flow ${this.flow} has taken in nothing for ${longFull / 1_000} s, since too much waits to be sent${waiting}. ` +
      `It goes on by itself when some of it is sent`
    this.tell({ level: 'warning', message })
  }
}
