/**
 * Run by deep-expressions.test.ts in a process of its own with little stack: expressions as deep as they may be, and how
 * each ends. Prints `{ ending: [what, ...] }` as JSON.
 */
import { readingsOf } from '../../engine/core/expression/advice/readings.ts'
import { splitAggregates } from '../../engine/core/expression/aggregates/split-aggregates.ts'
import { compileExpression, completionsAt, ExpressionError, unfoundFields } from '../../engine/index.ts'

/** What may stand around a part that gives 1: it gives a number again. */
const constructs: readonly (readonly [before: string, after: string])[] = [
  ['(', ')'],
  ['(1; ', ')'],
  ['($x := 1; ', ')'],
  ['($y := ', ')'],
  ['-', ''],
  ['-(', ')'],
  ['1 + (', ')'],
  ['(', ') + 1'],
  ['(1 = (', ') ? 1 : 2)'],
  ['(1 < (', ') ? 1 : 2)'],
  ['(1 in (', ') ? 1 : 2)'],
  ['$length("a" & (', '))'],
  ['(true and (', ') ? 1 : 2)'],
  ['(false or (', ') ? 1 : 2)'],
  ['(true ? ', ' : 0)'],
  ['(false ? 0 : ', ')'],
  ['(0 ?: ', ')'],
  ['$sum([', '])'],
  ['$abs(', ')'],
  ['$round(', ', 2)'],
  ['$number($string(', '))'],
  ['$append(1, ', ')[1]'],
  ['{"a": ', '}.a'],
  ['{"a": 1, "b": ', '}.b'],
  ['$merge([{"a": ', '}]).a'],
  ['$count(', ')'],
  ['$count([1..(', ')])'],
  ['$$.payload.(', ')'],
  ['$sum($$.payload.list.(', '))'],
  ['$count($$.payload.list[(', ') = 1])'],
  ['$count($$.payload.list[', '])'],
  ['$count($$.payload{"a": (', ')})'],
  ['$count($$.payload.list{"a": (', ')})'],
  ['$count($$.payload.list^((', ')))'],
  ['$count($$.payload.list@$i.(', '))'],
  ['$count($$.payload.list@$i[(', ') = 1])'],
  ['$count($$.payload.list#$i[(', ') = 1])'],
  ['$count($$.payload.list@$i{"a": (', ')})'],
  ['$count($$.payload.list@$i^((', ')))'],
  ['$count($$.payload.list.v.(%.v; ', '))'],
  ['$count($$.payload.*[', '])'],
  ['$count($$.payload.**[', '])'],
  ['(1; 2).(', ')'],
  ['$sum([1, 2].(', '))'],
  ['(', ')[0]'],
  ['(', ')[$ > 0]'],
  ['$count((', '){"a": $})'],
  ['(function($v){(1; ', ')}(1))'],
  ['(function($v)<x:x>{', ' + 1}(1))'],
  ['(1 ~> function($v){', '})'],
  ['$sum([1, ', ']@$i.($i))'],
  ['(1 ~> (function($v){$v} ~> function($v){', '}))'],
  ['(function($v, $w){$w + ', '}(?, 1)(1))'],
  ['$sum($map([1, 2], function($v, $i, $all){', '}))'],
  ['$count($filter([1, 2], function($v){', '}))'],
  ['$sum($each({"a": 1}, function($v, $k){', '}))'],
  ['$count($sort([2, 1, 3], function($l, $r){(', ') = 1}))'],
  ['$reduce([1, 2], function($a, $b){', '})'],
  ['$sum($map([1], $reduce(?, function($a, $b){', '}, 0)))'],
  ['$sum($map([[1, 2]], function($v){$reduce($v, function($a, $b){', '})}))'],
  ['$count($sift({"a": 1}, function($v){(', ') = 1}))'],
  ['$single([1], function($v){(', '; true)})'],
  ['$length($replace("a", /a/, function($m){$string(', ')}))'],
  [
    '$count($match("a", function($s){{"match": "a", "start": 0, "end": 1, "groups": [], "next": function(){(',
    '; null)}}}))',
  ],
  ['$count($split("a", function($s){(', '; null)}))'],
  ['({"n": 1} ~> |n|{"a": (', ')}|).n'],
  ['({"n": 1} ~> |$|{"a": (', ')}|).a'],
  ['({"n": 1} ~> |$[(', ') > 0]|{"a": 1}|).a'],
  ['$eval("1").(', ')'],
  ['$tableRow([{"id": 1}], {"id": ', '}).id'],
  ['$median([', '])'],
]

