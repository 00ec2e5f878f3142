import { describe, expect, test } from 'vitest'
import { compileExpression } from './compile.ts'
import { ExpressionError } from './expression-error.ts'

function codeOf(text: string, input?: unknown): string {
  try {
    compileExpression(text).evaluate(input)
  } catch (error) {
    if (error instanceof ExpressionError) return `${error.code} ${error.message}`
    throw error
  }
  return 'no error'
}

const objects = { payload: Array.from({ length: 20_000 }, (_, v) => ({ v })) }
const texts = { payload: Array.from({ length: 20_000 }, (_, v) => `t${v}`) }
const alike = '$a := $pad("", 1000000, "x"); $b := $pad("", 1000000, "x")'
const twice = (made: string) => `($f := function($s, $n){$n = 0 ? $s : $f(${made}, $n - 1)}; $f([1], 40))`
const wide = '$o := $merge([1..20000].{"k" & $: $})'
const shared = '$f := function($s, $n){$n = 0 ? $s : $f({"a": $s, "b": $s}, $n - 1)}; $d := $f({}, 30)'
const nested = '$f := function($s, $n){$n = 0 ? $s : $f([[$s], [$s]], $n - 1)}; $d := $f([0], 30)'

describe('what would fill the memory ends with U1001', () => {
  test.each([
    `$count(${twice('$append($s, $s)')})`,
    twice('[$s, $s]'),
    twice('$map([1, 2], function(){$s}).$'),
    twice('$s.[$, $]'),
    twice('$s & $s'),
    twice('$join([$string($s), $string($s)])'),
    twice('$replace($string($s), "1", "11")'),
    '[1..500].$pad($string($), 9000000, "é")',
    '$replace($pad("", 9000000), " ", $pad("", 9000000))',
    '$join([1..10000].$pad("", 5000))',
    `(${shared})`,
    `(${shared}; $string($d))`,
    `(${shared}; "" & $d)`,
    `(${shared}; $count($d.**))`,
    `($g := function($s, $n){$n = 0 ? $s : $g($merge([{"a": $s}, {"b": $s}]), $n - 1)}; $g({}, 30))`,
    `(${nested}; $d)`,
    `(${nested}; $keys($d))`,
    `(${nested}; $spread($d))`,
    `(${nested}; $d.x)`,
    `(${nested}; $lookup($d, "x"))`,
    `(${nested}; {"a": $d}.*)`,
    `(${nested}; $boolean($d))`,
    `(${shared}; $e := $f({}, 30); $d = $e)`,
    `payload${'.{"a": $, "b": $}'.repeat(30)}`,
    '($f := function($n, $p){$f($n + 1, function(){$p})}; $f(1, 1))',
    // Functions that match, and give what no regular expression does.
    '($g := [1..100000]; $n := function(){{"match": "", "start": 0, "end": 0, "groups": $g, "next": $n}}; $count($match("a", $n)))',
    '($g := [1..100000]; $n := function(){{"match": "a", "start": 0, "end": 0, "groups": $g, "next": $n}}; $replace("a", $n, function(){""}))',
    '($d := [1..1000]; $n := function(){{"match": $d, "start": 0, "end": 0, "groups": [], "next": $n}}; $replace("a", $n, ""))',
    '($d := [1..1000]; $n := function(){{"match": $d, "start": $d, "end": $d, "groups": [], "next": $n}}; $split("a", $n))',
    `(${nested}; $g := function($s){{"match": $d, "start": 0, "end": 0, "groups": [], "next": function(){null}}}; $replace("a", $g, "$0"))`,
    `$count([1..100000]@$v[0=0]${'#$i'.repeat(30)})`,
    '($f := function($s, $n){$n = 0 ? $s : $f([[$s]], $n - 1)}; $length($string($f([1..600000], 190), true)))',
  ])('%s', (text) => {
    expect(codeOf(text, { payload: 1 })).toMatch(/^U1001 .*(MB|budget|characters)/)
  })
})

const many = (part: string, count: number): string => Array(count).fill(part).join()

/** As many parameters as there are nodes in a long body. */
const parameters = Array.from({ length: 14_000 }, (_, at) => `$a${at}`).join()
/** A name for each of many variables that a tuple may bind. */
const bound = Array.from({ length: 4_000 }, (_, at) => `$a${at} := 1`).join()

