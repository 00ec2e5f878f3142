import { describe, expect, test } from 'vitest'
import { formatInteger } from './format-integer.ts'
import { ourOutcome } from './outcome.fixture.ts'

test.each<[number, string, string]>([
  // Digits
  [7, '000', '007'],
  [12.9, '0', '12'],
  [-0.5, '0', '-1'],
  [-0, '0', '0'],
  [1234567, '#,##0', '1,234,567'],
  [1234567, '##,##,##0', '12,34,567'],
  [1234567, '#:###,##0', '1:234,567'],
  [1234, '0-00-0', '1-23-4'],
  [12, '0000', '0012'],
  [5, '0,', '5,'],
  [1234, '#٬##٠', '١٬٢٣٤'],
  [1e20, '0', '100000000000000000000'],
  // Ordinals
  [1, '0;o', '1st'],
  [12, '0;o', '12th'],
  [22, '0;o(-en)', '22nd'],
  [103, '#,##0;o', '103rd'],
  [3, '٠;o', '٣th'],
  [5, '0;c', '5'],
  [5, '0;;o', '5;th'],
  // Letters and Roman numerals
  [0, 'A', ''],
  [26, 'A', 'Z'],
  [27, 'a', 'aa'],
  [703, 'A', 'AAA'],
  [-3, 'A', '-C'],
  [0, 'I', ''],
  [1994, 'I', 'MCMXCIV'],
  [4, 'i;o', 'iv'],
  [4999, 'I', 'MMMMCMXCIX'],
  // Words
  [0, 'w', 'zero'],
  [-1, 'Ww', '-One'],
  [45, 'w', 'forty-five'],
  [100, 'W', 'ONE HUNDRED'],
  [1001, 'Ww', 'One Thousand and One'],
  [1100, 'w', 'one thousand, one hundred'],
  [2_000_001_000, 'w', 'two billion, one thousand'],
  [1e15 + 20, 'w', 'one thousand trillion and twenty'],
  [12, 'w;o', 'twelfth'],
  [40, 'w;o', 'fortieth'],
  [1_000_005, 'Ww;o', 'One Million and Fifth'],
])('%d in %j is %j', (value, picture, result) => {
  expect(formatInteger(value, picture)).toBe(result)
  expect(formatInteger(value, picture), 'from the cache').toBe(result)
})

test.each([
  ['', 'D3130'],
  ['#', 'D3130'],
  ['α', 'D3130'],
  ['wW', 'D3130'],
  [';o', 'D3130'],
  ['0٠', 'D3131'],
  ['01２', 'D3131'],
])('%j is no picture: %s', (picture, code) => {
  expect(ourOutcome(() => formatInteger(1, picture))).toEqual({ code })
})

test('nothing is nothing, and a picture there must be', () => {
  expect(formatInteger(undefined, '#')).toBeUndefined()
  expect(ourOutcome(() => formatInteger(1, undefined))).toEqual({ code: 'T0410' })
})

describe('where the interpreter has it wrong', () => {
  test.each<[number, string, string, string]>([
    [5, '##,##,##0', '5', ',5'],
    [1234, '##,##,##0', '1,234', ',4'],
    [2, '$#,##0', '2', '$,2'],
    [5, 'a-0', '5', 'a-5'],
    [5, 'a-##0', '5', '-5'],
    [42, 'w.00#', '42', '.2'],
    [1e21, '#,##0', '1,000,000,000,000,000,000,000', '1e,+21'],
    [1e21, '0;o', '1000000000000000000000th', '1e+21st'],
    [
      1e60,
      'w',
      'one trillion trillion trillion trillion trillion',
      'nine hundred and ninety-nine billion, …',
    ],
    [1e21, 'A', 'OLZYYSELZQPDNVL', 'OLZYYSELZQOWGEM'],
  ])('%d in %j is %j', (value, picture, result) => {
    expect(formatInteger(value, picture)).toBe(result)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d has no digits', (value) => {
    expect(ourOutcome(() => formatInteger(value, 'w'))).toEqual({ code: 'D1001' })
  })
})
