import { expect, test } from 'vitest'
import { interpreted, ours } from './interpreter.fixture.ts'

/** Where texts that hold a function are let off by differential.test.ts, and others that no text there is like. */
test.each([
  '(function(){$min(2, 3)})()',
  '($a := function(){$a2(1)}; $a2 := function($x)<s>{$x}; $a())',
  '($f := function($s, $x)<sn:s>{ $x > 0 ? $f([$s, $s], $x - 1) : $s }; $f("a", 2))',
  '2()',
  '3(?)',
  'true()',
  '"a"()',
  'a()',
  '$sum()',
  'sum(1)',
  'sum(?)',
  '$match("ab", /(?:)/)',
  '$replace("ab", /^|b$/, "x")',
  '$split("ab", /(?:)/)',
  '2 := 1',
  '$a := ',
  '"a',
  '/a',
  '[1..',
  '{"a" 1}',
  '5 5',
  '$map([1], function($x){',
  'a.b[0',
  'a ? b :',
  'a{b:',
  '%',
  'a.%.%',
  '[1..1e9]',
  '{"a": 1, "a": 2}',
  '{1: 1}',
  '$formatBase(5, 50)',
  '$sqrt(-1)',
  '$power(1e300, 2)',
  '1e300 * 1e300 + 1',
  '$number("x")',
  '$error("x")',
  '$assert(false, "x")',
  '$single([1, 2])',
  '$eval("1 +")',
  '$toMillis("x")',
  '$encodeUrl("\\ud800")',
  '$pad()',
])('%s fails with the code, position and token of the interpreter', async (text) => {
  const theirs = await interpreted(text)({}, {})
  expect(theirs).toMatchObject({ code: expect.any(String), place: expect.any(String) })
  expect(ours(text, {}, {})).toEqual(theirs)
})

test.each(['$match("a", function($a){$error("x")}, 0)', '$replace("a", /a/, function(){$error("x")}, 0)'])(
  'of no matches nothing is looked for: %s',
  async (text) => {
    const theirs = await interpreted(text)({}, {})
    expect(theirs).toHaveProperty('value')
    expect(ours(text, {}, {})).toEqual(theirs)
  },
)
