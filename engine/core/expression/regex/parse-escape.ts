import { classEscapes } from './character-classes.ts'
import { oneCharacter, type CharSet } from './char-set.ts'
import type { SourceReader } from './source-reader.ts'

const BACKSLASH = 0x5c
const BACKSPACE = 0x08

const octal = /[0-3][0-7]{0,2}|[4-7][0-7]?/y
const hexadecimal = /x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})/y
const control = /c([a-zA-Z])/y
const controlInClass = /c([a-zA-Z0-9_])/y

const controls: ReadonlyMap<string, number> = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
])

/**
 * What stands for characters behind a backslash, with all that Annex B of ECMAScript allows without the flag u:
 * octal escapes, and any character for itself.
 */
export function parseCharacterEscape(reader: SourceReader, isInClass: boolean): CharSet {
  return classEscape(reader) ?? oneCharacter(escapedCode(reader, isInClass))
}

function classEscape(reader: SourceReader): CharSet | undefined {
  const set = classEscapes.get(reader.next)
  if (set !== undefined) reader.take()
  return set
}

function escapedCode(reader: SourceReader, isInClass: boolean): number {
  if (isInClass && reader.takes('b')) return BACKSPACE
  const code = controls.get(reader.next)
  if (code !== undefined) {
    reader.take()
    return code
  }
  const letter = reader.takeMatch(isInClass ? controlInClass : control)?.[1]
  if (letter !== undefined) return letter.charCodeAt(0) % 32
  // A \c that begins no control character is a backslash, with a c behind it.
  if (reader.next === 'c') return BACKSLASH
  const digits = reader.takeMatch(octal)?.[0]
  if (digits !== undefined) return parseInt(digits, 8)
  const [, two, four] = reader.takeMatch(hexadecimal) ?? []
  const hex = two ?? four
  return hex === undefined ? reader.take().charCodeAt(0) : parseInt(hex, 16)
}
