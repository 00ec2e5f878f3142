import type { Writable } from 'node:stream'

/** From so much on that nobody has read, characters, no line more is written, until half of it is read. */
const much = 16 * 1024 * 1024

/**
 * Lines for a person, to a stream that nobody may read: those beyond a bound are not written, but counted, and how many
 * they were is told where they would stand, or at the end.
 */
export class BoundedLines {
  private readonly stream: Pick<Writable, 'write' | 'writableLength'>
  private unwritten = 0

  constructor(stream: Pick<Writable, 'write' | 'writableLength'>) {
    this.stream = stream
  }

  /** Writes a line; `shown` is how it stands in the stream, with its end. */
  line(text: string, shown: (text: string) => string = plain): void {
    const bound = this.unwritten > 0 ? much / 2 : much
    if (this.stream.writableLength >= bound) {
      this.unwritten++
      return
    }
    this.tellUnwritten(shown)
    this.stream.write(shown(text))
  }

  /** Writes something that the next of its kind replaces, unless too much waits already. */
  passing(text: string): void {
    if (this.stream.writableLength < much) this.stream.write(text)
  }

  /** No more comes of those that are many. */
  end(): void {
    this.tellUnwritten(plain)
  }

  private tellUnwritten(shown: (text: string) => string): void {
    const { unwritten } = this
    if (unwritten === 0) return
    this.unwritten = 0
    const what = unwritten === 1 ? '1 line was' : `${unwritten.toLocaleString('en')} lines were`
    this.stream.write(shown(`warning: ${what} not written here, since too much waited to be read`))
  }
}

const plain = (text: string): string => `${text}\n`