/** The same, longer: for calls within calls. */
const longConstructs: typeof constructs = [
  [`${'1 + '.repeat(90)}(`, ')'],
  [`(${'false or '.repeat(90)}(`, ') ? 1 : 2)'],
  [`(${'0 = 1 ? 2 : '.repeat(90)}`, ')'],
]

/** As long as they may be. */
const chains: readonly string[] = [
  Array(2_001).fill('1').join(' + '),
  Array(2_001).fill('d = 1').join(' or '),
  Array(2_001).fill('"a"').join(' & '),
  `${'d = 1 ? 2 : '.repeat(2_000)}3`,
  `$sum($map([1, 2], function($v){${'$v = 5 ? $sum([$v]) : '.repeat(2_000)}$sum([3])}))`,
]

const input = { payload: { list: [{ v: 1 }, { v: 2 }], n: 1 }, d: 2_000 }
const bounds = { depth: 1_000, steps: 20_000_000 }

/** How it ends: as it should, or by the stack of this process. */
function ending(action: () => unknown): string {
  try {
    action()
    return 'value'
  } catch (error) {
    if (!(error instanceof ExpressionError)) return `no ExpressionError: ${String(error)}`
    if (/of stack or memory/.test(error.message)) return 'the stack was used up'
    if (error.code !== 'U1001') return `${error.code} ${error.message}`
    return /levels deep|one after the other/.test(error.message)
      ? 'too nested'
      : /KB of stack|calls inside calls/.test(error.message)
        ? 'too deep'
        : error.message
  }
}

const endings: Record<string, string[]> = {}
const note = (what: string, action: () => unknown): void => {
  const end = ending(action)
  ;(endings[end] ??= []).push(what)
}

for (const [before, after] of longConstructs)
  for (const times of [1, 4]) {
    const text = `($f := function($n){$n = 0 ? 1 : ${before.repeat(times)}(1; $f($n - 1))${after.repeat(times)}}; $f(d))`
    note(`${times} × ${before.slice(0, 20)}…${after} in each call`, () =>
      compileExpression(text, { bounds }).evaluate(input, {}),
    )
  }
for (const [before, after] of constructs) {
  const around = (inner: string, times: number): string => before.repeat(times) + inner + after.repeat(times)
  for (const times of [1, 4, 20]) {
    const text = `($f := function($n){$n = 0 ? 1 : ${around('(1; $f($n - 1))', times)}}; $f(d))`
    note(`${times} × ${before}…${after} in each call`, () =>
      compileExpression(text, { bounds }).evaluate(input, {}),
    )
  }
  for (const times of [70, 90, 120, 160, 240, 330, 498]) {
    const text = around('1', times)
    note(`${times} × ${before}…${after}`, () => {
      const { fields, slowness, constant, attempt } = compileExpression(text, { bounds })
      readingsOf(text)
      splitAggregates(text, new Map(), [])
      unfoundFields(text, input)
      completionsAt(text, text.length - 1, { sample: input })
      void [fields, slowness, constant, attempt]
    })
  }
}
for (const text of chains)
  note(`${text.slice(0, 20)}…`, () => {
    const { evaluate, fields, slowness, constant, attempt } = compileExpression(text, { bounds })
    evaluate(input, {})
    readingsOf(text)
    splitAggregates(text, new Map(), [])
    unfoundFields(text, input)
    completionsAt(text, text.length - 1, { sample: input })
    void [fields, slowness, constant, attempt]
  })

/** A value as deep as may be, gone through at the end of calls that have left as little stack as there may be. */
let deep: unknown = 1
for (let level = 1; level < 400; level++) deep = level % 2 === 0 ? [deep, 1] : { deep }
for (const look of [
  '$string($$.deep)',
  '$$.deep = $$.other',
  '$clone($$.deep)',
  '$count($$.deep.**)',
  '$count($$.deep.*)',
  '$boolean([$$.deep])',
  '$keys($$.deep)',
  '$spread($$.deep)',
  '$lookup([$$.deep], "deep")',
  '$distinct([$$.deep, $$.other])',
  '$lent($$.deep)',
  '$contains($string([1]) & "a", /a/) ? $$.deep ~> |$|{"a": 1}|',
  '[[$$.deep]] ~> $map(function($v){$v})',
]) {
  const text = `($g := function(){(${look}; 1)}; $f := function($n){$n = 0 ? $g() : 1 + $f($n - 1)}; $f(d))`
  const options = { bounds, functions: { lent: { call: (value: unknown) => value } } }
  for (let d = 480; d < 720; d += 3) {
    note(`${look} at the end of ${d} calls`, () =>
      compileExpression(text, options).evaluate({ deep, other: structuredClone(deep), d }, {}),
    )
  }
}
console.log(JSON.stringify(endings))