describe('what would take long ends with U1001', () => {
  test.each<[text: string, input: unknown]>([
    ['$distinct(payload)', objects],
    ['payload[v in $$.payload.v]', objects],
    ['payload[$ in $$.payload]', objects],
    ['$reduce(payload, $append)', objects],
    ['$reduce(payload, function($a, $b){$append($a, $b)}, [])', texts],
    ['payload.($x := $; $$.payload[$ = $x])', texts],
    ['payload.($x := $; $count($$.payload.v))', objects],
    ['($t := $pad("", 1000000); [1..5000000][$contains($t, "x")])', {}],
    ['($s := $pad("", 1000000); $t := $pad("", 1000000); [1..5000000][$s = $t & ""])', {}],
    ['$map(payload, function($p){$sum($$.payload.v)})', objects],
    ['($b := [1..100000]; [1..2000].($b ? 1 : 0))', {}],
    ['($b := [1..100000]; [1..2000].($b ?: 0))', {}],
    ['($b := [1..100000]; [1..2000].($b and 1))', {}],
    ['($b := [1..100000]; [1..2000].(false or $b))', {}],
    ['($b := [1..100000]; [1..2000][$b])', {}],
    ['($b := [[1..100000]]; [1..2000].$not($b))', {}],
    ['($b := [[1..100000], 1]; [1..2000].$boolean($b))', {}],
    ['($b := [1..100000]; $filter([1..2000], function() { $b }))', {}],
    ['($a := $pad("", 1000000, "x"); $b := $a & "y"; [1..1000000][$a < $b])', {}],
    [`(${alike}; [1..1000000][[$a] = [$b]])`, {}],
    [`(${wide}; $p := $merge([$o]); [1..1000000][$o = $p])`, {}],
    [`(${wide}; [1..1000000][$o])`, {}],
    [`(${wide}; [1..1000000].($o ? 1 : 2))`, {}],
    [`(${wide}; [1..10000].$each($o, $abs))`, {}],
    [`(${wide}; [1..10000].$string($o))`, {}],
    ['($a := [1..100000]; $b := $reverse($reverse($a)); [1..1000000][$a = $b])', {}],
    ['($a := $pad("", 1000000, "x"); [1..100].$replace($a, "x", ""))', {}],
    ['($a := $pad("", 1000000, "x"); [1..100].$replace($a, /x/, ""))', {}],
    ['($a := $pad("", 1000000, "a\t"); [1..100].$trim($a))', {}],
    ['($a := $pad("", 1000000, "é€"); [1..1000].$contains($a, "€y"))', {}],
    ['($a := $pad("", 1000000, "😀"); [1..1000].$substring($a, -3))', {}],
    ['($f := function($g) { $f(function($x) { $g($x) }) }; $f($abs))', {}],
    [`(${alike}; [1..1000000]["z" in [$a, "x"] or $b in [$a & "", $a]])`, {}],
    [`(${alike}; [1..1000000].$sort([$a, $b]))`, {}],
    [`(${alike}; [1..1000000].($x := [$a, $b]^($)))`, {}],
    ['($a := $pad("", 1000000, "😀"); [1..1000].$length($a))', {}],
    ['($a := $pad("", 1000000, "😀"); [1..1000].$substring($a, 5, 3))', {}],
    ['($a := $pad("", 1000000, "😀"); [1..1000].$pad("", 3, $a))', {}],
    ['($a := $pad("", 1000000, "Ж"); [1..1000].$uppercase($a))', {}],
    ['($o := $merge([1..50000].{$string($): $}); [1..1000].$merge([$o]))', {}],
    ['[1..10000000]{$string($): $}', {}],
    ['($o := $merge([1..4000].{"k" & $: $}); $d := [1..4000].{"a": 1}; $d ~> |$|$o|)', {}],
    ['($o := [1..20000].$string(); $d := [1..20000].{"a": 1}; $d ~> |$|{}, $o|)', {}],
    [`($a := [1..100000]; $zip(${many('$a', 3_000)}))`, {}],
    [`[1..5000].{"a": $zip(${many('?', 10_000)})}`, {}],
    ['($a := [1..1000000]; $f := function($x)<a<n>:n>{1}; [1..4000].$f($a))', {}],
    ['($a := $pad("", 3000000, "x"); [1..1000].$base64encode($a))', {}],
    [`($f := function(${parameters}){1}; [1..20000].$f())`, {}],
    [`payload@$v.{"a": [${bound}], "b": 1}.b${'[1 = 1]'.repeat(200)}`, texts],
    [`a${'.a'.repeat(1_001)}`, {}],
    [`a${'[0]'.repeat(1_001)}`, {}],
    ['$eval("a" & $join([1..1001].(".a")))', {}],
  ])('%.200s', (text, input) => {
    expect(codeOf(text, input)).toMatch(/^U1001/)
  })
})

