import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'

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

test.each<[text: string, reason: string, position: number | undefined]>([
  ['payload.list[v > 3]', 'it filters list', 12],
  ['payload.c > 5 and $count(payload.list[v > 3]) > 1', 'it filters list', 37],
  ['$map(payload.a, $string)', 'it hands on the function $string', 23],
  ['($x := payload.c; $x * 2)', 'it assigns variables, or has several steps', 1],
  ['payload ~> $string', 'it chains functions by ~>', 10],
  ['payload.*', 'it steps to every field (*)', 9],
  ['payload.**.c', 'it steps to everything below (**)', 10],
  ['payload.a.%.b', 'it steps to what is above (%)', 13],
  ['payload.a.$string()', 'it steps to a function of each', 18],
  ['{ "a": [payload.d] }', 'it makes a list', 8],
  ['payload.c in payload.list', 'it looks for a value in a list that is not written out', 12],
  ['payload.a^(v)', 'it sorts', 10],
  ['payload.a@$x.b', 'it binds a variable on the way', 9],
  ['$.payload.c', 'it begins with $; the name of the field alone is quicker', 1],
  ['$keys($)', 'it takes the whole input as a value', 7],
  ['$formatNumber(payload.c, "0.0")', '$formatNumber has no quick way with these arguments', 14],
  ['payload{ "a": b }', 'it groups', 7],
  ['$match(topic, /a/)', 'it has a regular expression', 17],
  ['payload[]', 'it keeps a list of one', 7],
  ['function($x) { $x }', 'it makes a function', 9],
  ['a.b.c.d.e.f.g.h.i', 'a path has more than eight steps', 17],
  [Array.from({ length: 60 }, (_, at) => `a${at}`).join(' + '), 'it has very many parts', undefined],
])('%s is slower: %s', (text, reason, position) => {
  expect(compileExpression(text).slowness).toEqual({ reason, position })
})
