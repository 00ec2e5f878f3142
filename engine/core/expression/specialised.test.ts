import jsonata from 'jsonata'
import { describe, expect, test } from 'vitest'
import { compileExpression } from './compile.ts'
import { ExpressionError } from './expression-error.ts'

/** Inputs with whatever an event may hold at `a`, `a.b`, and `a.b.c`. */
const VALUES: readonly unknown[] = [
  undefined,
  null,
  0,
  5,
  -2.5,
  '',
  'x',
  true,
  false,
  [],
  [1],
  [1, 2, 3],
  ['x', 'y'],
  [[]],
  [[1, 2], [3]],
  [[[1]]],
  [null],
  {},
  { b: 1 },
  { b: 'x' },
  { b: null },
  { b: [] },
  { b: [4] },
  { b: [4, 5] },
  { b: { c: 3 } },
  { b: { c: [7] } },
  { b: [{ c: 1 }, { c: [2, 3] }, {}] },
  [{ b: 1 }, { b: 2 }],
  [{ b: [1] }],
  [{ b: { c: 9 } }, { b: [{ c: 8 }] }],
  [[{ b: 1 }], { b: [[2]] }],
  { constructor: 1, length: 2 },
]

const EVENTS: readonly unknown[] = [
  ...VALUES.map((value) => (value === undefined ? {} : { a: value })),
  undefined,
  null,
  3,
  'text',
  [],
  [{ a: 1 }, { a: { b: 2 } }],
  [{ a: [1] }],
  [[{ a: 1 }]],
]

