import * as fc from 'fast-check'
import jsonata from 'jsonata'
import { describe, expect, test } from 'vitest'
import { ExpressionError } from '../expression-error.ts'
import { isoTime, millisOf } from './iso-time.ts'

describe('isoTime', () => {
  test.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [-1, '1969-12-31T23:59:59.999Z'],
    [951_782_400_000, '2000-02-29T00:00:00.000Z'],
    [4_107_542_399_999, '2100-02-28T23:59:59.999Z'],
    [-62_135_596_800_000, '0001-01-01T00:00:00.000Z'],
  ])('%d is %s', (millis, text) => {
    expect(isoTime(millis)).toBe(text)
    expect(millisOf(text)).toBe(millis)
  })

  test('is right for times in any order, of the same day or another', () => {
    const day = Date.UTC(2026, 0, 31)
    for (const millis of [
      day,
      day,
      day + 1,
      day + 86_399_999,
      day - 1,
      day,
      -1,
      0,
      Date.UTC(2026, 11, 31),
      day + 7,
    ]) {
      expect(isoTime(millis)).toBe(new Date(millis).toISOString())
    }
  })

  test('agrees with the interpreter, there and back', async () => {
    const reference = jsonata('$fromMillis(ms)')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: Date.UTC(0), max: Date.UTC(9999, 11, 31) }), async (ms) => {
        const text = isoTime(ms)
        expect(text).toBe(await reference.evaluate({ ms }))
        expect(millisOf(text)).toBe(ms)
      }),
    )
    // Whatever the year, it writes four digits of it.
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -8.64e15, max: 8.64e15 }), async (ms) => {
        expect(isoTime(ms)).toBe(await reference.evaluate({ ms }))
      }),
    )
  })
})

describe('millisOf', () => {
  test.each([
    '2026',
    '2026-01',
    '2026-01-31',
    '2026-02-30',
    '2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00.5Z',
    '2026-01-31T12:00:00.123456Z',
    '2026-01-31T12:00:00+01:00',
    '2026-01-31T12:00:00-0530',
    '2026-01-31T24:00:00Z',
    '2026-01-31T24:00:00.000+01:00',
    '2026-01-31Z',
    '2026-01Z',
    '2026Z',
    '2024-02-29T23:59:59.999Z',
  ])('%s is what the interpreter gives', async (text) => {
    expect(millisOf(text)).toBe(await jsonata('$toMillis($)').evaluate(text))
  })

  test('a time without a zone is UTC, wherever the machine stands', () => {
    expect(millisOf('2026-01-31T12:00:00')).toBe(Date.UTC(2026, 0, 31, 12))
  })

  test.each([
    '',
    'today',
    '2026-13-01',
    '2026-01-32',
    '26-01-01',
    '2026-01-31 12:00',
    '2026-01-31T25:00:00Z',
  ])('"%s" is refused', (text) => {
    expect(() => millisOf(text)).toThrow(ExpressionError)
  })
})
