import { type Key, keyId, type Scalar } from '../model/event.ts'
import { CountedTimes } from './counted-times.ts'

export type SavedCeilings = readonly (readonly [id: Scalar, time: number])[]

/** What stands in for events that are kept: no watermark over all keys goes beyond the least of these times. */
export class Ceilings {
  private readonly times = new Map<Scalar, number>()
  private readonly counted = new CountedTimes()

  /** Infinity where there is none. */
  get least(): number {
    return this.counted.first
  }

  get isEmpty(): boolean {
    return this.times.size === 0
  }

  add(key: Key, time: number): void {
    const id = keyId(key)
    if (this.times.has(id)) return
    this.times.set(id, time)
    this.counted.add(time)
  }

  remove(key: Key): void {
    const id = keyId(key)
    const time = this.times.get(id)
    if (time === undefined) return
    this.times.delete(id)
    this.counted.remove(time)
  }

  save(): SavedCeilings {
    return [...this.times]
  }

  load(saved: SavedCeilings): void {
    for (const [id, time] of saved) {
      this.times.set(id, time)
      this.counted.add(time)
    }
  }
}
