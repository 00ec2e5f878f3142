import { describe, expect, test } from 'vitest'
import { ourOutcome } from '../picture/outcome.fixture.ts'
import { formatDateTime, parseDateTime } from './date-time.ts'
import { theirFormat, theirParse } from './interpreter.fixture.ts'

/** 2018-03-23T10:33:36.617Z, a Friday. */
const FRIDAY = 1_521_801_216_617
/** 2026-05-04T15:45:06.007Z, a Monday. */
const NOW = Date.UTC(2026, 4, 4, 15, 45, 6, 7)

const utc = (text: string): number => Date.parse(text)
const format = (picture: string | undefined, zone?: string, millis = FRIDAY) =>
  formatDateTime(millis, picture, zone)
const parse = (text: string, picture: string) => parseDateTime(text, picture, () => NOW)
const never = (): number => expect.unreachable('it looked at the clock')

describe('formatDateTime, as the interpreter writes it', () => {
  test.each([
    ['', ''],
    ['at [[noon]]', 'at [noon]'],
    ['[Y0001]-[M01]-[D01]', '2018-03-23'],
    ['[Y,2] [Y,*-4] [Y##01,2-2] [Y9,999,*]', '18 2018 18 2,018'],
    ['[D1o] [MNn] [Y]', '23rd March 2018'],
    ['[FNn,3-3], [MN,3-3] [Fn]', 'Fri, MAR friday'],
    ['[Dwo] [MWw] [YW]', 'twenty-third Three TWO THOUSAND AND EIGHTEEN'],
    ['[YI] [Yi] [Da] [DA]', 'MMXVIII mmxviii w W'],
    ['[H]:[m]:[s].[f001] [h] [P] [PN]', '10:33:36.617 10 am AM'],
    ['[f1] [f01]', '617 617'],
    ['[X0001]-W[W01]-[F1], [d]', '2018-W12-5, 82'],
    ['[w] of [xNn]', '4 of March'],
    ['[Y٠٠٠١] [D०१]', '٢٠١٨ २३'],
    ['[C] [E]', 'ISO ISO'],
    ['[ Y ]-[\nM 0 1]', '2018-03'],
  ])('%j', async (picture, expected) => {
    expect(format(picture)).toBe(expected)
    expect(await theirFormat(FRIDAY, picture, undefined)).toEqual({ value: expected })
  })

  test.each<[string | undefined, string | undefined, string]>([
    ['[H]:[m] [Z]', '+0100', '11:33 +01:00'],
    ['[H]:[m] [z]', '-0500', '5:33 GMT-05:00'],
    ['[Z0] [Z00] [Z0001] [Z01:01] [Z0:00]', '+0530', '+5:30 +05:30 +0530 +05:30 +5:30'],
    ['[Z0] [Z00] [Z001]', '-1200', '-12 -12 -1200'],
    ['[Z01:01t] [Z]', '0000', 'Z +00:00'],
    ['[Z0000t] [z01:01] [z0000t]', undefined, 'Z GMT+00:00 Z'],
    ['[Z0000t] [z01:01] [Z0o] [Z#:00] [Z01:01,9]', '+0530', '+0530 GMT+05:30 +5:30 +5:30 +05:30'],
    ['[D] [H]', '+1400', '24 0'],
    [undefined, '+0200', '2018-03-23T12:33:36.617+02:00'],
    [undefined, undefined, '2018-03-23T10:33:36.617Z'],
  ])('%j at %j', async (picture, zone, expected) => {
    expect(format(picture, zone)).toBe(expected)
    expect(await theirFormat(FRIDAY, picture, zone)).toEqual({ value: expected })
  })

  test.each([
    ['[q]', 'D3132'],
    ['[]', 'D3132'],
    ['[Y', 'D3135'],
    ['[YN]', 'D3133'],
    ['[Yx]', 'D3130'],
    ['[Y0٠]', 'D3131'],
    ['[Z00000]', 'D3134'],
    ['[ZN]', 'D3134'],
    ['[Zw]', 'D3134'],
    ['[zI]', 'D3134'],
    ['[Za]', 'D3134'],
    ['[ZT]', 'D3134'],
  ])('%j is refused: %s', async (picture, code) => {
    expect(ourOutcome(() => format(picture))).toEqual({ code })
    expect(await theirFormat(FRIDAY, picture, undefined)).toEqual({ code })
  })
})

