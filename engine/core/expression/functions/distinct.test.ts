import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'

const { evaluate } = compileExpression('$distinct(v)')
const numbersTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at)

test.each([
  ['a short list', []],
  ['a list whose numbers are told apart by their texts', numbersTo(1_500)],
])('in %s what is equal stands once, and NaN equals nothing', (_what, more) => {
  const v = [Number.NaN, 5_000, 0, 'a', Number.NaN, -0, '5000', 5_000, 'a', null, null, ...more]
  const once = more.length === 0 ? [] : more.slice(1)
  expect(evaluate({ v })).toEqual([Number.NaN, 5_000, 0, 'a', Number.NaN, '5000', null, ...once])
})

test('objects and lists are equal by what they hold', () => {
  expect(
    evaluate({ v: [{ a: 1 }, [1], { a: 1 }, [1], { a: 1, b: undefined }, { b: 1, a: 1 }, { a: 1, b: 1 }] }),
  ).toEqual([{ a: 1 }, [1], { a: 1, b: undefined }, { b: 1, a: 1 }])
})
