import type { Key } from '../model/event.ts'
import type { Json } from '../model/json.ts'
import type { WatermarkBuilder } from './batch.ts'

/** The event timers that wait downstream of a source. Both give Infinity where there is none. */
export interface TimersBelow {
  /** The first above a watermark at nodes with one time for all keys. */
  ofAll(watermark: number): number
  /** The first of a key above its watermark, at nodes with a time for each key. */
  ofKey(watermark: number, key: Key): number
}

/** The clocks of one source: a single one, or one for each key. Every move of a watermark is added to `moves`. */
export interface SourceClocks {
  /** Of the source as a whole; -Infinity before the first, and where each key has its own. */
  readonly watermark: number
  start(now: number): void
  /** An event: the watermark before it, where time went on by itself, and after it. `ordinal` is that of the event. */
  event(key: Key, time: number, now: number, ordinal: number, moves: WatermarkBuilder): void
  /**
   * A retained message: it moves no watermark, but its key is known from now on, and turns idle if nothing else comes.
   * As its greatest time stays unknown there is nothing from which its time could go on; it holds nobody back then.
   */
  retained(key: Key, now: number): void
  /** A promise from outside that no event at or below this time is to come (of a key, or of any). */
  promise(
    watermark: number,
    key: Key | undefined,
    now: number,
    ordinal: number,
    moves: WatermarkBuilder,
  ): void
  /** An instant of the wall: what is due turns idle or goes on by itself. */
  instant(now: number, ordinal: number, moves: WatermarkBuilder): void
  /** When something happens next by itself; Infinity where nothing does. */
  nextInstant(): number
  /** A timer was set for a key downstream; a clock that is idle may have to go on to it. */
  timerSet(key: Key): void
  /** After a restore, once the timers are back. */
  reschedule(): void
  save(): Json
  load(json: Json): void
}
