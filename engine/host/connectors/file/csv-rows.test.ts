import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { CsvRows } from './csv-rows.ts'

function rowsOf(text: string, { cut = text.length, separator = ',', longest = 1_000 } = {}) {
  const reader = new CsvRows(separator, longest)
  const rows = []
  for (let at = 0; at < text.length; at += Math.max(1, cut))
    rows.push(...reader.push(text.slice(at, at + Math.max(1, cut))))
  rows.push(...reader.end())
  return rows.map(({ line, fields, problem }) => problem ?? [line, ...fields.map(({ text }) => text)])
}

test.each([
  [
    'a,b\r\n1,2\r\n',
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
  ],
  [
    'a,b\n1,2',
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
  ],
  ['a,,c', [[1, 'a', '', 'c']]],
  [
    'a,\n,b',
    [
      [1, 'a', ''],
      [2, '', 'b'],
    ],
  ],
  ['"a, ""b""\r\nc",d', [[1, 'a, "b"\r\nc', 'd']]],
  [
    '"a\nb"\nc',
    [
      [1, 'a\nb'],
      [3, 'c'],
    ],
  ],
  [
    '""\n""""',
    [
      [1, ''],
      [2, '"'],
    ],
  ],
  ['\n\r\n\na', [[4, 'a']]],
  ['a"b,c', [[1, 'a"b', 'c']]],
  ['"a"b,c\nd', ['expected a separator behind the closing quote', [2, 'd']]],
  ['a\n"b', [[1, 'a'], 'a quote is not closed']],
  ['', []],
] as const)('%j', (text, expected) => {
  for (const cut of [text.length, 1, 2, 3]) expect(rowsOf(text, { cut }), `cut by ${cut}`).toEqual(expected)
})

test('another separator', () => {
  expect(rowsOf('1,5;2', { separator: ';' })).toEqual([[1, '1,5', '2']])
})

test('a row that is too long is told and read past', () => {
  expect(rowsOf(`${'x'.repeat(2_000)},1\nok`, { cut: 7 })).toEqual([
    'the row is longer than 1000 characters',
    [2, 'ok'],
  ])
})

const long = 'x'.repeat(2_000)
const tooLong = 'the row is longer than 1000 characters'

test.each([
  ['lines in quotes', `1,"${'x\n'.repeat(1_000)}",2\nok`, [tooLong, [1_002, 'ok']]],
  ['quotes in quotes', `"${'""\n'.repeat(1_000)}"\nok`, [tooLong, [1_002, 'ok']]],
  ['separators in quotes', `"${',\n'.repeat(1_000)}","\n"\nok`, [tooLong, [1_003, 'ok']]],
  ['a quoted field behind a long one', `${long},"a\nb"\nok`, [tooLong, [3, 'ok']]],
  ['something behind the closing quote', `"${long}\n"b,"c\nok`, [tooLong, [3, 'ok']]],
  ['nothing but separators', `${','.repeat(2_000)}\nok`, [tooLong, [2, 'ok']]],
  [
    'a quote that is not closed',
    `"${long}\nok`,
    [`${tooLong}, up to the end of the file: a quote is not closed`],
  ],
] as const)('a row that is too long is one row: %s', (_, text, expected) => {
  for (const cut of [text.length, 1, 7]) expect(rowsOf(text, { cut }), `cut by ${cut}`).toEqual(expected)
})

test('what is written by the rules is read back, however it is cut', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'ü') })
  const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 })
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, cut) => {
      const text = rows
        .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
        .join('\r\n')
      expect(rowsOf(text, { cut }).map((row) => row.slice(1))).toEqual(rows)
    }),
  )
})

test.each([
  ['abcde\r\n', [[1, 'abcde']]],
  ['abcde\n', [[1, 'abcde']]],
  ['abcde\rx\n', ['the row is longer than 5 characters']],
  ['abc\r\r\n', [[1, 'abc\r']]],
  ['a\rb\r', [[1, 'a\rb']]],
  ['"a"bcd', ['expected a separator behind the closing quote']],
])('with rows of at most 5 characters %j', (text, expected) => {
  for (const cut of [text.length, 1, 2, 3])
    expect(rowsOf(text, { cut, longest: 5 }), `cut by ${cut}`).toEqual(expected)
})

test('whatever it is, and however it is cut, the rows and their problems are the same', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'bc'), maxLength: 40 })
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 12 }),
      (all, cut, longest) => {
        expect(rowsOf(all, { cut, longest })).toEqual(rowsOf(all, { longest }))
      },
    ),
    { numRuns: 5_000 },
  )
})