/** Everything that has code of its own for speed, and the general case beside it; `   |   ` stands between two. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  paths: `
    a   |   a.b   |   a.b.c   |   $.a   |   $$.a.b   |   a[]   |   a.b[]   |   a[].b   |   a.*   |   *
    **   |   **.c   |   (a).b   |   a.(b)   |   a.$
  `,
  'names that objects inherit': `
    constructor   |   a.constructor   |   a.toString   |   a.__proto__   |   a.length
    "__proto__".x
  `,
  'indexes and predicates': `
    a[0]   |   a[-1]   |   a[1].b   |   a[0][0]   |   a.b[0]   |   a.b[0].c   |   a[0.9]   |   a[-5]
    (a.b)[0]   |   a[[0,1]]   |   a[[0,0]]   |   a[b]   |   a[b > 1]   |   a[b=1].b   |   a[true]
    a[false]   |   a[$ > 1]   |   a[""]   |   a[b][0]   |   a.b[c].c   |   a[0][b]
  `,
  arithmetic: `
    a + 1   |   1 + a   |   a - a   |   a * 2   |   a / 2   |   a % 2   |   -a   |   a.b + a.b
    (a / 0) * 2   |   (a / 0) - 1   |   (a / 0) / 2   |   (a / 0) % 2   |   2 * (a / 0)   |   a - a / 0
    a / 0   |   (a / 0) + 1   |   1 + 2 * 3   |   2 - "x"
  `,
  comparison: `
    a > 1   |   1 > a   |   a >= 5   |   a < "y"   |   "x" <= a   |   a.b > 1   |   a < a   |   a <= a.b
    1 < 2   |   1 < "2"   |   a > null
  `,
  equality: `
    a = 5   |   a != 5   |   "x" = a   |   a = a   |   a != a.b   |   a = null   |   a.b = [4]
    a = {"b": 1}   |   a = missing   |   1 = 1   |   a = [[1,2],[3]]
  `,
  logic: `
    a and true   |   a or false   |   a and a.b   |   a.b or a   |   $not(a)   |   $boolean(a)
    true and false   |   (a/0) and true
  `,
  membership: `
    a in [1,5,"x"]   |   a in [1,[5]]   |   a in "x"   |   5 in a   |   a in a   |   missing in [1]
    a in []   |   "x" in a.b
  `,
  concatenation: `
    a & "!"   |   "<" & a & ">"   |   a & a.b   |   1.1 & null   |   missing & missing
  `,
  conditions: `
    a ? 1 : 2   |   a ? 1   |   a > 1 ? "hot" : "cold"   |   a ?? 7   |   a.b ?: 7   |   true ? a : 1
    a.b ?? a ?? 0   |   (a.b ?? a) ?: 0   |   a ?: a.b ?: 1   |   a ? a : 1   |   a[b] ?? 2   |   a[] ?? 1
    (a ?? 1)[0]
  `,
  objects: `
    {"c": a}   |   {"c": a.b, "d": a}   |   {"c": a, "c": 1}   |   {a: 1}   |   {"x": {"y": a.b[]}}
    {"x": a.b[]}.x   |   a{"k": b}   |   a.b{"k": $}   |   a.{"b": b}
  `,
  arrays: `
    [a]   |   [a, a.b]   |   [[a]]   |   [a.b, [a]]   |   a.[b]   |   a.[b].c   |   [a][0]   |   [1..3]
    [a, 1..2]   |   []   |   [a.b].c   |   [1, 2][a]
  `,
  'order-by': `
    a^($)   |   a^(>b)   |   a^(b, >c).b   |   a.b^(c)   |   [3,1,2]^($)
  `,
  variables: `
    ($x := a; $x)   |   ($x := a.b; $x[0])   |   ($x := 1; ($x := 2; $y := $x); $x)
    ($o := a.[$]; $o.b)   |   ($x := 1; (function(){[$x, $x := 2]})())   |   (function($v, $v){$v})(1, 2)
    ($o := [{"x": a.b[]}, {}]; $o.x)   |   ($o := {"x": a.b[]}; $o.x)
    ($x := a; $x.b[])   |   $$ = $   |   ($y := $x; $x := 1; $y)
  `,
  functions: `
    $round(a, 1)   |   $round(a)   |   $sum(a)   |   $sum(a.b)   |   $count(a)   |   $count(a.b)
    $average(a)   |   $max(a)   |   $min(a.b)   |   $string(a)   |   $length(a)   |   $number(a)
    $uppercase(a)   |   $exists(a.b)   |   $type(a)   |   $abs(a)   |   $keys(a)   |   $distinct(a)
    $append(a, 1)   |   $reverse(a)   |   $lookup(a, "b")   |   $merge(a)   |   $spread(a)
    $join(a)   |   $zip(a, a)   |   $sort(a)   |   $contains(a, "x")   |   $substring(a, 0, 1)
    $string()   |   $keys()   |   $boolean()   |   a.$string()   |   a.$length()   |   a.$number()
    a ~> $string   |   a ~> $append(1)
  `,
  lambdas: `
    $map(a, function($v){$v})   |   $map(a, function($v, $i){$i})   |   $filter(a, function($v){$v > 1})
    $map(a, $string)   |   $map(a, function($v){$v})[]   |   $reduce(a, function($p, $c){$p & $c})
    $reduce(a, function($p, $c){$p + $c}, 0)   |   $each(a, function($v, $k){$k})
    $sift(a, function($v){$v})   |   $sort(a, function($l, $r){$l > $r})
    $single(a, function($v){$v = 1})   |   (function($v){$v.b})(a)   |   (a ~> $count ~> $string)
    $map([1,2], $sum)   |   ($f := function($n){$n < 1 ? a : $f($n - 1)}; $f(30))
    ($f := $uppercase ~> $trim; $f(a))   |   $map(a, function($v){($string($v))[0]})
  `,
}

interface Outcome {
  readonly value?: string | undefined
  readonly code?: string | undefined
}

async function theirs(text: string, input: unknown): Promise<Outcome> {
  try {
    return { value: JSON.stringify(await jsonata(text).evaluate(structuredClone(input))) }
  } catch (error) {
    return { code: (error as { code?: string }).code }
  }
}

function ours(text: string, input: unknown): Outcome {
  try {
    return { value: JSON.stringify(compileExpression(text).evaluate(deepFreeze(structuredClone(input)))) }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { code: error.code }
  }
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}

describe('what is specialised agrees with the interpreter on every kind of value', () => {
  const rows = Object.entries(EXPRESSIONS).flatMap(([group, texts]) =>
    texts
      .split(/\n| {3}\| {3}/)
      .flatMap((text) => (text.trim() === '' ? [] : [{ group, text: text.trim() }])),
  )
  test.each(rows)('$group: $text', async ({ text }) => {
    for (const input of EVENTS) {
      expect(ours(text, input), `over ${JSON.stringify(input)}`).toEqual(await theirs(text, input))
    }
  })
})
