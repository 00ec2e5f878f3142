import type { Event, Key } from '../model/event.ts'

/**
 * What one port passes in one turn: events, and moves of the watermark, each with its ordinal in the flow's one
 * sequence of arrivals. An event is handled under the watermark that stands before its ordinal.
 *
 * Watermarks are kept beside the events, not among them: a node that does not change them hands the same record on,
 * so they cost nothing on the way.
 */
export interface Batch {
  readonly events: readonly Event[]
  readonly ordinals: readonly number[]
  readonly watermarks: Watermarks
}

/**
 * Moves of a watermark in order of their ordinals. `keys` is there where watermarks are kept per key, and undefined in
 * it stands for all keys at once. `idle` is there where one of the moves is of an input that pauses.
 */
export interface Watermarks {
  readonly ordinals: readonly number[]
  readonly times: readonly number[]
  readonly keys: readonly (Key | undefined)[] | undefined
  readonly idle: readonly boolean[] | undefined
}

/** The watermark moves of one turn while they are put together. */
export class WatermarkBuilder implements Watermarks {
  readonly ordinals: number[] = []
  readonly times: number[] = []
  readonly keys: (Key | undefined)[] | undefined
  idle: boolean[] | undefined

  constructor(perKey: boolean) {
    this.keys = perKey ? [] : undefined
    this.idle = undefined
  }

  add(ordinal: number, time: number, key?: Key, idle = false): void {
    if (idle && this.idle === undefined) this.idle = this.times.map(() => false)
    this.ordinals.push(ordinal)
    this.times.push(time)
    if (this.keys !== undefined) this.keys.push(key)
    if (this.idle !== undefined) this.idle.push(idle)
  }
}
