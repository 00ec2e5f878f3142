import { beyond, MAX_NUMERAL } from './bounds.ts'

const NUMERALS: readonly (readonly [string, number])[] = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
]

const VALUES: ReadonlyMap<string, number> = new Map(NUMERALS)

/** In Roman numerals: M over and over for the thousands, and nothing for 0. */
export function romanOf(value: number, isUpper: boolean): string {
  if (value >= MAX_NUMERAL * 1000) {
    throw beyond(`Roman numerals have at most ${MAX_NUMERAL} times M, which ${value} is too large for`)
  }
  let text = ''
  let left = value
  for (const [numeral, worth] of NUMERALS) {
    text += numeral.repeat(Math.floor(left / worth))
    left %= worth
  }
  return isUpper ? text : text.toLowerCase()
}

/** The value of Roman numerals; small ones may be capitals too. What is less than one after it is taken off. */
export function romanValue(text: string, isUpper: boolean): number | undefined {
  const numerals = isUpper ? text : text.toUpperCase()
  let sum = 0
  let largest = 0
  for (let i = numerals.length - 1; i >= 0; i--) {
    const value = VALUES.get(numerals.charAt(i))
    if (value === undefined) return undefined
    sum += value < largest ? -value : value
    largest = Math.max(largest, value)
  }
  return sum
}
