import { expect, test } from 'vitest'
import { completionsAt } from './completions.ts'
import { fieldsOf } from './fields.ts'
import { shownPath } from '../advice/shown-path.ts'
import { unfoundFields } from './unfound-fields.ts'

const sample = {
  payload: {
    a: { c: 1, v: 1 },
    b: { d: 2, v: 2 },
    list: [{ v: 3, w: 1 }, { v: 4 }],
    rooms: { north: { temp: 20 }, south: { temp: 21, wet: true } },
    tree: { name: 'r', children: [{ name: 's', children: [{ name: 't', leaf: 1 }] }] },
    nothing: null,
  },
  topic: 'a/b',
}

/** All that `zzz` may be, as paths. */
function meant(text: string): string {
  const at = text.indexOf('zzz')
  return fieldsOf(text)
    .filter(({ from, to }) => from <= at && at < to)
    .map(({ path }) => shownPath(path))
    .join(' ')
}

/** The fields that are offered in place of `zzz`. */
function offered(text: string): string {
  return completionsAt(text.replace('zzz', ''), text.indexOf('zzz'), { sample })
    .candidates.filter(({ kind }) => kind === 'field')
    .map(({ label }) => label)
    .join(' ')
}

const unfound = (text: string): string =>
  unfoundFields(text, sample)
    .map(({ path, suggestion = '-' }) => `${shownPath(path)} ${suggestion}`)
    .join(', ')

interface Row {
  readonly text: string
  /** Paths of `zzz`, which the sample does not have. */
  readonly means: string
  /** Fields that are offered in its place. */
  readonly offers: string
  /** Whether it is told that the sample has no such field; else what stands there may be anything. */
  readonly isTold: boolean
}

const row = (text: string, means: string, offers: string, isTold = true): Row => ({
  text,
  means,
  offers,
  isTold,
})

const rooms = 'temp wet'
const items = 'v w'
const either = 'c v d'

