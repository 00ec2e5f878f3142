import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import { readingsOf } from '../advice/readings.ts'
import { splitAggregates } from '../aggregates/split-aggregates.ts'
import { completionsAt } from './completions.ts'
import { fieldsOf } from './fields.ts'
import { shownPath } from '../advice/shown-path.ts'
import { unfoundFields } from './unfound-fields.ts'

test.each([
  ['payload.c > $limit and topic = "x"', 'payload@7 payload.c@9 topic@28'],
  ['payload.list[v > 3].name', 'payload@7 payload.list@12 payload.list.v@14 payload.list.name@24'],
  [
    'payload.list^(>v).x{ k: $sum(y) }',
    'payload@7 payload.list@12 payload.list.v@16 payload.list.x@19 payload.list.x.k@22 payload.list.x.y@30',
  ],
  ['payload.list@$l.($l.x + c)', 'payload@7 payload.list@12 payload.list.x@21 payload.c@25'],
  ['payload.a#$i[$i > 1].c', 'payload@7 payload.a@9 payload.a.c@22'],
  ['payload.a[$i = 1]#$i.c', 'payload@7 payload.a@9 payload.a.c@22'],
  ['$map(payload.a, function($x, $i) { $x.v + $i })', 'payload@12 payload.a@14 payload.a.v@39'],
  ['$reduce(payload.a, function($sum, $x) { $sum + $x.v }, 0)', 'payload@15 payload.a@17 payload.a.v@51'],
  [
    '$sort(payload.a, function($l, $r) { $l.v > $r.w })',
    'payload@13 payload.a@15 payload.a.v@40 payload.a.w@47',
  ],
  [
    'payload.a ~> $filter(function($v) { $v.ok }) ~> $map(function($v) { $v.z })',
    'payload@7 payload.a@9 payload.a.ok@41 payload.a.z@72',
  ],
  ['payload ~> |items|{ "a": b }|', 'payload@7 payload.items@17 payload.items.b@26'],
  ['payload.a.%.b', 'payload@7 payload.a@9 payload.b@13'],
  ['payload.($y := c; $y.d)', 'payload@7 payload.c@16 payload.c.d@22'],
  ['$.payload.`a b`', 'payload@9 payload.`a b`@15'],
  [
    'payload.items.{ "n": name, "v": $$.payload.total }',
    'payload@7 payload.items@13 payload.items.name@25 payload@42 payload.total@48',
  ],
  ['$lookup(payload, "x").y', 'payload@15 payload.x@20 payload.x.y@23'],
  ['function($x) { $x.a }(payload)', 'payload.a@19 payload@29'],
  [
    '(payload.on ? payload.a : payload.a).b',
    'payload@8 payload.on@11 payload@21 payload.a@23 payload@33 payload.a@35 payload.a.b@38',
  ],
  // What comes out of these is not known.
  ['$keys(payload).x', 'payload@13'],
  ['$f(payload, function($x) { $x.a })', 'payload@10'],
  ['1 + 1', ''],
  // The parser repeats the left side.
  ['payload.tmp ?? 1', 'payload@7 payload.tmp@11'],
  ['payload.tmp ?: 1', 'payload@7 payload.tmp@11'],
  [
    '($x := payload; ($x := payload.room; $x.nam); $x.tmp)',
    'payload@14 payload@30 payload.room@35 payload.room.nam@43 payload.tmp@52',
  ],
  ['$map(list, function($r, $i, $a) { $a.vv })', 'list@9 list.vv@39'],
  ['$sift(payload, function($v, $k, $o) { $o.b })', 'payload@13 payload.b@42'],
])('%s reads %s', (text, expected) => {
  const found = fieldsOf(text).map(({ path, to }) => `${shownPath(path)}@${to}`)
  expect(found.join(' ')).toBe(expected)
  expect(compileExpression(text).fields).toEqual(fieldsOf(text))
})

const sample = {
  payload: {
    celsius: 20,
    items: [{ price: 3 }, { price: 4, 'unit name': 'EUR' }],
    nothing: null,
    texts: ['a'],
  },
  topic: 'a/b',
}

