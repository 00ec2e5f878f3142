import { expect, test } from 'vitest'
import { decode, encode, remains } from './decode.ts'

function messageOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return ''
}

test.each([
  ['json', '{"c":4.5}', { c: 4.5 }],
  ['json', '', null],
  ['json', '\uFEFF42', 42],
  ['text', '', ''],
  ['text', 'grüße', 'grüße'],
  ['raw', '\u0000\u0001', 'AAE='],
] as const)('as %s, %j is %j', (format, text, expected) => {
  expect(decode(Buffer.from(text), format)).toEqual(expected)
})

test.each([[[0xff]], [[0xc3]], [[0xed, 0xa0, 0x80]], [[0xc0, 0x80]]])('%j is not UTF-8', (bytes) => {
  expect(() => decode(Buffer.from(bytes), 'text')).toThrow(/UTF-8/)
  expect(decode(Buffer.from(bytes), 'raw')).toBe(Buffer.from(bytes).toString('base64'))
})

test.each([
  ['on', true],
  ['12.5 °C', true],
  ['{"c":', false],
  [' [1,', false],
  ['"on', false],
])('%s is no JSON; that it may be plain text is said: %s', (text, hinted) => {
  const message = messageOf(() => decode(Buffer.from(text), 'json'))
  expect(message).toMatch(/^expected JSON, got /)
  expect(message.endsWith('; where payloads are plain text, write "format": "text"')).toBe(hinted)
})

test('of what cannot be decoded its beginning is kept', () => {
  expect(remains(Buffer.from('nonsense'))).toEqual({ text: 'nonsense', bytes: 8 })
  expect(remains(Buffer.from([0xff, 1]))).toEqual({ base64: '/wE=', bytes: 2 })
  // 4096 bytes end in the middle of a character.
  const long = Buffer.from(`x${'ü'.repeat(5_000)}`)
  expect(remains(long)).toEqual({ text: `x${'ü'.repeat(2_047)}`, bytes: 10_001, cut: true })
})

test('encoding is the opposite of decoding', () => {
  expect(encode({ c: 4.5 }, 'json')).toBe('{"c":4.5}')
  expect(encode('on', 'text')).toBe('on')
  expect(encode('AAE=', 'raw')).toEqual(Buffer.from([0, 1]))
  expect(() => encode('not base64!', 'raw')).toThrow(/base64/)
  expect(() => encode('AAE', 'raw')).toThrow(/base64/)
})
