import type { Arrival } from '../../core/operator/arrival.ts'

/** Above this, those who read are asked to pause. */
const manyArrivals = 10_000
const manyBytes = 64 * 1024 * 1024

/** What has arrived and waits for its turn. */
export class Backlog {
  private arrivals: Arrival[] = []
  private sizes: number[] = []
  private bytes = 0

  get length(): number {
    return this.arrivals.length
  }

  isFull(): boolean {
    return this.arrivals.length >= manyArrivals || this.bytes >= manyBytes
  }

  add(arrival: Arrival, bytes: number): void {
    this.arrivals.push(arrival)
    this.sizes.push(bytes)
    this.bytes += bytes
  }

  /** Takes so many at most, in order. */
  take(count: number): readonly Arrival[] {
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