test.each<Row>([
  // Fields with names that only an event tells.
  row('payload.rooms.*.zzz', 'payload.rooms.*.zzz', rooms),
  row('payload.rooms.**.zzz', 'payload.rooms.**.zzz', `north south ${rooms}`),
  row('$each(payload.rooms, function($v, $k) { $v.zzz })', 'payload.rooms.*.zzz', rooms),
  row('payload.rooms.$each(function($v) { $v.zzz })', 'payload.rooms.*.zzz', rooms),
  row('$sift(payload.rooms, function($v) { $v.zzz })', 'payload.rooms.*.zzz', rooms),
  row('payload.rooms.$sift(function($v) { $v.zzz })', 'payload.rooms.*.zzz', rooms),
  row('$sift(payload.rooms, function($v) { $v.temp }).zzz', 'payload.rooms.zzz', 'north south'),
  row(
    '$map($each(payload.rooms, function($v) { $v }), function($r) { $r.zzz })',
    'payload.rooms.*.zzz',
    rooms,
  ),
  row('$lookup(payload.rooms, topic).zzz', 'payload.rooms.*.zzz', rooms),
  row('payload.rooms.$lookup("north").zzz', 'payload.rooms.north.zzz', 'temp'),
  // Functions.
  row('($f := function($x) { $x.zzz }; $f(payload.a))', 'payload.a.zzz', 'c v'),
  row('($f := function($x) { $x.zzz }; $map(payload.list, $f))', 'payload.list.zzz', items),
  row('($f := function($x) { $x.zzz }; payload.list ~> $map($f))', 'payload.list.zzz', items),
  row(
    '($f := function($x) { $x.zzz }; $f(payload.a) + $f(payload.b))',
    'payload.a.zzz payload.b.zzz',
    either,
  ),
  row('($f := function($x) { $x.a }; $f(payload).zzz)', 'payload.a.zzz', 'c v'),
  row('($k := topic; $f := function($x) { $x.zzz }; $g := $f; $g(payload.a))', 'payload.a.zzz', 'c v'),
  row('(function($f) { $f(payload.a) })(function($x) { $x.zzz })', 'payload.a.zzz', 'c v'),
  row('payload.a ~> function($x) { $x.zzz }', 'payload.a.zzz', 'c v'),
  row('($f := function($x) { $x.n ? $f($x) : $x.zzz }; $f(payload.a))', 'payload.a.zzz', 'c v'),
  row('$reduce(payload.list, function($l, $r) { $l.v > $r.v ? $l : $r }).zzz', 'payload.list.zzz', items),
  row(
    '$reduce(payload.list, function($l, $r) { $l.zzz }, payload.a)',
    'payload.a.zzz payload.a.zzz.zzz',
    'c v',
    false,
  ),
  // Functions that are made of others.
  row('($f := $lookup(?, "zzz"); $f(payload.a))', 'payload.a.zzz', 'c v'),
  row('($f := $lookup(?, "a"); $f(payload).zzz)', 'payload.a.zzz', 'c v'),
  row('($f := $lookup(payload.rooms, ?); $f("north").zzz)', 'payload.rooms.*.zzz', rooms),
  row('($f := $map(?, function($x) { $x.zzz }); $f(payload.list))', 'payload.list.zzz', items),
  row('($f := $filter(payload.list, ?); $f(function($x) { $x.zzz }))', 'payload.list.zzz', items),
  row('($f := function($x, $y) { $y.zzz }; $g := $f(1, ?); $g(payload.a))', 'payload.a.zzz', 'c v'),
  row('$map(payload.list, $lookup(?, "zzz"))', 'payload.list.zzz', items),
  row('($f := $reverse ~> $distinct; $f(payload.list).zzz)', 'payload.list.zzz', items),
  row('($a := function($x) { $x.a }; $f := $a ~> $reverse; $f(payload).zzz)', 'payload.a.zzz', 'c v'),
  row(
    '($a := function($x) { $x.a }; $z := function($x) { $x.zzz }; $f := $a ~> $z; $f(payload))',
    'payload.a.zzz',
    'c v',
  ),
  row('($f := $lookup(?, "a") ~> $lookup(?, "zzz"); $f(payload))', 'payload.a.zzz', 'c v'),
  row('payload ~> $lookup(?, "a") ~> function($x) { $x.zzz }', 'payload.a.zzz', 'c v'),
  row('($r := $reverse; $r(payload.list).zzz)', 'payload.list.zzz', items),
  row('($r := topic ? $reverse : $distinct; $r(payload.list).zzz)', 'payload.list.zzz', items),
  // Several things that it may be.
  row('(topic ? payload.a : payload.b).zzz', 'payload.a.zzz payload.b.zzz', either),
  row('(payload.a ?? payload.b).zzz', 'payload.a.zzz payload.b.zzz', either),
  row('(payload.a ?: payload.b).zzz', 'payload.a.zzz payload.b.zzz', either),
  row('(topic ? payload.a : 0).zzz', 'payload.a.zzz', 'c v'),
  row('$append(payload.a, payload.b).zzz', 'payload.a.zzz payload.b.zzz', either),
  row('[payload.a, payload.b].zzz', 'payload.a.zzz payload.b.zzz', either),
  row('($y := payload.a; topic ? $y := payload.b; $y.zzz)', 'payload.a.zzz payload.b.zzz', either),
  row('$merge([payload.a, { "e": 1 }]).zzz', 'payload.a.zzz', 'c v e'),
  // It may as well be something of which nothing is known.
  row('(topic ? payload.a : $f()).zzz', 'payload.a.zzz', 'c v', false),
  row('(topic ? $y := payload.a; $y.zzz)', 'payload.a.zzz', 'c v', false),
  row('$merge([payload.a, { topic: 1 }]).zzz', 'payload.a.zzz', 'c v', false),
  row('(payload ~> |a|{ "e": 1 }|).a.zzz', 'payload.a.zzz', 'c v', false),
  row('(payload.nothing ?? payload.a).zzz', 'payload.nothing.zzz payload.a.zzz', 'c v', false),
  row('($f := function($x) { $x.zzz }; $host($f); $f(payload.a))', 'payload.a.zzz', 'c v', false),
  // What is written out.
  row('[payload.list].zzz', 'payload.list.zzz', items),
  row('(payload.a; payload.list).zzz', 'payload.list.zzz', items),
  row('payload.(list)[0].zzz', 'payload.list.zzz', items),
  row('{ "a": payload.list }.a.zzz', 'payload.list.zzz', items),
  row('($f := payload.list; $f.zzz)', 'payload.list.zzz', items),
  row('($o := payload.list{ "all": $ }; $o.all.zzz)', 'payload.list.zzz', items),
  row('$spread(payload.a).zzz', 'payload.a.zzz', 'c v'),
  // Chains.
  row(
    'payload.list ~> $filter(function($r) { $r.v > 1 }) ~> $map(function($r) { $r.zzz })',
    'payload.list.zzz',
    items,
  ),
  row(
    'payload.list ~> $map(function($r) { $r.v ? $r : $r }) ~> $reverse ~> $map(function($r) { $r.zzz })',
    'payload.list.zzz',
    items,
  ),
])('$text reads $means', ({ text, means, offers, isTold }) => {
  expect(meant(text)).toBe(means)
  expect(offered(text)).toBe(offers)
  expect(unfound(text).includes('zzz')).toBe(isTold)
})

test.each([
  ['$each(payload.rooms, function($v) { $v.tmp + $v.wet })', 'payload.rooms.*.tmp temp'],
  ['payload.rooms.*.wett', 'payload.rooms.*.wett wet'],
  ['(topic ? payload.a : payload.b).c', ''],
  ['($f := function($x) { $x.c }; $f(payload.a) + $f(payload.b))', ''],
  ['$merge([payload.a, { "extra": 1 }]).extra', ''],
  ['$merge([payload.a, { "extra": 1 }]).extr', 'payload.a.extr extra'],
  ['{ "a": payload.list }.a.vv', 'payload.list.vv v'],
  ['($n := function($t) { $t.leaf ? $t.name : $n($t.children) }; $n(payload.tree))', ''],
])('%s: not found is %s', (text, expected) => {
  expect(unfound(text)).toBe(expected)
})

