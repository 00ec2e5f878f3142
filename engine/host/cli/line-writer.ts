import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** So many characters are gathered before they are written. */
const group = 64 * 1024

/** Writes lines to a stream in large pieces. Whoever writes much waits for `settle`, so that nothing piles up. */
export class LineWriter {
  private readonly stream: Writable
  private text = ''
  private failure: Error | undefined
  /** Goes on with a `flush` that waits for the stream. */
  private resume = (): void => {}

  constructor(stream: Writable) {
    this.stream = stream
    stream.on('error', (error: Error) => (this.failure = error))
    stream.on('drain', () => this.resume())
    stream.on('close', () => this.resume())
  }

  write(line: string): void {
    this.text += `${line}\n`
  }

  /** Writes what was gathered, if it is much; a promise where the stream wants one to wait. */
  settle(): Promise<void> | undefined {
    if (this.text.length < group) return undefined
    return this.flush()
  }

  /** Writes all; throws what the stream failed with. */
  async flush(): Promise<void> {
    const { text } = this
    this.text = ''
    if (this.failure !== undefined) throw this.failure
    if (text === '') return
    if (!this.stream.write(text)) {
      await new Promise<void>((resolve) => {
        this.resume = resolve
      })
    }
    if (this.failure !== undefined) throw this.failure
  }

  /** Writes all and, of a file, waits until it is there. */
  async close(): Promise<void> {
    await this.flush()
    if (this.stream === process.stdout) return
    this.stream.end()
    await once(this.stream, 'close')
    if (this.failure !== undefined) throw this.failure
  }
}

/** A writer to a file, which is emptied first. Rejects where it can't be opened. */
export async function fileWriter(path: string): Promise<LineWriter> {
  const stream = createWriteStream(path)
  await once(stream, 'open')
  return new LineWriter(stream)
}
