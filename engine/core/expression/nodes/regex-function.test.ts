import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import { ExpressionError } from '../expression-error.ts'

test.each<[text: string, expected: unknown]>([
  ['/b/(["x","y"]).match', undefined],
  ['/x,y/(["x","y"]).match', 'x,y'],
  ['/^1,,,2,$/([1, [null, [], 2], ""]).match', '1,,,2,'],
  ['/^.object Object.,true$/([{ "a": 1 }, true]).match', '[object Object],true'],
  ['/^.object Object.$/([$sum]).match', '[object Object]'],
  ['/=>/($bound).match', undefined],
  ['$sift({"b":["x","y"]}, /b/)', undefined],
  ['/^1,2$/($).match', '1,2'],
])('%s is found in the text that JavaScript makes of a list', (text, expected) => {
  expect(compileExpression(text).evaluate([1, 2], { bound: () => 1 })).toEqual(expected)
})

test('a list that holds itself over and over is no longer than a text may be', () => {
  const text = '($f := function($s, $n){$n = 0 ? $s : $f([[$s], [$s]], $n - 1)}; /x/($f([0], 30)))'
  expect(() => compileExpression(text).evaluate({})).toThrow(ExpressionError)
})
