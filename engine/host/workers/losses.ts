import type { News } from '../connectors/connector.ts'

/** What a flow loses, mostly at its end: taken in and not handled, or handed out and not sent. Each kind is told. */
export class Losses {
  /** How many messages in all. */
  count = 0
  private readonly flow: string
  private readonly tell: (news: News) => void
  private toldUnsent = false

  constructor(flow: string, tell: (news: News) => void) {
    this.flow = flow
    this.tell = tell
  }

  /** One that was handed out will not be sent; whoever was to send it has told of it. */
  onTheWay(): void {
    this.count++
  }

  /** So many were still to be handled when the flow had to stop. */
  atStop(count: number): void {
    if (count === 0) return
    this.count += count
    const what =
      count === 1 ? '1 message that had been taken in was' : `${count} messages that had been taken in were`
    this.tell({ level: 'warning', message: `flow ${this.flow}: ${what} not handled before the stop` })
  }

  /** A timer was still making up for ticks that the flow had missed; how many were left, nobody has counted. */
  ofTicks(): void {
    const message = `flow ${this.flow}: not all ticks that were missed while it was away were made up for before the stop`
    this.tell({ level: 'warning', message })
  }

  /** Of so many it is not known how far they came when the flow failed, or they were still to be handled. */
  atFailure(count: number): void {
    if (count === 0) return
    this.count += count
    const what = count === 1 ? '1 message' : `up to ${count} messages`
    const message = `flow ${this.flow} has failed; ${what} that had been taken in will not be handled`
    this.tell({ level: 'error', message })
  }

  /** So many were not sent in time. Whoever closes twice is told the same twice, which counts once. */
  unsent(count: number): void {
    if (count === 0 || this.toldUnsent) return
    this.toldUnsent = true
    this.count += count
    const what = count === 1 ? '1 message' : `${count} messages`
    this.tell({ level: 'warning', message: `${what} could not be sent` })
  }
}
