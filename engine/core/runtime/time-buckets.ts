import { SortedTimes } from './sorted-times.ts'

/** What stands at one time. */
interface Bucket<Entry> {
  readonly entries: Entry[]
  /** Whether they were added in their order, each once; they mostly are, since keys come round in turn. */
  isOrdered: boolean
}

/**
 * Entries by time, taken out in order of time. Timers of one window end share a time, so entries stand in a bucket for
 * each time and only the distinct times are kept in order. Those of one time come out in the given order, each once; by
 * default as they were added.
 */
export class TimeBuckets<Entry> {
  private readonly order: ((a: Entry, b: Entry) => number) | undefined
  private readonly times = new SortedTimes()
  private readonly buckets = new Map<number, Bucket<Entry>>()
  /** The bucket that was added to last. */
  private recent: Bucket<Entry> = { entries: [], isOrdered: true }
  private recentTime = Number.NaN

  /** The least time, Infinity where there is none. */
  next = Number.POSITIVE_INFINITY

  constructor(order?: (a: Entry, b: Entry) => number) {
    this.order = order
  }

  add(time: number, entry: Entry): void {
    // Many in a row are for one time, as those of a window's end.
    if (time !== this.recentTime) {
      this.recent = this.buckets.get(time) ?? this.newBucket(time)
      this.recentTime = time
    }
    const { recent, order } = this
    const { entries } = recent
    if (order !== undefined && recent.isOrdered && entries.length > 0) {
      // Compared here, where both are at hand, rather than when all are fetched again.
      recent.isOrdered = order(entries[entries.length - 1] as Entry, entry) < 0
    }
    entries.push(entry)
  }

  /** Takes out the entries of the least time. */
  take(): Entry[] {
    const bucket = this.buckets.get(this.next)
    this.drop(this.next)
    if (bucket === undefined) return []
    const { entries, isOrdered } = bucket
    return isOrdered ? entries : [...new Set(entries)].sort(this.order)
  }

  /** Lets go of entries that are not wanted any more, from the least time up to the first that is. */
  settle(wanted: (entry: Entry) => boolean): void {
    while (this.next < Number.POSITIVE_INFINITY && !this.holds(this.next, wanted)) this.drop(this.next)
  }

  /**
   * The least time above this one with an entry that is wanted; Infinity where there is none. Lets go of entries on the
   * way that are not, so that nobody comes across them again.
   */
  after(time: number, wanted: (entry: Entry) => boolean): number {
    for (;;) {
      const next = this.times.after(time)
      if (next === Number.POSITIVE_INFINITY || this.holds(next, wanted)) return next
      this.drop(next)
    }
  }

  /** Keeps only the entries that are wanted. */
  sweep(wanted: (entry: Entry) => boolean): void {
    const kept = [...this.buckets].map(
      ([time, bucket]) => [time, { ...bucket, entries: bucket.entries.filter(wanted) }] as const,
    )
    this.buckets.clear()
    this.times.clear()
    this.recentTime = Number.NaN
    for (const [time, bucket] of kept.toSorted(([a], [b]) => a - b)) {
      if (bucket.entries.length === 0) continue
      this.buckets.set(time, bucket)
      this.times.add(time)
    }
    this.next = this.times.first
  }

  /** Whether an entry of this time is wanted. Looks from the end, so that those that are not need not be looked at again. */
  private holds(time: number, wanted: (entry: Entry) => boolean): boolean {
    const bucket = this.buckets.get(time)?.entries ?? []
    for (let last = bucket.at(-1); last !== undefined; last = bucket.at(-1)) {
      if (wanted(last)) return true
      bucket.pop()
    }
    return false
  }

  private newBucket(time: number): Bucket<Entry> {
    const bucket = { entries: [], isOrdered: true }
    this.buckets.set(time, bucket)
    this.times.add(time)
    if (time < this.next) this.next = time
    return bucket
  }

  private drop(time: number): void {
    this.times.remove(time)
    this.buckets.delete(time)
    if (time === this.recentTime) this.recentTime = Number.NaN
    if (time === this.next) this.next = this.times.first
  }
}
