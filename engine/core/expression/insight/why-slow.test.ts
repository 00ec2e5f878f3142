import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import { slownessFor } from './slow-for.ts'

test.each([
  'payload.c > 5',
  '$sum(payload.a.v)',
  'payload.a[0].b',
  '$limit',
  '$now() & topic',
  '{ "a": payload.c, "b": topic }',
  'payload.c in [1, 2]',
])('%s is quick', (text) => {
  expect(compileExpression(text).slowness).toBeUndefined()
})

const manyParts = Array.from({ length: 60 }, (_, at) => `a${at}`).join(' + ')

test.each<[text: string, reason: string, part: string]>([
  ['payload.list[v > 3]', 'it filters list', 'list'],
  ['payload.c > 5 and $count(payload.list[v > 3]) > 1', 'it filters list', 'list'],
  ['$map(payload.a, $string)', 'it hands on the function $string', '$string'],
  ['payload.*', 'it steps to every field (*)', '*'],
  ['payload."0".c', 'a field has a number for a name', '"0"'],
  ['payload.**.c', 'it steps to everything below (**)', '**'],
  ['payload.a.%.b', 'it steps to what is above (%)', 'b'],
  ['{ "a": [payload.d] }', 'it makes a list', '['],
  ['payload.c in payload.list', 'it looks for a value in what is no list of constants', 'in'],
  ['payload.a^(v)', 'it sorts', '^'],
  ['payload.`a b`@$x.b', 'it binds a variable on the way', '`a b`'],
  ['$keys($)', 'it takes the whole input as a value', '$'],
  ['$formatNumber(payload.c, "0.0")', '$formatNumber has no quick way with these arguments', '$formatNumber'],
  ['payload.a{ b: $sum(c) }', 'it groups', 'a'],
  ['$match(topic, /a/)', 'it has a regular expression', '/a/'],
  ['$contains(topic, /a/i)', 'it has a regular expression', '/a/i'],
  ['payload[]', 'it keeps a list of one', 'payload'],
  ['$x[0]', 'it filters a value that is not a field', '$x'],
  ['a.b.c.d.e.f.g.h.i', 'a path has more than eight steps', 'i'],
  ['$.payload{ "a": c }[0]', 'it groups', '$'],
  ['payload.(c)[0]', 'it steps to something that is worked out', '('],
  ['($x := payload; $x)[0]', 'it filters a value that is not a field', '('],
  ['$join([key, topic])[0]', 'it filters a value that is not a field', '$join'],
  ['(payload.a; payload.b)', 'it assigns variables, or has several steps', '('],
])('%s is slower: %s', (text, reason, part) => {
  const slowness = compileExpression(text).slowness
  expect(slowness).toMatchObject({ reason, remedy: undefined })
  expect(text.slice(slowness?.from, slowness?.to)).toBe(part)
})

const oneValue = (name: string): string => `${name} is one value and not a list`

const noList = 'the input is one object and not a list, as an event is'

