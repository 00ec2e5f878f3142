import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileExpression } from '../../../compile.ts'
import { called } from '../evaluated.fixture.ts'

const rows = [
  { id: 1, at: { x: 1 }, max: 5 },
  { id: '1', at: { x: 2 }, max: 6 },
  { id: 1, at: { x: 2 }, max: 7 },
]

describe('rows', () => {
  test.each<[where: object, max: number | undefined]>([
    [{ id: 1 }, 5],
    [{ id: '1' }, 6],
    [{ id: 1, at: { x: 2 } }, 7],
    [{ at: { x: 2 } }, 6],
    [{ id: 2 }, undefined],
    [{ toString: 1 }, undefined],
    [{}, undefined],
  ])('%j', (where, max) => {
    expect((called('tableRow', rows, where) as { readonly max: number } | undefined)?.max).toBe(max)
  })

  test('a single row is a table of one, and none gives nothing', () => {
    expect(called('tableRow', rows[0], { id: 1 })).toEqual(rows[0])
    expect(called('tableRow', [], { id: 1 })).toBeUndefined()
    expect(called('tableStep', [], 'id', 1)).toBeUndefined()
    expect(called('tableInterpolate', [], 'x', 1, 'y')).toBeUndefined()
  })

  test('a value may be null or false', () => {
    expect(called('tableValue', [{ a: null, b: false }], 'a', null, 'b')).toBe(false)
  })
})

test('a table may be a parameter of the flow', () => {
  const { evaluate } = compileExpression('$tableValue($limits, "site", payload.site, "max")', {
    variables: ['limits'],
  })
  expect(evaluate({ payload: { site: 'south' } }, { limits: [{ site: 'south', max: 75 }] })).toBe(75)
})

test('between points of a line there is the line', () => {
  const number = fc.integer({ min: -1000, max: 1000 })
  const steps = fc.uniqueArray(number, { minLength: 1, maxLength: 10 })
  fc.assert(
    fc.property(steps, number, number, number, (at, value, slope, shift) => {
      const table = at.map((x) => ({ x, y: x * slope + shift }))
      const within = Math.min(Math.max(value, Math.min(...at)), Math.max(...at))
      expect(called('tableInterpolate', table, 'x', value, 'y')).toBeCloseTo(within * slope + shift, 6)
      const step = called('tableStep', table, 'x', value) as { readonly x: number } | undefined
      expect(step?.x ?? Number.NEGATIVE_INFINITY).toBe(Math.max(...at.filter((x) => x <= value)))
    }),
  )
})

test('of rows that are equally near the first counts', () => {
  const rows = [
    { at: 1, v: 10 },
    { at: 1, v: 20 },
    { at: 3, v: 30 },
    { at: 3, v: 40 },
  ]
  expect(called('tableStep', rows, 'at', 2)).toEqual({ at: 1, v: 10 })
  expect(called('tableInterpolate', rows, 'at', 2, 'v')).toBe(20)
})
