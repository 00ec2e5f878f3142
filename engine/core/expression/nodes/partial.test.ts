import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import { interpreted, ours } from '../differential/interpreter.fixture.ts'

test.each<[text: string, expected: unknown]>([
  ['$timeParts(?, "Europe/Berlin")(0).hour', 1],
  ['$hash(?, "fnv1a")("a")', 'e40c292c'],
  ['$string(?, true)([1])', '[\n  1\n]'],
  // The interpreter loses all but the first argument, be it given or left open, and gives [[1], [2]].
  [
    '$zip(?, [3, 4])([1, 2])',
    [
      [1, 3],
      [2, 4],
    ],
  ],
  [
    '$zip([1, 2], ?)([3, 4])',
    [
      [1, 3],
      [2, 4],
    ],
  ],
  // What $map passes further is still no zone.
  ['$map([0], $timeParts).hour', 0],
])('%s has all the arguments it is given', (text, expected) => {
  expect(compileExpression(text).evaluate({})).toEqual(expected)
})

test.each(['$substring(?, 1)("abc")', '$split("a b c", ?, 2)(" ")', '$pad(?, 5)("a")'])(
  '%s as the interpreter has it',
  async (text) => {
    expect(ours(text, {}, {})).toEqual(await interpreted(text)({}, {}))
  },
)

test('each function applied in part is paid for', () => {
  const text = `$map([1..100], $abs${'(?)'.repeat(20)})`
  expect(() => compileExpression(text, { bounds: { steps: 3_000 } }).evaluate({})).toThrow('budget of steps')
  expect(compileExpression(text, { bounds: { steps: 6_000 } }).evaluate({})).toHaveLength(100)
})
