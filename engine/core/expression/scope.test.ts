import { describe, expect, test } from 'vitest'
import { compileExpression } from './compile.ts'
import { Scope } from './scope.ts'

describe('where a variable may be found', () => {
  const outer = new Scope(undefined, ['x', 'y'])
  const called = new Scope(outer, ['y', 'z'], ['y'])
  const inner = new Scope(called, ['x', 'y'])

  test('in each frame that has a slot of its name, the innermost first', () => {
    expect(inner.places('x')).toEqual([
      { hops: 0, slot: 0 },
      { hops: 2, slot: 0 },
    ])
    expect(inner.places('none')).toEqual([])
  })

  test('no further out than a parameter, which has a value from the start', () => {
    expect(inner.places('y')).toEqual([
      { hops: 0, slot: 1 },
      { hops: 1, slot: 0 },
    ])
  })

  test('that is looked up once', () => {
    expect(inner.places('x')).toBe(inner.places('x'))
  })
})

test.each<[text: string, result: unknown]>([
  ['($x := 1; ($a := $x; $x := 2; ($b := $x; $x := 3; [$a, $b, $x])))', [1, 2, 3]],
  ['($x := 1; (($a := $x; false ? $x := 2; (false ? $x := 3; [$a, $x]))))', [1, 1]],
  ['($x := 1; $f := function($x) { ($a := $x; $x := 5; [$a, $x]) }; $append($f(2), $x))', [2, 5, 1]],
  ['($x := 1; $f := function($x) { [$x, "none"] }; $f())', ['none']],
])('%s sees what was assigned last, and what is further out before that', (text, result) => {
  expect(compileExpression(text).evaluate({})).toEqual(result)
})
