import type { Duplex } from 'node:stream'
import { Refused } from './ends.ts'
import type { Keepalive } from './keepalive.ts'
import type { PacketReader } from './packet-reader.ts'
import { Damaged } from './packets.ts'

/** Why nothing is read: who takes the messages is full, or the other side does not read our answers. */
export type Hold = 'messages' | 'answers'

/** What a connection reads, and when it does not. */
export class Intake {
  private readonly stream: Pick<Duplex, 'pause' | 'resume'>
  private readonly reader: PacketReader
  private readonly keepalive: Keepalive
  private readonly failed: (error: Error) => void
  private readonly holds = new Set<Hold>()
  private isClosed = false

  /** `failed` is called when what came makes it impossible to go on. */
  constructor(
    stream: Pick<Duplex, 'pause' | 'resume'>,
    reader: PacketReader,
    keepalive: Keepalive,
    failed: (error: Error) => void,
  ) {
    this.stream = stream
    this.reader = reader
    this.keepalive = keepalive
    this.failed = failed
  }

  isHeld(why: Hold): boolean {
    return this.holds.has(why)
  }

  /** Hands on what is whole. An error that is not of the connection is thrown. */
  read(bytes: Buffer): void {
    if (this.isClosed) return
    this.keepalive.received(bytes.length)
    this.guarded(() => this.reader.read(bytes))
  }

  /** Nothing is handed on after the packet at hand, and nothing is read, until there is no reason any more. */
  hold(why: Hold): void {
    this.holds.add(why)
    this.judge()
    this.reader.pause()
    this.stream.pause()
  }

  release(why: Hold): void {
    if (!this.holds.delete(why) || this.isClosed) return
    this.judge()
    if (this.holds.size > 0) return
    this.guarded(() => this.reader.resume())
    // What was waiting may have been reason enough to hold again.
    if (this.holds.size === 0) this.stream.resume()
  }

  /** Whatever still comes is of no interest, but the end of it is. */
  close(): void {
    this.isClosed = true
    this.stream.resume()
  }

  /** Where we don't read, the other side has no way to answer; where it does not read us, it has. */
  private judge(): void {
    this.keepalive.isJudged = !this.holds.has('messages')
  }

  private guarded(read: () => void): void {
    try {
      read()
    } catch (error) {
      if (!(error instanceof Damaged || error instanceof Refused)) throw error
      this.failed(error)
    }
  }
}