/** Each would fill the memory, or take minutes, if it were made or handed out before it is paid for. */
describe('the same over and over is refused before it is made', () => {
  const times = (text: string, count: number): string => Array.from({ length: count }, () => text).join(', ')
  const rows = {
    c: Array.from({ length: 200 }, (_, i) => ({ b: { d: i } })),
    r: Array.from({ length: 3_000 }, (_, i) => ({ i })),
  }
  test.each([
    [`($r := [1..1000000]; { ${Array.from({ length: 70 }, (_, i) => `"${i}": $r`).join(', ')} })`, {}],
    [`($a := [1..1000000]; [${times('$a', 60)}])`, {}],
    [`[${times('r', 5_000)}]`, rows],
    [`[c.b, ${times('$', 10_000)}]`, rows],
    ['[1..100000].$$', rows],
    ['$sum(a.b)', { a: Array.from({ length: 30_000_000 }) }],
    ['[a]', { a: Array.from({ length: 30_000_000 }) }],
  ])('attack %#', (text, input) => {
    expect(codeOf(text, input)).toMatch(/^U1001/)
  })

  test('a long range has room, alone or in an object', () => {
    expect(compileExpression('{ "a": [1..2000000] }').evaluate({})).toHaveProperty('a.length', 2_000_000)
  })
})

describe('what was quadratic is linear', () => {
  const haystack = '$pad("", 200000, "x")'
  const needle = '$pad("", 100000, "x") & "y" & $pad("", 50000, "x")'
  test.each<[text: string, result: unknown]>([
    ['$lookup([1..100000]{"a": $sum($)}, "a")', 5_000_050_000],
    ['$lookup(payload@$x{"a": $count($x)}, "a")', 20_000],
    [`$contains(${haystack}, ${needle})`, false],
    [`$count($split(${haystack}, ${needle}))`, 1],
    [`$length($replace(${haystack}, ${needle}, ""))`, 200_000],
    [`$length($substringBefore(${haystack}, ${needle}))`, 200_000],
    [`$length($substringAfter(${haystack}, ${needle}))`, 200_000],
  ])('%s', (text, result) => {
    expect(compileExpression(text).evaluate(texts)).toBe(result)
  })

  test.each<[what: string, text: string, code: string]>([
    ['comments', '/* '.repeat(100_000), 'S0106'],
    ['texts', '"a\\'.repeat(50_001), 'S0103'],
  ])('%s that are not closed', (_, text, code) => {
    expect(codeOf(text)).toMatch(new RegExp(`^${code}`))
  })
})

describe('what is large but not too large is worked out', () => {
  test.each<[string, unknown, unknown]>([
    ['$count($distinct(payload))', texts, 20_000],
    ['$count($spread(payload))', objects, 20_000],
    ['$sum($map(payload, function($p){$p.v / $count($$.payload)}))', objects, 9999.5],
    ['$count(payload[v in [1, 2, 3]])', objects, 3],
    ['$length($join(payload, ","))', texts, 128_889],
    ['$count([1..1000].$pad("x", 1000))', texts, 1000],
    ['$count($append(payload, payload))', texts, 40_000],
    ['$count($keys(payload{$: 1}))', texts, 20_000],
    ['$length($string(payload))', objects, 228_891],
    ['$length($trim($join(payload, "  ")))', texts, 128_889],
    ['$length($replace($join(payload, ","), ",", ";"))', texts, 128_889],
    ['$length($replace($join(payload, ","), /,/, ";"))', texts, 128_889],
    ['$count(payload@$p.{"v": $p.v})', objects, 20_000],
    ['$count($clone(payload))', objects, 20_000],
    ['$count([payload, 1] = [payload, 1])', objects, 1],
    ['($a := $pad("", 10000, "x"); $count($sort([1..2000].($a & $string($)))))', {}, 2_000],
  ])('%s', (text, input, result) => {
    const { evaluate } = compileExpression(text)
    // The bound is that of one evaluation: it begins anew with each.
    for (let i = 0; i < 3; i++) expect(evaluate(input)).toBeCloseTo(Number(result), 3)
  })

  test('an expression with no variables has all of its bound each time', () => {
    const { evaluate } = compileExpression('$pad("x", 1000) & payload')
    for (let i = 0; i < 100_000; i++) evaluate({ payload: [1] })
  })
})

test.each(['$fromMillis(1e300)', '$fromMillis(-1e16)', 'payload.$fromMillis(a)'])('%s is no time', (text) => {
  expect(codeOf(text, { payload: { a: 9e15 } })).toMatch(/^D3110/)
})
