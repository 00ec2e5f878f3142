/** Chunks are split beyond this length; moving so many numbers along costs less than a walk through a tree. */
const longest = 512

/**
 * Distinct times in order. They mostly come in at the end and go out at the front, which costs next to nothing; one
 * that comes in between moves those behind it in its chunk along.
 */
export class SortedTimes {
  private readonly chunks: number[][] = []
  /** Where the first chunk begins; what stood before has been taken out. */
  private head = 0

  /** The least; Infinity where there is none. */
  get first(): number {
    return this.chunks[0]?.[this.head] ?? Number.POSITIVE_INFINITY
  }

  /** The least above this one, which need not be among them; Infinity where there is none. */
  after(time: number): number {
    const at = this.chunkFrom(time)
    const chunk = this.chunks[at]
    if (chunk === undefined) return Number.POSITIVE_INFINITY
    const place = placeFrom(chunk, time, at === 0 ? this.head : 0)
    const found = chunk[chunk[place] === time ? place + 1 : place]
    return found ?? this.chunks[at + 1]?.[0] ?? Number.POSITIVE_INFINITY
  }

  /** Adds one that is not among them. */
  add(time: number): void {
    const { chunks } = this
    const at = this.chunkFrom(time)
    const chunk = chunks[at]
    if (chunk === undefined) {
      const last = chunks[at - 1]
      if (last === undefined || last.length >= longest) chunks.push([time])
      else last.push(time)
      return
    }
    const from = at === 0 ? this.head : 0
    const place = placeFrom(chunk, time, from)
    if (place === from && from > 0) {
      chunk[--this.head] = time
      return
    }
    chunk.splice(place, 0, time)
    if (chunk.length > longest) chunks.splice(at + 1, 0, chunk.splice((from + chunk.length) >> 1))
  }

  /** Takes out one that is among them. */
  remove(time: number): void {
    const { chunks } = this
    const at = this.chunkFrom(time)
    const chunk = chunks[at]
    if (chunk === undefined) return
    const from = at === 0 ? this.head : 0
    if (chunk.length === from + 1) {
      chunks.splice(at, 1)
      if (at === 0) this.head = 0
    } else if (chunk[from] === time && at === 0) {
      this.head++
    } else {
      chunk.splice(placeFrom(chunk, time, from), 1)
    }
  }

  clear(): void {
    this.chunks.length = 0
    this.head = 0
  }

  /** The first chunk that does not end before this time. */
  private chunkFrom(time: number): number {
    const { chunks } = this
    if (time <= this.first) return 0
    let low = 0
    let high = chunks.length
    while (low < high) {
      const middle = (low + high) >> 1
      const chunk = chunks[middle]
      if ((chunk?.[chunk.length - 1] ?? time) < time) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** The first place, from one on, with a time that is not before this one. */
function placeFrom(chunk: readonly number[], time: number, from: number): number {
  let low = from
  let high = chunk.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((chunk[middle] ?? time) < time) low = middle + 1
    else high = middle
  }
  return low
}
