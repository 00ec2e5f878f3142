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
 * it stands for all keys at once. `idle` is there where one of the moves is of an input that pauses, `gone` where one
 * says that a key is forgotten: should it come again, it begins anew.
 */
export interface Watermarks {
  readonly ordinals: readonly number[]
  readonly times: readonly number[]
  readonly keys: readonly (Key | undefined)[] | undefined
  readonly idle: readonly boolean[] | undefined
  readonly gone: readonly boolean[] | undefined
}

/** Stays empty. */
const none: never[] = []

/** The watermark moves of one turn while they are put together. */
export class WatermarkBuilder implements Watermarks {
  ordinals: number[] = none
  times: number[] = none
  private count = 0
  readonly keys: (Key | undefined)[] | undefined
  idle: boolean[] | undefined
  gone: boolean[] | undefined
  /** The ordinal of the last one. */
  private latest = Number.NEGATIVE_INFINITY

  constructor(perKey: boolean) {
    this.keys = perKey ? [] : undefined
    this.idle = undefined
    this.gone = undefined
  }

  /** Up to so many moves are to be added at once, in their order; making room for them is cheaper than growing. */
  expect(count: number): void {
    if (count < 8 || this.keys !== undefined || this.latest > Number.NEGATIVE_INFINITY) return
    /* oxlint-disable unicorn/no-new-array -- room is what is wanted, and nothing else makes it */
    this.ordinals = new Array<number>(count)
    this.times = new Array<number>(count)
    /* oxlint-enable unicorn/no-new-array */
  }

  /** They mostly come in order; one that does not is put where it belongs, behind those of the same ordinal. */
  add(ordinal: number, time: number, key?: Key, idle = false): void {
    if (idle && this.idle === undefined) {
      this.fit()
      this.idle = this.times.map(() => false)
    }
    if (this.latest > ordinal) {
      const at = this.ordinals.findLastIndex((one) => one <= ordinal) + 1
      this.ordinals.splice(at, 0, ordinal)
      this.times.splice(at, 0, time)
      this.keys?.splice(at, 0, key)
      this.idle?.splice(at, 0, idle)
      this.gone?.splice(at, 0, false)
      this.count++
      return
    }
    this.latest = ordinal
    const at = this.count++
    if (at === 0 && this.ordinals.length === 0) {
      // Written down they have room for one, which is what most turns have; made empty and pushed to, for seventeen.
      this.ordinals = [ordinal]
      this.times = [time]
    } else {
      this.ordinals[at] = ordinal
      this.times[at] = time
    }
    if (this.keys !== undefined) this.keys.push(key)
    if (this.idle !== undefined) this.idle.push(idle)
    if (this.gone !== undefined) this.gone.push(false)
  }

  /** All have been added: what room is left over goes. */
  fit(): void {
    if (this.ordinals.length > this.count) this.ordinals.length = this.times.length = this.count
  }

  /** A key is gone: it was idle, and moves nobody's watermark by it. */
  forget(ordinal: number, key: Key): void {
    this.add(ordinal, Number.NEGATIVE_INFINITY, key, true)
    this.gone ??= this.times.map(() => false)
    this.gone[this.ordinals.findLastIndex((one) => one <= ordinal)] = true
  }
}
