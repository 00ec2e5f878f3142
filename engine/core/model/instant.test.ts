import { describe, expect, test } from 'vitest'
import { parseInstant } from './instant.ts'

describe('instants', () => {
  test.each([
    ['1970-01-01', 0],
    ['1970-01-01T00:00:01Z', 1000],
    ['2013-12-02 21:15:00', 1386018900000],
    ['2014-04-10 07:15:00.000000', 1397114100000],
    ['2020-02-29T12:00:00.123+02:00', 1582970400123],
    ['2020-02-29T12:00:00.1239-0230', 1582986600123],
    ['1969-12-31T23:59:59.999Z', -1],
    ['0050-01-01T00:00:00Z', -60589296000000],
  ])('%s', (text, instant) => expect(parseInstant(text)).toBe(instant))

  test.each([
    '',
    'yesterday',
    '2020-02-30',
    '2020-13-01',
    '2020-01-01T24:00',
    '2020-01-01T10:60',
    '12:00',
    '2020-1-1',
  ])('%j is none', (text) => expect(parseInstant(text)).toBeUndefined())
})
