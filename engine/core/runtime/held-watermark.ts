import { type Key, keyId, type Scalar } from '../model/event.ts'
import { WatermarkBuilder, type Watermarks } from './batch.ts'
import { CountedTimes } from './counted-times.ts'
import { loadTime, saveTime, type SavedTime } from './saved-time.ts'
import { standInFor } from './stand-in-key.ts'

/** What goes on of the watermark of one key, or of all keys. */
interface Line {
  readonly key: Key | undefined
  /** What has come, and whether its input pauses. */
  came: number
  pauses: boolean
  /** What has gone on. */
  gone: number
  told: boolean
  /** Its source knows the key no longer. */
  isForgotten: boolean
  readonly held: CountedTimes
}

export interface SavedHeldWatermark {
  readonly lines: readonly {
    readonly key?: Key
    readonly came: SavedTime
    readonly pauses: boolean
    readonly gone: SavedTime
    readonly told: boolean
    readonly isForgotten?: true
    readonly held: readonly (readonly [time: number, count: number])[]
  }[]
}

/**
 * The watermark that a node passes on while it keeps events that are to go on with their own times: it stays below the
 * time of the earliest of them, of a key where time is kept for each.
 */
export class HeldWatermark {
  private readonly perKey: boolean
  private readonly all: Line = lineOf(undefined)
  /** Those of keys of which something is held. */
  private readonly lines = new Map<Scalar, Line>()
  private moves: WatermarkBuilder

  constructor(perKey: boolean) {
    this.perKey = perKey
    this.moves = new WatermarkBuilder(perKey)
  }

  /** A watermark comes, of a key or of all. */
  rise(ordinal: number, time: number, key: Key | undefined, pauses: boolean): void {
    const line = key === undefined ? this.all : this.lines.get(keyId(key))
    if (line === undefined) {
      this.moves.add(ordinal, time, key, pauses)
      return
    }
    line.came = Math.max(line.came, time)
    line.pauses = pauses
    this.pass(line, ordinal)
  }

  /** A key is forgotten by its source: of its time nothing more is said, whatever is still held of it. */
  forget(ordinal: number, key: Key): void {
    const line = this.lines.get(keyId(key))
    if (line !== undefined) line.isForgotten = true
    this.moves.forget(ordinal, key)
  }

  /** An event is kept that is to go on later. */
  hold(ordinal: number, key: Key, time: number): void {
    this.all.held.add(time)
    if (!this.perKey) return
    const { held } = this.lineOf(key)
    if (!held.has(time)) this.moves.add(ordinal, time - 1, standInFor(key, time))
    held.add(time)
  }

  /** It has gone on, or never will. */
  release(ordinal: number, key: Key, time: number): void {
    this.all.held.remove(time)
    if (this.perKey) {
      const line = this.lineOf(key)
      line.held.remove(time)
      this.pass(line, ordinal)
      if (!line.held.has(time)) this.letGo(ordinal, key, time)
      if (line.held.isEmpty) this.lines.delete(keyId(key))
    }
    this.pass(this.all, ordinal)
  }

  /** Nothing of this key and time is held any more. */
  private letGo(ordinal: number, key: Key, time: number): void {
    const standIn = standInFor(key, time)
    this.moves.add(ordinal, time - 1, standIn, true)
    this.moves.forget(ordinal, standIn)
  }

  /** At the end of all input nothing is waited for. */
  end(ordinal: number): void {
    for (const line of [...this.lines.values(), this.all]) {
      for (const [time, count] of line.held.entries()) {
        for (let left = count; left > 0; left--) line.held.remove(time)
        if (line.key !== undefined) this.letGo(ordinal, line.key, time)
      }
      this.pass(line, ordinal)
    }
    this.lines.clear()
  }

  /** How many events are held. */
  get count(): number {
    return this.all.held.count
  }

  /** The moves since it was last asked. */
  take(): Watermarks {
    const { moves } = this
    moves.fit()
    this.moves = new WatermarkBuilder(this.perKey)
    return moves
  }

  save(): SavedHeldWatermark {
    return {
      lines: [this.all, ...this.lines.values()].map(
        ({ key, came, pauses, gone, told, isForgotten, held }) => ({
          ...(key === undefined ? {} : { key }),
          came: saveTime(came),
          pauses,
          gone: saveTime(gone),
          told,
          ...(isForgotten ? { isForgotten } : {}),
          held: held.entries(),
        }),
      ),
    }
  }

  load({ lines }: SavedHeldWatermark): void {
    for (const { key, came, pauses, gone, told, isForgotten = false, held } of lines) {
      const line = this.lineOf(key)
      line.came = loadTime(came)
      line.pauses = pauses
      line.gone = loadTime(gone)
      line.told = told
      line.isForgotten = isForgotten
      for (const [time, count] of held) for (let left = count; left > 0; left--) line.held.add(time)
    }
  }

  private lineOf(key: Key | undefined): Line {
    if (key === undefined) return this.all
    const id = keyId(key)
    const known = this.lines.get(id)
    if (known !== undefined) return known
    const fresh = lineOf(key)
    this.lines.set(id, fresh)
    return fresh
  }

  /** Passes on what may go on now, if that is news. An input that pauses does so only once nothing of it is held. */
  private pass(line: Line, ordinal: number): void {
    if (line.isForgotten) return
    const { came, held } = line
    const goes = Math.min(came, held.first - 1)
    const pauses = line.pauses && held.isEmpty
    if (goes <= line.gone && pauses === line.told) return
    line.gone = Math.max(line.gone, goes)
    line.told = pauses
    this.moves.add(ordinal, line.gone, line.key, pauses)
  }
}

const lineOf = (key: Key | undefined): Line => ({
  key,
  came: Number.NEGATIVE_INFINITY,
  pauses: false,
  gone: Number.NEGATIVE_INFINITY,
  told: false,
  isForgotten: false,
  held: new CountedTimes(),
})
