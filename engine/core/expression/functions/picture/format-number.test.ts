import { describe, expect, test } from 'vitest'
import { formatNumber } from './format-number.ts'
import { ourOutcome } from './outcome.fixture.ts'

const GERMAN = { 'decimal-separator': ',', 'grouping-separator': '.' }

type Case = [value: number, picture: string, result: string, options?: object]

const cases: readonly Case[] = [
  // Digits
  [9.5, '0.00', '9.50'],
  [7, '000', '007'],
  [1234.5, '#', '1234'],
  [0, '#', '0'],
  [0.5, '#.##', '.5'],
  [0, '#.##', '.0'],
  [3, '#.##', '3.0'],
  [3, '0.##', '3'],
  [3, '0.', '3'],
  [-0, '0.0', '0.0'],
  [0.1, '0.00000000000000000000', '0.10000000000000000555'],
  [1e20, '0', '100000000000000000000'],
  // Halves go to the even neighbour, of the number as it is written
  [2.5, '0', '2'],
  [3.5, '0', '4'],
  [0.125, '0.00', '0.12'],
  [1.005, '0.00', '1.00'],
  [1.015, '0.00', '1.02'],
  // Groups
  [1234567.891, '#,##0.00', '1,234,567.89'],
  [1234567, '#,##,##0', '12,34,567'],
  [1234567, '0,0', '1,2,3,4,5,6,7'],
  [12, '0,000', '0,012'],
  [1.123456, '0.000,000', '1.123,456'],
  // Signs
  [-1.5, '0.0', '-1.5'],
  [-1.5, '0.0;(0.0)', '(1.5)'],
  [1.5, '0.0;(0.0)', '1.5'],
  [-0.4, '0', '-0'],
  [-1.5, '0.0 °C', '-1.5 °C'],
  [-1.5, '$0.0', '-$1.5'],
  [-1, '0', 'minus 1', { 'minus-sign': 'minus ' }],
  // Per cent and per mille
  [0.256, '0%', '26%'],
  [0.256, '0.0‰', '256.0‰'],
  [0.256, '0 per cent', '26 per cent', { percent: 'per cent' }],
  // Exponents
  [1234.5, '0.00e0', '1.23e3'],
  [1234.5, '000.0e00', '123.4e01'],
  [0.0001234, '0.0e0', '1.2e-4'],
  [1234.5, '#.##e0', '0.12e4'],
  [1234.5, '.00e0', '.12e4'],
  [0, '0.0e0', '0.0e0'],
  [9.99, '0.0e0', '10.0e0'],
  [100, '0e0', '10e1'],
  [1, '0e0', '1e0'],
  [-0.001, '0E0', '~1E~3', { 'minus-sign': '~', 'exponent-separator': 'E' }],
  [5, 'e0 each', 'e5 each'],
  // Other formats
  [1234.5, '#.##0,00', '1.234,50', GERMAN],
  [1234.5, '#٬##٠', '١٬٢٣٤', { 'zero-digit': '٠', 'grouping-separator': '٬' }],
  [1234.5, '𝟎.𝟎', '𝟏𝟐𝟑𝟒.𝟓', { 'zero-digit': '𝟎' }],
  [5, 'd0', '5', { digit: 'd', unknown: 1 }],
  [-5, '0|(0)', '(5)', { 'pattern-separator': '|' }],
]

test.each<Case>(cases)('%d in %j is %j', (value, picture, result, options) => {
  expect(formatNumber(value, picture, options)).toBe(result)
  expect(formatNumber(value, picture, options), 'from the cache').toBe(result)
})

test.each([
  ['0;0;0', 'D3080'],
  ['0.0.0', 'D3081'],
  ['0%%', 'D3082'],
  ['0‰‰', 'D3083'],
  ['0%‰', 'D3084'],
  ['', 'D3085'],
  ['.', 'D3085'],
  ['0;', 'D3085'],
  ['abc', 'D3086'],
  ['0x0', 'D3086'],
  ['0,.0', 'D3087'],
  ['0.,0', 'D3087'],
  ['0,', 'D3088'],
  ['0,,0', 'D3089'],
  ['0#', 'D3090'],
  ['0.#0', 'D3091'],
  ['0e0%', 'D3092'],
  ['0e', 'D3093'],
  ['0e0,0', 'D3093'],
  // The last rule that is broken is the one that is reported.
  ['0.0.0%%', 'D3082'],
  ['0.0.0#e', 'D3093'],
])('%j is no picture: %s', (picture, code) => {
  expect(ourOutcome(() => formatNumber(1, picture, undefined))).toEqual({ code })
})

test('nothing is nothing, and a picture there must be', () => {
  expect(formatNumber(undefined, '0;0;0', undefined)).toBeUndefined()
  expect(ourOutcome(() => formatNumber(1, undefined, undefined))).toEqual({ code: 'T0410' })
})

describe('options', () => {
  test.each([[5], [null], [['x']], [{}], [true]])('%j is no text', (value) => {
    expect(ourOutcome(() => formatNumber(1, '0', { 'minus-sign': value }))).toEqual({ code: 'T0410' })
  })

  test('that are inherited are not there', () => {
    expect(formatNumber(-1, '0', Object.create({ 'minus-sign': 'x' }) as object)).toBe('-1')
  })
})

describe('where the interpreter has it wrong', () => {
  test.each<[...Case, string]>([
    [12, '#,##,##0', '12', {}, ',,12'],
    [1234, '#,##,##0', '1,234', {}, '12,34,'],
    [1.123456789, '0.000,000,000', '1.123,456,789', {}, '1.123,456789'],
    [1.5, '0.#,#,#', '1.5', {}, '1.5,'],
    [340, '000,000.000,0', '000,340.000,0', {}, '000,340.000,,0'],
    [1234.5, '$0.0e0', '$1.2e3', {}, 'D3093'],
    [1234.5, '$0.0e00', '$1.2e03', {}, '$1.2e3'],
    [1234.5, '#e0', '0.1e4', {}, '0.e4'],
    [4855, '0.00e0', '4.86e3', {}, '4.85e3'],
    [1e-300, '0.0e0', '1.0e-300', {}, '10.0e-301'],
    [1e-11, '0e0', '1e-11', {}, '10e-12'],
    [0.000009999999999999999, '#0e0', '10e-6', {}, '1e-5'],
    [0.00009999999999999999, '0.0e0', '10.0e-5', {}, '1.0e-4'],
    [1.5e21, '#,##0.0', '1,500,000,000,000,000,000,000.0', {}, '1.5e+21'],
    [999_999_999_999_999_900_000, '#,##0.0', '1,000,000,000,000,000,000,000.0', {}, '1e,+21.0'],
    [Number.NaN, '0.0 °C', 'NaN', {}, '-NaN.0 °C'],
    [Number.POSITIVE_INFINITY, '0.0', '∞', { infinity: '∞' }, 'NaN.0'],
    [Number.NEGATIVE_INFINITY, '0.0 W', '-Infinity W', {}, '-NaN.0 W'],
    [Number.POSITIVE_INFINITY, '0e0', 'Infinity', {}, 'a loop without end'],
  ])('%d in %j is %j', (value, picture, result, options) => {
    expect(formatNumber(value, picture, options)).toBe(result)
  })
})
