import { CharSet, LAST_CHARACTER, type CharRange } from './char-set.ts'

const terminators: readonly CharRange[] = [
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
]

export const lineTerminators = new CharSet(terminators)
export const everything = new CharSet([[0, LAST_CHARACTER]])
export const withinLine = lineTerminators.inverted()

const digits = new CharSet([[0x30, 0x39]])

export const wordCharacters = new CharSet([
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
])

/** ECMAScript's WhiteSpace and LineTerminator. */
const spaces = new CharSet([
  ...terminators,
  [0x09, 0x09],
  [0x0b, 0x0c],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
])

/** What stands behind the backslash of \d, \W and so on. */
export const classEscapes: ReadonlyMap<string, CharSet> = new Map([
  ['d', digits],
  ['D', digits.inverted()],
  ['w', wordCharacters],
  ['W', wordCharacters.inverted()],
  ['s', spaces],
  ['S', spaces.inverted()],
])
