import { popNumber, pushNumber } from '../model/number-heap.ts'

/**
 * Entries by time, taken out in order of time. Timers of one window end share a time, so entries stand in a bucket for
 * each time and only the distinct times are in the heap.
 */
export class TimeBuckets<Entry> {
  private readonly heap: number[] = []
  private readonly buckets = new Map<number, Entry[]>()
  /** The bucket that was added to last. */
  private recent: Entry[] = []
  private recentTime = Number.NaN

  /** The least time, Infinity where there is none. */
  next = Number.POSITIVE_INFINITY

  add(time: number, entry: Entry): void {
    // Many in a row are for one time, as those of a window's end.
    if (time === this.recentTime) {
      this.recent.push(entry)
      return
    }
    const bucket = this.buckets.get(time)
    this.recentTime = time
    if (bucket !== undefined) {
      this.recent = bucket
      bucket.push(entry)
      return
    }
    this.buckets.set(time, (this.recent = [entry]))
    pushNumber(this.heap, time)
    this.next = this.heap[0] ?? Number.POSITIVE_INFINITY
  }

  /** Takes out the entries of the least time. */
  take(): Entry[] {
    const time = popNumber(this.heap)
    this.next = this.heap[0] ?? Number.POSITIVE_INFINITY
    if (time === undefined) return []
    const bucket = this.buckets.get(time) ?? []
    this.buckets.delete(time)
    if (time === this.recentTime) this.recentTime = Number.NaN
    return bucket
  }

  /** Lets go of entries that are not wanted any more, from the least time up to the first that is. */
  settle(wanted: (entry: Entry) => boolean): void {
    while (this.next < Number.POSITIVE_INFINITY && !(this.buckets.get(this.next) ?? []).some(wanted))
      this.take()
  }

  /** The least time above this one with an entry that is wanted; Infinity where there is none. */
  after(time: number, wanted: (entry: Entry) => boolean): number {
    let least = Number.POSITIVE_INFINITY
    for (const [at, bucket] of this.buckets) {
      if (at > time && at < least && bucket.some(wanted)) least = at
    }
    return least
  }

  /** Keeps only the entries that are wanted. */
  sweep(wanted: (entry: Entry) => boolean): void {
    const kept = [...this.buckets].map(([time, bucket]) => [time, bucket.filter(wanted)] as const)
    this.buckets.clear()
    this.recentTime = Number.NaN
    this.heap.length = 0
    for (const [time, bucket] of kept) {
      if (bucket.length === 0) continue
      this.buckets.set(time, bucket)
      pushNumber(this.heap, time)
    }
    this.next = this.heap[0] ?? Number.POSITIVE_INFINITY
  }

  *entries(): Generator<Entry> {
    for (const bucket of this.buckets.values()) yield* bucket
  }
}
