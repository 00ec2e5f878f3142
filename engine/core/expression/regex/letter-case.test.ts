import { expect, test } from 'vitest'
import { classEscapes } from './character-classes.ts'
import { CharSet, LAST_CHARACTER, oneCharacter } from './char-set.ts'
import { canonical, ignoringCase } from './letter-case.ts'

const all = Array.from({ length: LAST_CHARACTER + 1 }, (_, code) => String.fromCharCode(code))

const accepted = (set: CharSet): string =>
  all.filter((character) => set.has(character.charCodeAt(0))).join('')
const matched = (regex: RegExp): string => all.filter((character) => regex.test(character)).join('')

test.each([...classEscapes])(
  '\\%s has the characters that RegExp gives it, whatever the case',
  (name, set) => {
    expect(accepted(set)).toBe(matched(new RegExp(`\\${name}`)))
    expect(accepted(ignoringCase(set))).toBe(matched(new RegExp(`\\${name}`, 'i')))
  },
)

test.each<[string, number, number]>([
  ['a-f', 0x61, 0x66],
  ['Z-a', 0x5a, 0x61],
  ['à-ÿ', 0xe0, 0xff],
  ['ſ', 0x17f, 0x17f],
  ['the sign for Kelvin', 0x212a, 0x212a],
  ['Greek', 0x370, 0x3ff],
  ['Cyrillic and what follows', 0x400, 0x10ff],
  ['from the middle of ASCII on', 0x50, LAST_CHARACTER],
])('%s and what differs from it only in case', (_, from, to) => {
  const range = `\\u${from.toString(16).padStart(4, '0')}-\\u${to.toString(16).padStart(4, '0')}`
  const set = ignoringCase(new CharSet([[from, to]]))
  expect(accepted(set)).toBe(matched(new RegExp(`[${range}]`, 'i')))
  expect(accepted(set.inverted())).toBe(matched(new RegExp(`[^${range}]`, 'i')))
})

test('characters are alike when they have the same canonical one', () => {
  for (const character of ['a', 'Z', '1', 'é', 'ß', 'ſ', 'µ', 'Μ', 'ǅ', 'ﬀ', 'ı', 'ς']) {
    const code = character.charCodeAt(0)
    const alike = all.filter((other) => canonical(other.charCodeAt(0)) === canonical(code)).join('')
    expect(alike).toBe(accepted(ignoringCase(oneCharacter(code))))
  }
})
