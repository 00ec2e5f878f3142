import { isUtf8 } from 'node:buffer'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Utf8Text } from './utf8-text.ts'

function decoded(bytes: Buffer, size: number): string {
  const decoder = new Utf8Text()
  let text = ''
  for (let at = 0; at < bytes.length; at += size) text += decoder.push(bytes.subarray(at, at + size))
  return text + decoder.end()
}

test.each([
  ['plain', 'plain'],
  ['ü€😀𐀀', 'ü€😀𐀀'],
  ['a\uFFFDb', 'a\uFFFDb'],
  [[0x61, 0xff, 0x62], 'a\0b'],
  [[0x4b, 0xfc, 0x68, 0x6c], 'K\0hl'],
  [[0x61, 0xe2, 0x82], 'a\0'],
  [[0xe2, 0x82, 0x0a, 0x61], '\0\na'],
  [[0xef, 0xbf, 0xbd, 0xff, 0xef, 0xbf, 0xbd], '\uFFFD\0\uFFFD'],
  [[0xf0, 0xef, 0xbf, 0xbd], '\0\uFFFD'],
])('%j', (given, text) => {
  const bytes = typeof given === 'string' ? Buffer.from(given) : Buffer.from(given)
  for (const size of [1, 2, 3, 100]) expect(decoded(bytes, size), `in pieces of ${size}`).toBe(text)
})

test('however bytes are cut, it says what the standard decoder says, with NUL where that puts U+FFFD', () => {
  const byte = fc.oneof(
    fc.integer({ min: 1, max: 255 }),
    fc.constantFrom(0x0a, 0xef, 0xbf, 0xbd, 0xe2, 0x82, 0xac, 0xf0, 0x9f),
  )
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (given, size) => {
      const bytes = Buffer.from(given)
      const text = decoded(bytes, size)
      expect(text.replaceAll('\0', '\uFFFD')).toBe(
        new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
      )
      expect(text.includes('\0')).toBe(!isUtf8(bytes))
    }),
    { numRuns: 3_000 },
  )
})
