import { expect, test } from 'vitest'
import { printable } from '../connectors/log/printable.ts'
import { visibleJson } from './visible-json.ts'

test.each([
  ['\u001b]0;x\u0007', String.raw`"\u001b]0;x\u0007"`],
  ['\u007f\u0080\u009b31m\u009f', String.raw`"\u007f\u0080\u009b31m\u009f"`],
  [
    '\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069',
    String.raw`"\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069"`,
  ],
  ['\u061c', String.raw`"\u061c"`],
  // What is beside those stays, and so does what else is not of English.
  [
    '~\u00a0\u200d\u2010\u2027\u202f\u2065\u206a °C ä 漢 😀',
    '"~\u00a0\u200d\u2010\u2027\u202f\u2065\u206a °C ä 漢 😀"',
  ],
  ['\ud800', String.raw`"\ud800"`],
  ['a\u007fb', String.raw`"a\u007fb"`],
  [{ '\u009b': ['\u202e'] }, String.raw`{"\u009b":["\u202e"]}`],
])('%j cannot act on a terminal, and is the same', (value, text) => {
  expect(visibleJson(value)).toBe(text)
  expect(JSON.parse(visibleJson(value, 2))).toEqual(value)
})

test('lines of their own, as an indent makes them, stay', () => {
  expect(visibleJson({ a: '\u009bä' }, 2)).toBe('{\n  "a": "\\u009bä"\n}')
})

test('what is hidden in JSON is what is hidden in a line of text', () => {
  const differs = Array.from({ length: 0x1_00_00 }, (_, code) => String.fromCharCode(code)).filter(
    // JSON escapes these three in any case.
    (one) => !/["\\\p{Cs}]/u.test(one) && (visibleJson(one) === `"${one}"`) !== (printable(one) === one),
  )
  expect(differs).toEqual([])
})