test.each<[text: string, quicker: string, where?: string]>([
  ['($sum := payload.c; $sum * 2)', 'payload.c * 2'],
  [
    '($max := payload.c + 1; $min := $max * 2; $min - $max)',
    '(payload.c + 1) * 2 - (payload.c + 1)',
    'what the variables are given never fails',
  ],
  ['payload.c ~> $string', '$string(payload.c)'],
  ['payload.c ~> $abs ~> $round(1)', '$round($abs(payload.c), 1)'],
  ['$.payload.c', 'payload.c', noList],
  ['$$.payload.c > 5', 'payload.c', noList],
  ['payload.state in "open"', 'payload.state = "open"'],
  [
    'payload.c in [$limit, payload.d, 7]',
    'payload.c = $limit or payload.c = payload.d or payload.c = 7',
    'each of them is one value and not a list',
  ],
  [
    'topic = "x" and payload.state in [key, "b"]',
    '(payload.state = key or payload.state = "b")',
    'each of them is one value and not a list',
  ],
  ['payload.c in [1..30]', 'payload.c >= 1 and payload.c <= 30', 'it is a whole number'],
  ['payload.c.$string()', '$string(payload.c)', oneValue('payload.c')],
  ['payload.d.$round()', '$round(payload.d)', oneValue('payload.d')],
  ['topic.$substringBefore("/")', '$substringBefore(topic, "/")', oneValue('topic')],
  ['payload.$exists(c)', '$exists(payload.c)', oneValue('payload')],
  ['payload.(c + d * 2)', 'payload.c + payload.d * 2', oneValue('payload')],
  ['payload.{ "a": c, "b": $round(d) }', '{ "a": payload.c, "b": $round(payload.d) }', oneValue('payload')],
  ['payload{ "a": c }', '{ "a": payload.c }', 'payload is one object'],
  ['(payload.list)[0].v', 'payload.list[0].v', oneValue('payload').replace('value', 'object')],
  ['(payload.list)[0]', 'payload.list[0]', oneValue('payload').replace('value', 'object')],
  ['$lookup(payload, "set point")', 'payload.`set point`', oneValue('payload').replace('value', 'object')],
  ['$contains(topic, /hall/)', '$contains(topic, "hall")'],
  ['$replace(topic, /hall/, "room")', '$replace(topic, "hall", "room")'],
  ['$merge([payload, { "a": 1 }, { "b": payload.c }])', '$merge([payload, { "a": 1, "b": payload.c }])'],
  [
    '$join([key, payload.state, "x"], "/")',
    'key & "/" & payload.state & "/" & "x"',
    'all of them are there, each a text',
  ],
])('in place of %s one can write %s', (text, quicker, where) => {
  const { slowness, evaluate } = compileExpression(text)
  expect(slowness?.remedy).toBe(`write ${quicker}${where === undefined ? '' : `, where ${where}`}`)
  const other = compileExpression(quicker)
  expect(other.slowness).toBeUndefined()
  // Where it is the whole that is written anew, it gives the same.
  if (!/[>=] [5"]/.test(text)) expect(other.evaluate(event, bound)).toEqual(evaluate(event, bound))
})

const event = {
  payload: { c: 21, d: 2.5, state: 'open', 'set point': 20, list: [{ v: 1 }, { v: 2 }] },
  topic: 'plant/hall',
  key: 'k',
}
const bound = { limit: 20 }

test('what is to blame may be what it is compiled with', () => {
  const whole = { from: 0, to: 9 }
  expect(compileExpression('payload.c', { bounds: { characters: 10 } }).slowness).toEqual({
    reason: 'it has smaller bounds than usual',
    remedy: 'give it bounds of at least 10000000 characters',
    ...whole,
  })
  expect(compileExpression('payload.c', { functions: { f: { call: () => 1 } } }).slowness).toEqual({
    reason: 'functions are lent to it',
    remedy: 'lend functions only to expressions that call them',
    ...whole,
  })
  expect(compileExpression('payload.c', { variables: ['sum'] }).slowness).toEqual({
    reason: 'a variable has the name of a function',
    remedy: 'give the variable another name',
    ...whole,
  })
  expect(compileExpression(manyParts).slowness).toEqual({
    reason: 'it has very many parts',
    remedy: 'share it out over several expressions, of which one reads what another gives',
    from: 0,
    to: manyParts.length,
  })
})

const plant = { payload: { c: 1, list: [{ v: 1 }, { v: [1, 2] }] }, topic: 'plant' }

test.each([
  ['payload.list.v', 'list is a list, and the path goes on through its elements', 'list'],
  ['payload.c > 1 and 2 in payload.list.v', 'it looks for a value in what is no list of constants', 'in'],
  [
    'payload.c > 1 or payload.list.v > 1',
    'list is a list, and the path goes on through its elements',
    'list',
  ],
  ['payload.list[1].v.w', 'v is a list, and the path goes on through its elements', 'v'],
  [
    'payload.c > 5 ? payload.list.v : topic > 1',
    'a value is of a kind that it seldom is',
    'payload.c > 5 ? payload.list.v : topic > 1',
  ],
  ['payload.c & payload.list', 'a value is of a kind that it seldom is', 'payload.c & payload.list'],
  ['topic > payload.c', 'a value is of a kind that it seldom is', 'topic > payload.c'],
])('%s is slower for an event: %s', (text, reason, part) => {
  const slowness = slownessFor(compileExpression(text), plant)
  expect(slowness?.reason).toBe(reason)
  expect(text.slice(slowness?.from, slowness?.to)).toBe(part)
})

test.each([
  'payload.list[0].v',
  'payload.list[-1].v[1]',
  'payload.c',
  '$sum(payload.list.w)',
  'payload.c > $limit',
  '$millis() - payload.c',
])('%s is quick for an event', (text) => {
  expect(slownessFor(compileExpression(text), plant, { limit: 5 })).toBeUndefined()
})

test.each([
  '$replace(topic, /a/, "$0$0")',
  '$replace(topic, /a/, payload.into)',
  '($x := $y; $y := 2; $x + $y)',
  '$split(topic, "/")[1.5]',
])('%s has no other way that comes to the same', (text) => {
  expect(compileExpression(text).slowness?.remedy).toBeUndefined()
})
