import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { length, substring } from './characters.ts'

const seed = Number(process.env['SEED'] ?? 1)
const unit = fc.constantFrom('a', 'é', '😀', '\ud83d', '\ude00')
const text = fc.array(unit, { maxLength: 8 }).map((units) => units.join(''))
const place = fc.option(fc.oneof(fc.integer({ min: -10, max: 10 }), fc.double({ min: -10, max: 10 })), {
  nil: undefined,
})

test('characters are those that Array.from gives', () => {
  fc.assert(
    fc.property(text, place, (given, start) => {
      const characters = Array.from(given)
      expect(length(given)).toBe(characters.length)
      const from = start !== undefined && characters.length + start < 0 ? 0 : start
      expect(substring(given, start, undefined)).toBe(characters.slice(from).join(''))
    }),
    { seed, numRuns: 2_000 },
  )
})

test('a count of them is as many', () => {
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: -10, max: 10 }),
      fc.double({ min: 0.1, max: 10 }),
      (given, start, count) => {
        const characters = Array.from(given)
        const from = characters.length + start < 0 ? 0 : start
        const to = from >= 0 ? from + count : characters.length + from + count
        expect(substring(given, start, count)).toBe(characters.slice(from, to).join(''))
      },
    ),
    { seed, numRuns: 2_000 },
  )
})
