import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { fileProblem } from './file-problem.ts'

/** So many characters are gathered before they are written. */
const group = 64 * 1024

/** Whoever read what is written has gone, as `head` does. */
export class NoReader extends Error {}

/** It was not the person's doing, so no `UsageError`. */
const wordsOf = (name: string, failure: Error): Error =>
  new Error(fileProblem(name, failure).message, { cause: failure })

/** Writes lines to a stream in large pieces. Whoever writes much waits for `settle`, so that nothing piles up. */
export class LineWriter {
  private readonly stream: Writable
  private readonly name: string
  private text = ''
  private failure: Error | undefined
  /** Goes on with a `flush` that waits for the stream. */
  private resume = (): void => {}

  /** `name` is what a person knows the stream by. */
  constructor(stream: Writable, name: string) {
    this.stream = stream
    this.name = name
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
    this.demandWritable()
    if (text === '') return
    if (!this.stream.write(text)) {
      await new Promise<void>((resolve) => {
        this.resume = resolve
      })
    }
    this.demandWritable()
  }

  /** Writes all and, of a file, waits until it is there. */
  async close(): Promise<void> {
    await this.flush()
    if (this.stream === process.stdout) return
    this.stream.end()
    await once(this.stream, 'close').catch(() => {}) // what failed is known below
    this.demandWritable()
  }

  private demandWritable(): void {
    const { failure } = this
    if (failure === undefined) return
    throw 'code' in failure && failure.code === 'EPIPE' ? new NoReader() : wordsOf(this.name, failure)
  }
}

/** A writer to a file, which is emptied first. Rejects where it can't be opened. */
export async function fileWriter(path: string): Promise<LineWriter> {
  const stream = createWriteStream(path)
  await once(stream, 'open')
  return new LineWriter(stream, path)
}
