import { expect, test } from 'vitest'
import { compileExpression } from './compile.ts'

test.each([
  '$eval("1")',
  '{"a": 1} ~> |$|{"b": 1}|',
  '$sort([3, 1, 2])',
  '$sort([3, 1, 2], function($a, $b) { $a > $b })',
  '[3, 1, 2]^($)',
  '(function($x) { $x } ~> function($x) { $x })(1)',
  '$substring(?, 1)("abc")',
  '$reduce([1, 2], function($a, $b) { $a + $b })',
  '$map([1], $map(?, function($x) { $x }))',
  '$replace("a", /a/, function($m) { "b" })',
  '$clone({"a": [1]})',
  '[[1]] = [[1]]',
])('%s takes of the stack only while it lasts', (text) => {
  const loop = `$sum($map([1..2000], function($i) { (${text}; 1) }))`
  expect(compileExpression(loop, { bounds: { depth: 20 } }).evaluate({})).toBe(2_000)
})

const nested = (levels: number, around: (inner: unknown) => unknown): unknown => {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = around(value)
  return value
}

/** Lists alone are gone through by some that leave objects alone. */
test.each<[text: string, around: (inner: unknown) => unknown]>([
  ...[
    '$string(deep)',
    'deep = other',
    '$clone(deep)',
    '$count(deep.**)',
    '$distinct([{ "a": deep }, { "a": other }])',
    '$lent({ "a": deep })',
    '$made()',
    '{ "a": deep } ~> |none|{}|',
    '($x := [deep]; [$x, $map($x, function($y) { $y })])',
    '{ "a": deep }.*',
    '($m := /a/; $m(deep))',
    '$boolean([deep])',
    '$keys(deep)',
    '$spread(deep)',
    'deep.a',
  ].map((text): [string, (inner: unknown) => unknown] => [text, (inner) => [inner, 2]]),
  ...['$string(deep)', 'deep = other', '$clone(deep)', '$count(deep.**)', '$lent(deep)', '$made()'].map(
    (text): [string, (inner: unknown) => unknown] => [text, (inner) => ({ inner })],
  ),
])('%s goes through a value of 380 levels and refuses one of 420, whatever the stack', (text, around) => {
  const outcome = (levels: number) => {
    const [deep, other] = [nested(levels, around), nested(levels, around)]
    const functions = { lent: { call: () => 1 }, made: { call: () => deep } }
    try {
      compileExpression(text, { functions }).evaluate({ deep, other })
      return 'fine'
    } catch (error) {
      return String(error)
    }
  }
  expect(outcome(380)).toBe('fine')
  expect(outcome(420)).toContain('nested more than 400 levels deep')
})
