import { BoundedLines } from './bounded-lines.ts'
import type { LiveCounts } from './live-counts.ts'

/** Lines a second at most; what is more is counted. */
const linesASecond = 10
/** Where there is no terminal, a line of counts so often, s. */
const plainEvery = 5

/**
 * What a person sees of running flows: lines as things happen, and below them a line of counts, kept in place on a
 * terminal and repeated now and then elsewhere. `tick` is to be called once a second.
 */
export class LiveScreen {
  private readonly stream: NodeJS.WriteStream
  private readonly lines: BoundedLines
  private counts = ''
  private before: LiveCounts | undefined
  private events = 0
  private untold = 0
  private ticks = 0

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream
    this.lines = new BoundedLines(stream)
  }

  /** Something that matters: always shown, as long as somebody reads. */
  line(text: string): void {
    this.lines.line(text, this.stream.isTTY ? this.shown : undefined)
  }

  /** Lets another stream write to the same terminal. */
  beside(write: () => void): void {
    if (this.counts !== '') this.lines.passing('\r\u001b[K')
    write()
    if (this.counts !== '') this.lines.passing(this.counts)
  }

  /** One of many. */
  event(text: string): void {
    if (this.events++ < linesASecond) this.line(text)
    else this.untold++
  }

  tick(counts: LiveCounts): void {
    const { before } = this
    const rate = counts.received - (before?.received ?? 0)
    // What is on its way just now does not wait; some of what was not sent a second ago either does.
    const waiting = Math.min(counts.waiting, before?.waiting ?? 0)
    this.before = counts
    this.events = 0
    if (this.untold > 0) this.line(`  ... and ${this.untold} more`)
    this.untold = 0
    const { flows, received, sent, deadLetters } = counts
    const text =
      `${many(flows, 'flow')}: ${many(received, 'message')} in (${rate.toLocaleString('en')}/s), ` +
      `${sent.toLocaleString('en')} out${waiting > 0 ? ` (${waiting.toLocaleString('en')} waiting)` : ''}, ` +
      many(deadLetters, 'dead letter')
    if (this.stream.isTTY) {
      // A line that is broken could not be replaced.
      this.counts = text.slice(0, Math.max(1, (this.stream.columns || 80) - 1))
      this.lines.passing(`\r\u001b[K${this.counts}`)
    } else if (++this.ticks % plainEvery === 0) this.line(text)
  }

  end(): void {
    if (this.counts !== '') this.lines.passing('\n')
    this.counts = ''
    this.lines.end()
  }

  /** A line above the counts. */
  private readonly shown = (text: string): string =>
    `${this.counts === '' ? '' : '\r\u001b[K'}${text}\n${this.counts}`
}

const many = (count: number, what: string): string =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
