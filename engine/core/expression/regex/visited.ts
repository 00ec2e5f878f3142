import type { Meter } from './meter.ts'

const FIRST_SIZE = 32

/** The points of a pattern at which a search has been, at each place of the text from where it began. */
export class Visited {
  readonly #points: number
  readonly #meter: Meter
  #from = 0
  /** A bit for each point at each place, which grows with the places. */
  #bits = new Int32Array(FIRST_SIZE)
  #lowest = Infinity
  #highest = -1

  constructor(points: number, meter: Meter) {
    this.#points = points
    this.#meter = meter
  }

  begin(from: number): void {
    this.#from = from
  }

  clear(): void {
    if (this.#bits.length > FIRST_SIZE) this.#bits = new Int32Array(FIRST_SIZE)
    else if (this.#highest >= 0) this.#bits.fill(0)
    this.#lowest = Infinity
    this.#highest = -1
  }

  /** Remembers a point at a place; false if it was remembered already. Before the beginning nothing is. */
  add(point: number, at: number): boolean {
    if (at < this.#from) return true
    const bit = (at - this.#from) * this.#points + point
    if (bit >= this.#bits.length * 32) this.#grow(bit)
    const word = bit >>> 5
    const mask = 1 << (bit & 31)
    const bits = this.#bits[word] as number // it has grown to there
    if ((bits & mask) !== 0) return false
    this.#bits[word] = bits | mask
    if (word < this.#lowest) this.#lowest = word
    if (word > this.#highest) this.#highest = word
    return true
  }

  /** The same during a search, with the memory that it has paid for. */
  forget(): void {
    if (this.#highest < 0) return
    this.#meter.count(1 + ((this.#highest - this.#lowest) >> 3))
    this.#bits.fill(0, this.#lowest, this.#highest + 1)
    this.#lowest = Infinity
    this.#highest = -1
  }

  #grow(bit: number): void {
    let size = this.#bits.length
    while (size * 32 <= bit) size *= 2
    this.#meter.countWords(size)
    const bits = new Int32Array(size)
    bits.set(this.#bits)
    this.#bits = bits
  }
}