test.each<[text: string, expected: string]>([
  ['paylod.celsius', 'paylod 0-6 payload'],
  ['payload.celcius > 5', 'celcius 8-15 celsius'],
  ['payload.items[prise > 3].price', 'prise 14-19 price'],
  ['payload.items.`unit nme`', 'unit nme 14-24 unit name'],
  ['$map(payload.items, function($i) { $i.prize })', 'prize 38-43 price'],
  ['$lookup(payload, "celsus")', 'celsus 17-25 celsius'],
  ['payload.xyz', 'xyz 8-11 -'],
  // In their place there is the name that is meant, or the path to it.
  ['celsius > 5', 'celsius 0-7 payload.celsius'],
  ['celcius > 5', 'celcius 0-7 payload.celsius'],
  ['payload.items[celsius > 5]', 'celsius 14-21 $$.payload.celsius'],
  // Of a text that is not whole the beginning.
  ['payload.celcius > ', 'celcius 8-15 celsius'],
  ['payload.celcius > 5 and (topic = "a', 'celcius 8-15 celsius'],
  ['$map(payload.items, function($i) { $i.prize ', 'prize 38-43 price'],
  ['payload.celcius > ) 5 5', 'celcius 8-15 celsius'],
  [') payload.celcius', ''],
  ['{ "a": payload.celcius, ', 'celcius 15-22 celsius'],
  // Who asks knows that there may be none.
  ['$exists(payload.foo)', ''],
  ['$exists(payload.celcius)', ''],
  ['$exists(payload.meta.unit)', ''],
  ['$exists($lookup(payload, "foo"))', ''],
  ['payload.foo ?? 1', ''],
  ['payload.foo ?: 1', ''],
  ['$number(payload.foo) ?? 1', ''],
  ['payload.foo != null', ''],
  ['payload.foo = null', ''],
  ['$exists(payload.foo) ? payload.foo * 2 : 0', ''],
  ['$exists(payload.foo) and payload.foo > 5', ''],
  // A condition may be one that asks, if there is no name like it.
  ['payload.foo ? 1 : 2', ''],
  ['payload.celcius ? 1 : 2', 'celcius 8-15 celsius'],
  ['$not(payload.foo) and payload.celsius > 5', ''],
  ['payload.items[discount].price', ''],
  ['payload.items[prise].price', 'prise 14-19 price'],
  // The fields of an event are known.
  ['$exists(paylod.foo)', 'paylod 8-14 payload'],
  ['params.limit', ''],
  // Only the first of a path, and nothing of what the sample does not tell.
  ['payload.itms.price', 'itms 8-12 items'],
  ['payload.nothing.x', ''],
  ['payload.texts.x', ''],
  ['payload.items.price', ''],
])('slips in %s: %s', (text, expected) => {
  const found = unfoundFields(text, sample)
  expect(
    found
      .map(({ path, from, to, suggestion = '-' }) => `${String(path.at(-1))} ${from}-${to} ${suggestion}`)
      .join(', '),
  ).toBe(expected)
})

test.each([
  ['payload.itms', 'items'],
  ['payload.items.`unit nme`', '`unit name`'],
  ['payload.items."unit nme"', '"unit name"'],
  ['payload.items.unitname', '`unit name`'],
  ["$lookup(payload, 'celsus')", "'celsius'"],
  ['celsius', 'payload.celsius'],
  ['payload.xyz', undefined],
])('in the place of the slip in %s is written %s', (text, insert) => {
  expect(unfoundFields(text, sample)[0]?.insert).toBe(insert)
})

test('a field stands from its first character to behind its last, in its quotes', () => {
  const text = 'payload.`a b` + payload."c d" + $lookup(payload, "e") + payload /* x */ . f'
  const names = fieldsOf(text).map(({ from, to }) => text.slice(from, to))
  expect(names).toEqual(['payload', '`a b`', 'payload', '"c d"', 'payload', '"e"', 'payload', 'f'])
})

test('a slip is told in words', () => {
  expect(unfoundFields('payload.celcius', sample)[0]?.message).toBe(
    'the sample has no payload.celcius; did you mean celsius?',
  )
  expect(unfoundFields('payload.itmes', sample)[0]?.suggestion).toBe('items')
  expect(unfoundFields('payload.xyz', sample)[0]?.message).toBe(
    'the sample has no payload.xyz; there are celsius, items, nothing, texts',
  )
})

test('what is nested too deeply is an ExpressionError', () => {
  const deep = `${'('.repeat(1_000)}a${')'.repeat(1_000)}`
  expect(unfoundFields(deep, {})).toEqual([])
  for (const look of [readingsOf, (text: string) => splitAggregates(text, new Map(), [])])
    expect(() => look(deep)).toThrow('nested more than 500 levels deep')
  expect(completionsAt(`${deep} and `, deep.length + 5).candidates.length).toBeGreaterThan(0)
})