test('of long rows of conditions and operators all is seen', () => {
  const cases = Array.from({ length: 100 }, (_, at) => `payload.list[v = ${at}] ? payload.a`).join(' : ')
  expect(meant(`(${cases} : payload.b).zzz`)).toBe('payload.a.zzz payload.b.zzz')
  expect(meant(`${'payload.a.c + '.repeat(100)}payload.zzz`)).toBe('payload.zzz')
})

test('a field that is called * is no wildcard', () => {
  expect(fieldsOf('payload.`*`.c').at(-1)?.path).toEqual(['payload', '*', 'c'])
  expect(fieldsOf('payload.*.c').at(-1)?.path).toEqual(['payload', { wild: '*' }, 'c'])
  expect(unfoundFields('payload.`*`.x', { payload: { '*': { celsius: 1 } } })[0]?.message).toBe(
    'the sample has no payload.`*`.x; there are celsius',
  )
})

test('objects that are written out have the fields that are written', () => {
  const candidates = (text: string) =>
    completionsAt(text, text.length, { sample }).candidates.flatMap(({ kind, label }) =>
      kind === 'field' ? [label] : [],
    )
  expect(candidates('($o := { "first": payload.a, "second": 2 }; $o.')).toEqual(['first', 'second'])
  expect(candidates('($o := { "first": payload.a, "second": 2 }; $o.first.')).toEqual(['c', 'v'])
})

test.each([
  '($f := function($x) { $f($x.a) }; $f(payload))',
  '($f := function($x) { $f($x.a) + $f($x.b) + $f([$x.c, $x.d]) }; $f(payload))',
  '($f := function($x) { $g($x.a) }; $g := function($x) { $f($x.b) + $f({ "a": $x }) }; $f(payload))',
  '($f := function($g) { $g($g) }; $f($f))',
  '($f := $map(?, $map); $f($f))',
  '($f := $f ~> $f; $f(payload))',
  '($f := function($x) { $x.a }; $f := $f ~> $f; $f := $f ~> $f; $f := $f ~> $f; $f(payload))',
  '($f := $reduce(?, $reduce(?, ?)); $f([$f, $f, $reduce], $f))',
  '$map($map, $map) ~> $map($each) ~> $sift($reduce)',
  '($f := function($x) { $each($x, $f) }; $f(payload))',
  '($y := function($h) { (function($x) { $x($x) })(function($g) { $h(function($a) { $g($g)($a) }) }) }; $y(function($s) { function($n) { $n.next ? $s($n.next) : $n.c } })(payload))',
  `(${Array.from({ length: 12 }, (_, i) => `$f${i} := function($x) { $f${i + 1}($x.a) & $f${i + 1}($x.b) & $f${i + 1}($x.c) }`).join('; ')}; $f12 := function($x) { $x.end }; $f0(payload))`,
])('an end is found to %s', (text) => {
  expect(fieldsOf(text).length).toBeLessThan(5_000)
  expect(unfoundFields(text, sample)).toEqual(expect.any(Array))
})

test('a function that calls itself is followed a few times', () => {
  expect(meant('($f := function($x) { $f($x.zzz) }; $f(payload))')).toBe(
    'payload.zzz payload.zzz.zzz payload.zzz.zzz.zzz payload.zzz.zzz.zzz.zzz',
  )
})

test('where functions lead too deep, what stands in them is found all the same', () => {
  const within = (inner: string): string => '('.repeat(280) + inner + ')'.repeat(280)
  expect(meant(`($f := function($x) { ${within('$$.zzz')} }; ${within('$f(payload)')})`)).toBe('zzz')
})

test('of what may be very many things not all are listed, and nothing is said to be missing', () => {
  const places = Array.from({ length: 40 }, (_, at) => `p${at}`)
  const text = `[${places.join()}].zzz`
  expect(meant(text).split(' ')).toHaveLength(32)
  expect(unfoundFields(text, Object.fromEntries(places.map((name) => [name, { c: 1 }])))).toEqual([])
})

test('a sample is looked at once at each step of a path', () => {
  const steps = 400
  let looks = 0
  let deep: object = { humidity: 1 }
  for (let step = 0; step < steps; step++) {
    const inner = deep
    deep = new Proxy(
      { a: inner },
      {
        ownKeys(target) {
          looks++
          return Reflect.ownKeys(target)
        },
        get(target, name, receiver) {
          looks++
          return Reflect.get(target, name, receiver) as unknown
        },
      },
    )
  }
  expect(unfoundFields(`${'a.'.repeat(steps)}humidty`, deep)).toMatchObject([{ suggestion: 'humidity' }])
  expect(looks).toBeLessThan(10 * steps)
})
