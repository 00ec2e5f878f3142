import { describe, expect, test } from 'vitest'
import { formatDuration, parseDuration } from './duration.ts'

describe('durations', () => {
  test.each([
    ['250ms', 250],
    ['5s', 5_000],
    ['1m', 60_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    ['1.5m', 90_000],
    ['1h30m', 5_400_000],
    ['-5s', -5_000],
    ['0s', 0],
    [1500, 1500],
  ])('%j is %d ms', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds))

  test.each([
    '',
    ' 5s',
    '5s ',
    '5',
    's',
    '5 s',
    '5x',
    '1m-5s',
    '1e3s',
    1.5,
    null,
    '99999999999999d',
    Number.NaN,
  ])('%j is none', (text) => expect(parseDuration(text)).toBeUndefined())

  test.each([0, 1, 999, 1000, 61_000, 5_400_000, 90_061_001, -5000])('%d is read back as written', (ms) =>
    expect(parseDuration(formatDuration(ms))).toBe(ms),
  )
})
