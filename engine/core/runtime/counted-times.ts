import { SortedTimes } from './sorted-times.ts'

/** Times, some of them several times, of which the least is asked for. */
export class CountedTimes {
  private readonly counts = new Map<number, number>()
  private readonly sorted = new SortedTimes()
  /** How many there are. */
  count = 0

  /** The least; Infinity where there is none. */
  get first(): number {
    return this.sorted.first
  }

  get isEmpty(): boolean {
    return this.counts.size === 0
  }

  has(time: number): boolean {
    return this.counts.has(time)
  }

  add(time: number): void {
    const count = this.counts.get(time) ?? 0
    this.count++
    if (count === 0) this.sorted.add(time)
    this.counts.set(time, count + 1)
  }

  /** Takes one out, where it is among them. */
  remove(time: number): void {
    const count = this.counts.get(time)
    if (count === undefined) return
    this.count--
    if (count > 1) {
      this.counts.set(time, count - 1)
      return
    }
    this.counts.delete(time)
    this.sorted.remove(time)
  }

  entries(): (readonly [time: number, count: number])[] {
    return [...this.counts].sort(([one], [other]) => one - other)
  }
}
