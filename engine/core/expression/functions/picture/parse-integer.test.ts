import { describe, expect, test } from 'vitest'
import { formatInteger } from './format-integer.ts'
import { ourOutcome } from './outcome.fixture.ts'
import { parseInteger } from './parse-integer.ts'

test.each<[string, string, number]>([
  // Digits: as many as there are at the start
  ['007', '0', 7],
  ['-12', '0', -12],
  [' +5', '0', 5],
  ['1,234', '#,##0', 1234],
  ['1,234', '0', 1],
  ['12.9', '0', 12],
  ['12 kW', '0', 12],
  ['0x1F', '0', 31],
  ['12345,67,890', '##,##,##0', 1234567890],
  ['1234:567,890', '#:###,##0', 1234567890],
  ['١٬٢٣٤', '#٬##٠', 1234],
  ['21st', '0;o', 21],
  ['1,003rd', '#,##0;o', 1003],
  // Letters and Roman numerals
  ['', 'A', 0],
  ['KN', 'A', 300],
  ['zz', 'a', 702],
  ['', 'I', 0],
  ['MCMXCIV', 'I', 1994],
  ['xcix', 'i', 99],
  ['XCIX', 'i', 99],
  ['IC', 'I', 99],
  // Words
  ['zero', 'w', 0],
  ['Twenty-One', 'w', 21],
  ['twenty one', 'w', 21],
  ['one hundred one', 'w', 101],
  ['one thousand, two hundred and thirty-four', 'Ww', 1234],
  ['one thousand million', 'w', 1e9],
  ['two hundred three hundred', 'w', 20_300],
  ['hundred', 'w', 0],
  ['NINETY-NINTH', 'w', 99],
])('%j in %j is %d', (text, picture, value) => {
  expect(parseInteger(text, picture)).toBe(value)
})

test.each(['0', '#,##0', '0;o', 'w', 'Ww;o', 'I', 'a', '٠٠٠', '##,##,##0'])(
  '%j reads what it has written',
  (picture) => {
    for (const value of [1, 4, 9, 12, 20, 99, 100, 1001, 1234, 9999, 12_345, 100_000, 1_234_567]) {
      expect(parseInteger(formatInteger(value, picture), picture)).toBe(value)
    }
  },
)

test.each([
  ['1', '#', 'D3130'],
  ['1', '0٠', 'D3131'],
  ['1', undefined, 'T0410'],
])('%j in %j: %s', (text, picture, code) => {
  expect(ourOutcome(() => parseInteger(text, picture))).toEqual({ code })
})

test('nothing is nothing', () => {
  expect(parseInteger(undefined, '#')).toBeUndefined()
})

describe('where the interpreter has it wrong', () => {
  test.each<[string, string, string]>([
    ['', '0', 'NaN'],
    ['abc', '0', 'NaN'],
    ['12', '0;o', 'NaN'],
    ['one foo', 'w', 'NaN'],
    ['constructor', 'w', 'NaN'],
    ['IZ', 'I', 'NaN'],
    ['AA', 'a', '-837'],
    ['1', 'A', '-15'],
    ['-C', 'A', '-483'],
  ])('%j is not a number in %j (there: %s)', (text, picture) => {
    expect(ourOutcome(() => parseInteger(text, picture))).toEqual({ code: 'D3030' })
  })

  test.each<[string, string, number, string]>([
    ['1.234', '#.##0', 1234, '1'],
    ['1-2', '0-0', 12, '1'],
    ['-1-2', '0-0', -12, '-1'],
    ['-٣', '٠', -3, 'RangeError'],
    ['12', '٠', 12, 'RangeError'],
  ])('%j in %j is %d', (text, picture, value) => {
    expect(parseInteger(text, picture)).toBe(value)
  })

  test.each([
    ['9'.repeat(400), '0'],
    ['z'.repeat(400), 'a'],
    [`one${' trillion'.repeat(30)}`, 'w'],
  ])('there is no infinite result', (text, picture) => {
    expect(ourOutcome(() => parseInteger(text, picture))).toEqual({ code: 'D1001' })
  })
})
