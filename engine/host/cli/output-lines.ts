import type { Writable } from 'node:stream'
import type { LineRoom } from '../connectors/log/log-connector.ts'
import { fileProblem } from './file-problem.ts'

/**
 * From so much on that nobody has read, characters, the flow is to take in no more. At twice as much lines are lost, but
 * not the rest of what a single arrival brings, however much that is.
 */
const much = 16 * 1024 * 1024

/** Lines to a stream of the process, bounded while nobody reads it; what could not be written is counted and told. */
export class OutputLines implements LineRoom {
  /** Lines that are not written yet. */
  waiting = 0
  /** Lines that are lost. */
  lost = 0
  /** Resolves when whoever read the stream has gone. */
  readonly closed: Promise<void>
  private readonly stream: Writable
  private readonly tell: (text: string) => void
  private full = false
  /** It has become full in this turn of the event loop. */
  private isNew = false
  private told = false
  private hasRoom: (() => void)[] = []
  private wrote = (): void => {}
  private gone = (): void => {}

  constructor(stream: Writable, tell: (text: string) => void) {
    this.stream = stream
    this.tell = tell
    this.closed = new Promise((resolve) => (this.gone = resolve))
    stream.on('error', () => {}) // each line is told what became of it
  }

  write(line: string): void {
    if (!this.isNew && this.stream.writableLength >= 2 * much) {
      this.lose('too much waits to be read')
      return
    }
    this.waiting++
    this.stream.write(`${line}\n`, (error) => this.written(error ?? undefined))
    if (this.full || this.stream.writableLength < much) return
    this.full = this.isNew = true
    setImmediate(() => (this.isNew = false))
  }

  isFull(): boolean {
    return this.full
  }

  whenRoom(callback: () => void): void {
    this.hasRoom.push(callback)
  }

  /** Waits until all is written, for at most so many ms; gives how many lines are not. */
  async flush(patience: number): Promise<number> {
    if (this.waiting > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patience)
        this.wrote = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    return this.waiting
  }

  private written(error: Error | undefined): void {
    this.waiting--
    if (error !== undefined) {
      if ('code' in error && error.code === 'EPIPE') {
        this.lose('nobody reads it any more')
        this.gone()
      } else this.lose(fileProblem('', error).message.slice(2))
    }
    if (this.waiting === 0) this.wrote()
    if (!this.full || this.stream.writableLength >= much / 2) return
    this.full = false
    const callbacks = this.hasRoom
    this.hasRoom = []
    for (const callback of callbacks) callback()
  }

  private lose(why: string): void {
    this.lost++
    if (this.told) return
    this.told = true
    this.tell(`error: standard output: ${why}; lines of the log are lost`)
  }
}
