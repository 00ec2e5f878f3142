import { expect, test } from 'vitest'
import { printable } from './printable.ts'

test.each([
  ['plain: ä 温 🌡', 'plain: ä 温 🌡'],
  ['a\nb\r\tc', String.raw`a\nb\r\tc`],
  ['\u001b[31mred', String.raw`\u001b[31mred`],
  ['\u0000\u007f', String.raw`\u0000\u007f`],
  ['\u0080\u0085\u009b31m\u009f', String.raw`\u0080\u0085\u009b31m\u009f`],
  ['\u2028\u2029', String.raw`\u2028\u2029`],
  ['\u202eabc\u2066', String.raw`\u202eabc\u2066`],
  ['\u200e\u200f\u061c', String.raw`\u200e\u200f\u061c`],
])('%j is written %s', (text, shown) => {
  expect(printable(text)).toBe(shown)
})
