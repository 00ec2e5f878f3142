/** Handling a slice is to take about so long, ms: below it grows, far above it shrinks. */
const wanted = 5

/** More at once would gain nothing, and takes long where events suddenly become expensive. */
const largest = 100

/** How many arrivals are handled at once, learnt from how long the last ones took: few where each is expensive. */
export class SliceSize {
  private size = 1

  get current(): number {
    return this.size
  }

  /** So many took so long, ms. */
  took(count: number, duration: number): void {
    if (duration > 4 * wanted) this.size = Math.max(1, Math.floor((count * wanted) / duration))
    else if (duration < wanted && count >= this.size) this.size = Math.min(largest, 2 * this.size)
  }
}
