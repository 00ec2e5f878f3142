import type { Meter } from './meter.ts'

const WORDS = 3
const FIRST_SIZE = 32 * WORDS

/** What a search can go back to, the latest first: three numbers each, whose meaning is the matcher's. */
export class Frames {
  #words = new Int32Array(FIRST_SIZE)
  #top = 0
  readonly #meter: Meter

  constructor(meter: Meter) {
    this.#meter = meter
  }

  clear(): void {
    if (this.#words.length > FIRST_SIZE) this.#words = new Int32Array(FIRST_SIZE)
    this.#top = 0
  }

  /** How many words they take. */
  get top(): number {
    return this.#top
  }

  push(tag: number, first: number, second: number): void {
    const top = this.#top
    if (top === this.#words.length) this.#grow()
    this.#words[top] = tag
    this.#words[top + 1] = first
    this.#words[top + 2] = second
    this.#top = top + WORDS
  }

  /** Takes the latest away; what it holds can be read until the next is pushed. */
  pop(): void {
    this.#top -= WORDS
  }

  // Whoever asks has pushed what is there.

  get tag(): number {
    return this.#words[this.#top] as number
  }

  get first(): number {
    return this.#words[this.#top + 1] as number
  }

  get second(): number {
    return this.#words[this.#top + 2] as number
  }

  /** Of the frame that begins at this word. */
  firstAt(base: number): number {
    return this.#words[base + 1] as number
  }

  /** Takes those away that begin at this word or above it and have a tag that is not negative. */
  dropAbove(base: number): void {
    const end = this.#top
    this.#meter.count((end - base) >> 3)
    this.#top = base
    for (let at = base; at < end; at += WORDS) {
      if ((this.#words[at] as number) >= 0) continue
      this.#words.copyWithin(this.#top, at, at + WORDS)
      this.#top += WORDS
    }
  }

  #grow(): void {
    this.#meter.countWords(this.#words.length * 2)
    const words = new Int32Array(this.#words.length * 2)
    words.set(this.#words)
    this.#words = words
  }
}
