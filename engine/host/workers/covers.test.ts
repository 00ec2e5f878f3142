import { expect, test } from 'vitest'
import { covers } from './covers.ts'

test.each([
  [{ a: 1, b: 2 }, { a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }, true],
  [[1, 2], [1, 2], true],
  [[1, 2, 3], [1, 2], false],
  [[{ a: 1, b: 2 }], [{ a: 1 }], true],
  [0.1 + 0.2, 0.3, true],
  [1.000001, 1, false],
  [null, null, true],
  [undefined, null, false],
  [{}, { toString: {} }, false],
  ['1', 1, false],
] as const)('%j covers %j: %s', (value, expected, result) => {
  expect(covers(value, expected)).toBe(result)
})
