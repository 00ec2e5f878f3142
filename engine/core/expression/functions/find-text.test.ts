import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { finder, findText, splitText } from './find-text.ts'

const seed = Number(process.env['SEED'] ?? 1)
const letters = (least: number, most: number) =>
  fc
    .array(fc.constantFrom('a', 'a', 'a', 'b'), { minLength: least, maxLength: most })
    .map((all) => all.join(''))

/** The pattern stands in the text, and is too long for the platform's search. */
const both = fc.tuple(letters(17, 30), fc.array(letters(0, 40), { minLength: 2, maxLength: 5 }))

test('it is found where the platform finds it', () => {
  fc.assert(
    fc.property(
      both,
      fc.nat(50),
      fc.option(fc.nat(4), { nil: undefined }),
      ([pattern, others], from, limit) => {
        const text = others.join(pattern).padEnd(100, 'ab')
        expect(findText(text, pattern, from)).toBe(text.indexOf(pattern, from))
        expect(finder(text, pattern)(from)).toBe(text.indexOf(pattern, from))
        expect(splitText(text, pattern, limit)).toEqual(text.split(pattern, limit))
      },
    ),
    { seed, numRuns: 2_000 },
  )
})
