import type { AnswerArrival, EventArrival, FailedArrival } from '../../core/operator/arrival.ts'
import { heapSize } from './heap-size.ts'

type Received = EventArrival | FailedArrival | AnswerArrival

/** Above this, those who read are asked to pause: a number, and bytes in memory. */
const manyArrivals = 10_000
const manyBytes = 64 * 1024 * 1024

/** Up to this many bytes as it came something counts so many times as much, which spares a look at what it holds. */
const small = 512
const worstGrowth = 12

/** What has arrived and waits for its turn. */
export class Backlog {
  private arrivals: Received[] = []
  private sizes: number[] = []
  private bytes = 0
  /** So many at the beginning of the lists were taken: the others move up only now and then. */
  private taken = 0

  get length(): number {
    return this.arrivals.length - this.taken
  }

  /** When the first of them came; where it does not say, or nothing waits, before all time. */
  get firstInstant(): number {
    return this.instantOf(this.taken)
  }

  isFull(): boolean {
    return this.length >= manyArrivals || this.bytes >= manyBytes
  }

  /** `bytes` is how large it was as it came. */
  add(arrival: Received, bytes: number): void {
    const size = bytes <= small ? bytes * worstGrowth : Math.max(bytes, heapSize(arrival.payload))
    this.arrivals.push(arrival)
    this.sizes.push(size)
    this.bytes += size
  }

  /** Takes so many at most that came before an instant, in order. */
  take(count: number, before: number): readonly Received[] {
    const { arrivals, sizes, taken } = this
    let end = Math.min(taken + count, arrivals.length)
    if (end > taken && this.instantOf(end - 1) >= before) {
      end = taken
      while (this.instantOf(end) < before) end++
    }
    if (end === arrivals.length) {
      this.arrivals = []
      this.sizes = []
      this.bytes = this.taken = 0
      return taken === 0 ? arrivals : arrivals.slice(taken)
    }
    for (let at = taken; at < end; at++) this.bytes -= sizes[at] ?? 0
    this.taken = end
    const part = arrivals.slice(taken, end)
    if (2 * end > arrivals.length) this.moveUp()
    return part
  }

  private instantOf(place: number): number {
    return this.arrivals[place]?.at ?? Number.NEGATIVE_INFINITY
  }

  private moveUp(): void {
    this.arrivals = this.arrivals.slice(this.taken)
    this.sizes = this.sizes.slice(this.taken)
    this.taken = 0
  }
}
