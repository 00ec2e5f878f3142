import { expect, test } from 'vitest'
import { ourOutcome } from '../picture/outcome.fixture.ts'
import { formatDateTime, parseDateTime } from './date-time.ts'

const nothing = { value: undefined }

test.each<[string, unit: string, picture: string, code: string | undefined]>([
  ['more digits than the picture has parts', '1', '[Y]-[M]', undefined],
  ['a year out of range', '1', '[Y]', 'D3110'],
  ['digits that many parts can share', '1', '[f]'.repeat(80), 'U1001'],
  ['letters that two parts can share', 'a', '[MNn][Da]x', 'U1001'],
  ['letters before the same letters', 'a', `[MNn]${'a'.repeat(200)}b`, 'U1001'],
  ['words', 'one ', '[Yw]', 'D3110'],
  ['words that three parts can share', 'one ', '[Dw] [Mw] [Yw]x', 'U1001'],
  ['words that begin like others', 'six', '[Yw]x', undefined],
  ['nothing but spaces', ' ', '[Yw]x', undefined],
  ['a text for a picture of many parts', '1th', '[D1o]'.repeat(40), undefined],
  ['Roman numerals', 'm', '[Yi]', 'D3110'],
  ['letters', 'm', '[Ya]', 'D3110'],
])('reading %s comes to an end', (_, unit, picture, code) => {
  const read = (characters: number) =>
    ourOutcome(() => parseDateTime(unit.repeat(characters / unit.length), picture, () => 0))
  expect(read(10_000)).toEqual(code === undefined ? nothing : { code })
  expect(read(1_000_000)).toEqual({ code: 'U1001' })
})

test.each([
  ['brackets that open', '['.repeat(99), 'D3135'],
  ['many widths', '[D,999]'.repeat(30), 'U1001'],
  ['a great width', '[D,5000000000]', 'U1001'],
  ['a width of many digits', `[D,${'9'.repeat(200)}]`, 'U1001'],
  ['many words', '[YWw]'.repeat(40), 'written'],
  ['many separators', `[Y,9999${'.'.repeat(200)}]`, 'written'],
  ['a megabyte', '[Y'.repeat(500_000), 'U1001'],
])('a picture of %s comes to an end', (_, picture, code) => {
  const outcome = ourOutcome(() => formatDateTime(0, picture, undefined))
  if (code === 'written') expect(outcome).toHaveProperty('value')
  else expect(outcome).toEqual({ code })
})

test('a time zone of a megabyte is refused', () => {
  for (const zone of [' '.repeat(1_000_000), '1'.repeat(1_000_000)]) {
    expect(ourOutcome(() => formatDateTime(0, '[Y]', zone))).toEqual({ code: 'M1005' })
  }
})