describe('parseDateTime, as the interpreter reads it', () => {
  test.each([
    ['2018-03-27', '[Y0001]-[M01]-[D01]', '2018-03-27T00:00:00Z'],
    ['20180327140300', '[Y0001][M01][D01][H01][m01][s01]', '2018-03-27T14:03:00Z'],
    ['27TH April 2008', '[D1o] [MNn] [Y]', '2008-04-27T00:00:00Z'],
    ['27 T', '[D] t', 'now'],
    ['2 Feb 2012', '[D1] [MNn,3-3] [Y0001]', '2012-02-02T00:00:00Z'],
    ['nineteen hundred and eighty-four', '[Yw]', '1984-01-01T00:00:00Z'],
    ['twenty-first of one, two thousand', '[Dwo] of [Mw], [Yw]', '2000-01-21T00:00:00Z'],
    ['ae C mmxviii', '[Da] [MA] [Yi]', '2018-03-31T00:00:00Z'],
    ['4/4/2018 12:06 am', '[D]/[M]/[Y] [h]:[m] [P]', '2018-04-04T00:06:00Z'],
    ['4/4/2018 12:06 pm', '[D]/[M]/[Y] [h]:[m] [P]', '2018-04-04T12:06:00Z'],
    ['2018-094', '[Y0001]-[d001]', '2018-04-04T00:00:00Z'],
    ['2018-03-27 08:00 +02:00', '[Y]-[M]-[D] [H]:[m] [Z]', '2018-03-27T06:00:00Z'],
    ['2018-03-27 08:00 -0500', '[Y]-[M]-[D] [H]:[m] [Z0001]', '2018-03-27T13:00:00Z'],
    ['2018-03-27 08:00 GMT-5', '[Y]-[M]-[D] [H]:[m] [z01]', '2018-03-27T13:00:00Z'],
    ['2018-02-30', '[Y]-[M]-[D]', '2018-03-02T00:00:00Z'],
    ['1.5', '[s].[f]', 'now'],
    ['Mittwoch, 14.11.2018', '[FNn], [D].[M].[Y]', '2018-11-14T00:00:00Z'],
    ['18', '[Y]', '1918-01-01T00:00:00Z'],
  ])('%j by %j', async (text, picture, expected) => {
    const { outcome, now } = await theirParse(text, picture)
    const ours = parseDateTime(text, picture, expected === 'now' ? () => now : never)
    expect({ value: ours }).toEqual(outcome)
    if (expected !== 'now') expect(ours).toBe(utc(expected))
  })

  test.each([
    ['13:45', '[H]:[m]', '2026-05-04T13:45:00Z'],
    ['10 8', '[M] [D]', '2026-10-08T00:00:00Z'],
    ['+00:00', '[Z]', '2026-05-04T15:45:06.007Z'],
    ['Monday', '[FNn]', '2026-05-04T15:45:06.007Z'],
  ])('%j by %j is of today', (text, picture, expected) => {
    expect(parse(text, picture)).toBe(utc(expected))
  })

  test.each([
    ['Hello', 'Hello'],
    ['', ''],
    ['2018-3', '[Y]-[M]-[D]'],
    ['2018-03-27 ', '[Y]-[M]-[D]'],
    ['2,018', '[Y9,999,*]'],
  ])('%j by %j is nothing', async (text, picture) => {
    expect(parse(text, picture)).toBeUndefined()
    expect((await theirParse(text, picture)).outcome).toEqual({ value: undefined })
  })

  test.each([
    ['2018-1', '[Y]-[q]', 'D3132'],
    ['2018-1', '[YN]-[M]', 'D3133'],
    ['2018 ISO', '[Y] [C]', 'D3133'],
    ['2018-1', '[Yx]', 'D3130'],
    ['2018-1', '[Y', 'D3135'],
    ['2018-27', '[Y]-[D]', 'D3136'],
    ['5-22 23:59', '[M]-[D] [m]:[s]', 'D3136'],
    ['2018-W05-1', '[X]-W[W]-[F1]', 'D3136'],
    ['2018-5-1', '[X]-[x]-[w]', 'D3136'],
    ['999999', '[Y]', 'D3110'],
    ['twentyone', '[Yw]', 'D3110'],
  ])('%j by %j fails: %s', async (text, picture, code) => {
    expect(ourOutcome(() => parse(text, picture))).toEqual({ code })
    expect((await theirParse(text, picture)).outcome).toEqual({ code })
  })
})

