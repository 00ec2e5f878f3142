/** A source of numbers that look like chance and are the same for the same seed. */
export interface Chance {
  /** From 0 to 1, without 1. */
  fraction(): number
  /** A whole number from 0 to below the bound. */
  below(bound: number): number
  /** So many letters. */
  word(length: number): string
  /** One of a list that is not empty. */
  of(list: readonly string[]): string
}

/** By Mulberry32 (Tommy Ettinger, public domain). */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number): number => Math.floor(fraction() * bound)
  return {
    fraction,
    below,
    word: (length) => {
      let word = ''
      while (word.length < length) word += letters.charAt(below(letters.length))
      return word
    },
    of: (list) => list[below(list.length)] ?? '',
  }
}

const letters = 'abcdefghijklmnopqrstuvwxyz_'
