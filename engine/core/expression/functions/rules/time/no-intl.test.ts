import { afterEach, expect, test, vi } from 'vitest'
import { called } from '../evaluated.fixture.ts'

afterEach(() => vi.unstubAllGlobals())

test('where the platform knows no time zones, that is said, and those without names are there', () => {
  vi.stubGlobal('Intl', undefined)
  expect(() => called('timeParts', 0, 'Europe/Oslo')).toThrow(
    'expected "UTC" or an offset such as "+02:00", got "Europe/Oslo"; this platform knows no others',
  )
  expect(called('timeTruncate', 3_600_000, 'day', '+02:00')).toBe(-7_200_000)
})
