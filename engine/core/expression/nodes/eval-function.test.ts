import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import { interpreted, ours } from '../differential/interpreter.fixture.ts'

/** A text that assigns does so where `$eval` stands; it sees, and changes, the variables that are seen there. */
test.each<[text: string, expected: unknown]>([
  [`($eval("$x := 5"); $x)`, 5],
  [`($eval("$x := 5"); $eval("$x + 1"))`, 6],
  [`($x := 1; $eval("$x := 5"); $x)`, 5],
  [`($x := 1; $eval("$x + 1"))`, 2],
  [`(($eval("$x := 5")); $x)`, undefined],
  [`($eval("($x := 5)"); $x)`, undefined],
  [`($f := function() { ($eval("$z := 3"); $z) }; [$f(), $z])`, [3]],
  [`($eval("$g := function($a) { $a * 2 }"); $g(4))`, 8],
  [`$eval("$x := 5") + ($exists($x) ? $x : 0)`, 10],
  [`($x := 1; ($eval("$x := 5"); $x) + $x)`, 6],
  [`($map(["$q := 1"], $eval); $q)`, 1],
  [`($e := $eval; $e("$w := 7"); $w)`, 7],
  [`($eval("$eval(\\"$v := 1\\")"); $v)`, 1],
  [`($x := 5; $map([1, 2], function($i) { $eval("$i * $x") + 0 }))`, [5, 10]],
  [`a.($eval("$k := b"); $k)`, [1, 2]],
  [`$eval("b", a)`, [1, 2]],
  [`a.$eval("b + 1")`, [2, 3]],
  [`($eval("$sum([1, 2])"); $sum([1]))`, 1],
  // What a path has found is gone through; an array counts as one value.
  [`$eval("{$string($): $}", a.b)`, { 1: 1, 2: 2 }],
  [`$eval("$count($)", a.b)`, 2],
  [`$eval("[$.b]", [{ "b": 1 }, { "b": 2 }])`, [1, 2]],
])('%s', async (text, expected) => {
  const input = { a: [{ b: 1 }, { b: 2 }] }
  const own = ours(text, input, {})
  expect(own).toEqual({ value: JSON.stringify(expected) })
  expect(own).toEqual(await interpreted(text)(input, {}))
})

test('a text that evaluates itself is stopped by the bound', () => {
  expect(() => compileExpression('$eval($t)').evaluate({}, { t: '1 + $eval($t)' })).toThrow(
    'calls inside calls',
  )
})
