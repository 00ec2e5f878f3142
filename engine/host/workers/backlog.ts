import type { EventArrival, FailedArrival } from '../../core/operator/arrival.ts'
import { heapSize } from './heap-size.ts'

type Received = EventArrival | FailedArrival

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

  get length(): number {
    return this.arrivals.length
  }

  isFull(): boolean {
    return this.arrivals.length >= manyArrivals || this.bytes >= manyBytes
  }

  /** `bytes` is how large it was as it came. */
  add(arrival: Received, bytes: number): void {
    const size = bytes <= small ? bytes * worstGrowth : Math.max(bytes, heapSize(arrival.payload))
    this.arrivals.push(arrival)
    this.sizes.push(size)
    this.bytes += size
  }

  /** Takes so many at most, in order. */
  take(count: number): readonly Received[] {
    const { arrivals } = this
    if (arrivals.length <= count) {
      this.arrivals = []
      this.sizes = []
      this.bytes = 0
      return arrivals
    }
    this.arrivals = arrivals.slice(count)
    for (const size of this.sizes.slice(0, count)) this.bytes -= size
    this.sizes = this.sizes.slice(count)
    return arrivals.slice(0, count)
  }
}