describe('where the interpreter has it wrong', () => {
  test.each([
    // It takes an hour too many off zones that are behind by hours and minutes,
    ['[H]:[m] [Z]', '-0530', '5:03 -05:30'],
    ['[H]:[m] [Z0]', '-0030', '10:03 -0:30'],
    // reads no zone with a colon,
    ['[H]:[m] [Z]', '+01:00', '11:33 +01:00'],
    ['[H]:[m] [Z]', '-05:30', '5:03 -05:30'],
    // and loses digits of numbers that are shorter than their picture.
    ['[Y##,#0,#,*]', undefined, '2,01,8'],
    ['[D##,#0,#,*]', undefined, '2,3'],
    ['[Y,2-x]', undefined, '18'],
    ['[Za-0] [H]', '+0100', '+1 11'],
  ])('%s at %s', (picture, zone, expected) => {
    expect(format(picture, zone)).toBe(expected)
  })

  test('weeks and days of the year are right in the first century too', () => {
    const picture = '[X]-W[W01]-[F1] [d]'
    expect(format(picture, undefined, utc('0072-12-09T00:00:00Z'))).toBe('72-W49-5 344')
    expect(format(picture, undefined, utc('0004-03-01T00:00:00Z'))).toBe('4-W10-1 61')
  })

  test.each([8.64e15, -8.64e15])('there are weeks at the end of time, %d', (millis) => {
    expect(format('[Y]-[M]-[D] [X]-W[W]-[F1] [d] [x]/[w]', undefined, millis)).not.toMatch(/[a-z]/)
  })

  test.each(['Z', '', 'w', 'Europe/Berlin', '+0100 CET', '0x10', '1e3', '1.5', '1234567', 'NaN', '+1:2:3'])(
    'the time zone %j is an error',
    (zone) => {
      expect(ourOutcome(() => format('[H]', zone))).toEqual({ code: 'M1005' })
    },
  )

  test.each([
    ['[q1]', 'D3132'],
    ['[fn]', 'D3133'],
  ])('%s is an error', (picture, code) => {
    expect(ourOutcome(() => format(picture))).toEqual({ code })
  })

  test('an instant that a zone takes out of range is an error', () => {
    expect(ourOutcome(() => format('[Y]', '+0100', 8.64e15))).toEqual({ code: 'D3110' })
    expect(format('[Y]', '+0000', 8.64e15)).toBe('275760')
  })

  test.each([
    ['27 MARCH 2018', '[D] [MN] [Y]', '2018-03-27T00:00:00Z'],
    ['27 march 2018 3 Pm', '[D] [MNn] [Y] [h] [P]', '2018-03-27T15:00:00Z'],
    ['xxvii C mmXVIII', '[DI] [Ma] [Yi]', '2018-03-27T00:00:00Z'],
    ['sixteen', '[Yw]', '1916-01-01T00:00:00Z'],
    ['sixteenMay2018', '[Dw][MNn][Y]', '2018-05-16T00:00:00Z'],
    ['٢٠١٨', '[Y٠٠٠١]', '2018-01-01T00:00:00Z'],
    ['2018-03-27 08:00 -05:30', '[Y]-[M]-[D] [H]:[m] [Z]', '2018-03-27T13:30:00Z'],
    ['2018-03-27 08:00 -0530', '[Y]-[M]-[D] [H]:[m] [Z0001]', '2018-03-27T13:30:00Z'],
    ['2018-03-27 08:00 +530', '[Y]-[M]-[D] [H]:[m] [Z001]', '2018-03-27T02:30:00Z'],
    ['2018-03-27 08:00 +05.30', '[Y]-[M]-[D] [H]:[m] [Z01.01]', '2018-03-27T02:30:00Z'],
    ['2018-094 13:45', '[Y]-[d] [H]:[m]', '2018-04-04T13:45:00Z'],
    ['2018-366', '[Y]-[d]', '2019-01-01T00:00:00Z'],
    ['94', '[d]', '2026-04-04T00:00:00Z'],
  ])('%j by %j', (text, picture, expected) => {
    expect(parse(text, picture)).toBe(utc(expected))
  })

  test('words without a value are an error, not January', () => {
    expect(ourOutcome(() => parse('twentyone 2018', '[Mw] [Y]'))).toEqual({ code: 'D3110' })
  })

  test.each([
    ['Smarch 2018', '[MNn] [Y]'],
    ['February 2018', '[MNn,3-3] [Y]'],
    ['3 xm', '[h] [P]'],
    ['2018', '[Y٠٠٠١]'],
    // There a dot between hours and minutes is any character, and then they are not found.
    ['2018-03-27 08:00 +0530', '[Y]-[M]-[D] [H]:[m] [Z01.01]'],
    ['2018-03-27 08:00 GMT+05:30', '[Y]-[M]-[D] [H]:[m] [z01.01]'],
  ])('%j does not fit %j', (text, picture) => {
    expect(parse(text, picture)).toBeUndefined()
  })
})
