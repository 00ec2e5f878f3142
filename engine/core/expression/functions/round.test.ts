import * as fc from 'fast-check'
import jsonata from 'jsonata'
import { describe, expect, test } from 'vitest'
import { round } from './round.ts'

describe('round', () => {
  test.each([
    [2.5, undefined, 2],
    [3.5, undefined, 4],
    [-2.5, undefined, -2],
    [-0.4, undefined, 0],
    [1.005, 2, 1],
    [1.015, 2, 1.02],
    [1.025, 2, 1.02],
    [21.37, 1, 21.4],
    [1e-7, 3, 0],
    [125, -1, 120],
    [1e21, 2, 1e21],
    [0.1 + 0.2, 1, 0.3],
  ])('%d to %s decimals is %d', (value, digits, result) => {
    expect(round(value, digits)).toBe(result)
  })

  test('agrees with the interpreter, halves above all', async () => {
    const reference = jsonata('$round(v, d)')
    const halves = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 6 }))
    const value = fc.oneof(
      halves.map(([whole, decimals]) => Number(`${whole}5e-${decimals + 1}`)),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    )
    await fc.assert(
      fc.asyncProperty(value, fc.integer({ min: -3, max: 11 }), async (v, d) => {
        expect(round(v, d)).toBe(await reference.evaluate({ v, d }))
      }),
      { numRuns: 3000 },
    )
  })
})
