import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { completionsAt } from './completions.ts'
import { unfoundFields } from './unfound-fields.ts'

const sample = {
  payload: {
    celsius: 20.5,
    'a b': 1,
    items: [
      { name: 'x', price: 3 },
      { name: 'y', and: 1 },
    ],
    meta: { unit: 'C' },
  },
  topic: 'a/b',
  key: 'k',
  time: 1,
}
const surroundings = { sample, variables: { limit: 5 }, functions: ['stdevs'] }

const words = ['true', 'false', 'null', 'function(']
const operators = '= != < <= > >= + - * / % & and or in ? ?: ?? ~> . ['.split(' ')

/** What is offered at the `|`, of the kinds asked for. */
function offered(text: string, kinds: readonly string[] = ['field', 'variable', 'operator', 'word', 'text']) {
  const at = text.indexOf('¦')
  const { candidates } = completionsAt(text.replace('¦', ''), at, surroundings)
  return candidates.filter(({ kind }) => kinds.includes(kind)).map(({ insert }) => insert)
}

test.each<[text: string, expected: readonly string[]]>([
  ['¦', ['payload', 'topic', 'key', 'time', '$limit', 'true', 'false', 'null', 'function(']],
  ['pa¦', ['payload']],
  ['payload.¦', ['celsius', '`a b`', 'items', 'meta']],
  ['payload.ce¦', ['celsius']],
  ['payload.it¦ > 5', ['items']],
  ['payload.items.¦', ['name', 'price', '`and`']],
  ['payload.items[pr¦', ['price']],
  ['payload.items[price > 3 and na¦]', ['name']],
  ['payload.items.{ "n": na¦', ['name']],
  ['payload.items{ na¦', ['name']],
  ['payload.items^(pri¦', ['price']],
  ['payload ~> |items|{ "p": pr¦', ['price']],
  ['payload ~> |ite¦', ['items']],
  ['$sum(payload.items.pr¦', ['price']],
  ['$map(payload.items, function($x) { $x.pr¦', ['price']],
  ['$filter(payload.items, function($i) { $i.price > 2 }).na¦', ['name']],
  ['($y := payload.meta; $y.¦', ['unit']],
  ['($year := 1; $y¦', ['$year']],
  ['($x := 1; ($xy := 2; $x¦', ['$x', '$xy']],
  ['($x := 1; ($xy := 2; 3); $x¦', ['$x']],
  ['$li¦', ['$limit']],
  ['$pay¦', ['payload']],
  ['payload.celsius > $l¦', ['$limit']],
  ['payload.`a¦', ['`a b`', 'meta']],
  ['payload.celsius > 3 and to¦', ['topic']],
  ['payload.celsius an¦', ['and']],
  ['payload.celsius ? payload.me¦', ['meta']],
  ['[1, payload.me¦', ['meta']],
  ['{ "a": 1, "b": payload.me¦', ['meta']],
  ['/* a ) */ payload.me¦', ['meta']],
  ['$contains(topic, /[/a]\\/(b)/) and payload.me¦', ['meta']],
  ['payload.celsius / payload.me¦', ['meta']],
  // What comes behind may tell more, and may be broken.
  ['($f := function($i) { $i.pr¦ }; $map(payload.items, $f))', ['price']],
  ['($f := function($i) { $i.pr¦ice > 1 }; payload.items ~> $map($f))', ['price']],
  ['payload.me¦ta.unit', ['meta']],
  ['payload.me¦ ) 5 5', ['meta']],
  ['payload.`a¦ b` > 5', ['`a b`', 'meta']],
  ['payload.*.un¦', ['unit']],
  ['($o := { "first": payload.meta }; $o.first.un¦', ['unit']],
  // Names in quotes, and texts that a field has.
  ['$lookup(payload.meta, "¦', ['"unit"']],
  ['$lookup(payload, "a¦")', ['"a b"', '"meta"']],
  ["payload.meta ~> $lookup('u¦')", ["'unit'"]],
  ['payload."ce¦', ['"celsius"']],
  ['payload.items[name = "¦"].price', ['"x"', '"y"']],
  ['payload.items[name in ["x", "y¦', ['"y"']],
  ['payload.meta.unit != ¦', ['"C"', 'payload', 'topic', 'key', 'time', '$limit', ...words]],
  // Variables of a path.
  ['payload.items#$i.{ "n": $i.¦', []],
  ['payload.items#$i.{ "n": na¦', ['name']],
  ['payload.items@$one.{ "n": $one.¦', ['name', 'price', '`and`']],
  ['payload.items@$one[$one.pr¦', ['price']],
  ['payload.items@$¦', []],
  // Fields that are elsewhere are found by their own name.
  ['cel¦ > 5', ['payload.celsius']],
  ['un¦', ['payload.meta.unit']],
  ['payload.items[price > un¦', ['$$.payload.meta.unit']],
  ['a¦', ['payload.`a b`', 'payload.items.`and`', 'payload']],
  // What is only begun, or given a name.
  ['function($¦', []],
  ['function($x) ¦', []],
  ['payload.celsius ~¦', []],
  ['payload.celsius > 5.¦', []],
  ['$f(?¦', []],
  ['($new ¦', [':=', ...operators]],
  // What stands before is broken.
  ['5 5 payload.meta.¦', ['unit']],
  // Where nothing begins so, what is nearly so.
  ['paylod¦', ['payload']],
  ['payload.celcius¦', ['celsius']],
  ['celcius¦', ['payload.celsius']],
  ['$limt¦', ['$limit']],
  // In a text, a comment or a pattern nothing is offered, nor where it is not known what there is.
  ['"pay¦', []],
  ["topic = 'a\\'pay¦", []],
  ['/* pay¦', []],
  ['$contains(topic, /pa¦', []],
  ['$keys(payload).x¦', []],
  ['payload.nothing.¦', []],
])('at the mark in %s: %j', (text, expected) => {
  expect(offered(text)).toEqual(expected)
})

test('functions are offered with what they take, those of the flow, too', () => {
  const { from, to, candidates } = completionsAt('1 + $std', 8, surroundings)
  expect([from, to, candidates[0]]).toEqual([
    4,
    8,
    expect.objectContaining({ label: expect.stringMatching(/^\$std/), kind: 'function' }),
  ])
  expect(offered('$substringA¦', ['function'])).toEqual(['$substringAfter('])
  expect(completionsAt('$substringA', 11).candidates[0]).toMatchObject({ detail: '<s-s:s>' })
})

test('variables and functions may be given as they are when an expression is compiled', () => {
  const options = { variables: ['limit'], functions: { twice: { call: () => 1 } } }
  expect(completionsAt('$lim', 4, options).candidates[0]).toMatchObject({ label: '$limit' })
  expect(completionsAt('$twi', 4, options).candidates[0]).toMatchObject({
    kind: 'function',
    insert: '$twice(',
  })
})

test.each<[text: string, written: string, chosen: string]>([
  ['payload.me¦ta.unit', 'payload.items.unit', 'items'],
  ['payload.¦celsius', 'payload.meta', 'meta'],
  ['payload.ce¦', 'payload.celsius', 'celsius'],
  ['payload.`a¦ b` > 5', 'payload.`a b` > 5', 'a b'],
  ['payload.`a¦', 'payload.`a b`', 'a b'],
  ['$lookup(payload, "a¦") + 1', '$lookup(payload, "a b") + 1', 'a b'],
  ['$lookup(payload, "a¦', '$lookup(payload, "a b"', 'a b'],
  ['$su¦', '$sum(', '$sum'],
  ['$su¦m(payload.items.price)', '$sum(payload.items.price)', '$sum'],
  ['$co¦(payload.items)', '$count(payload.items)', '$count'],
  // It is put around what stands there.
  ['$su¦payload.celsius', '$sum(payload.celsius', '$sum'],
  ['mil¦', '$millis()', '$millis'],
  ['payload.celsius > lim¦', 'payload.celsius > $limit', '$limit'],
])('in %s one gets %s', (text, written, chosen) => {
  const whole = text.replace('¦', '')
  const at = text.indexOf('¦')
  const begun = completionsAt(whole, at, surroundings)
  // Of all that there are, were nothing begun.
  const { from, to, candidates } = begun.candidates.some(({ label }) => label === chosen)
    ? begun
    : {
        ...begun,
        candidates: completionsAt(
          `${whole.slice(0, begun.from)}${whole.slice(begun.to)}`,
          begun.from,
          surroundings,
        ).candidates,
      }
  const insert = candidates.find(({ label }) => label === chosen)?.insert ?? 'nothing'
  expect(`${whole.slice(0, from)}${insert}${whole.slice(to)}`).toBe(written)
})

test('behind a number or text stand functions of it, behind an object its fields', () => {
  const functions = (text: string) => offered(text, ['function'])
  expect(functions('payload.celsius.¦').slice(0, 4)).toEqual(['$abs(', '$floor(', '$ceil(', '$round('])
  expect(functions('payload.celsius.¦')).not.toContain('$uppercase(')
  expect(functions('topic.¦')).toContain('$uppercase(')
  expect(functions('topic.¦')).not.toContain('$round(')
  expect(functions('payload.¦')).toEqual([])
  expect(functions('payload.items#$i[$i.¦')).toEqual([])
  expect(functions('payload.items.$co¦')).toContain('$count(')
})

test('what begins as what is typed comes first, then words within', () => {
  expect(offered('val¦', ['function'])).toEqual(['$tableValue(', '$eval('])
  expect(offered('$aver¦', ['function'])).toEqual(['$average('])
  expect(offered('$avg¦', ['function'])).toEqual(['$average('])
  expect(
    offered('$time¦', ['function'])
      .slice(0, 3)
      .every((name) => name.startsWith('$time')),
  ).toBe(true)
})

test('with no sample there are the fields of an event', () => {
  expect(completionsAt('p', 1).candidates.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['payload', 'params', 'properties']),
  )
})

test('fields are shown with a value', () => {
  const { candidates } = completionsAt('payload.', 8, surroundings)
  expect(candidates.slice(0, 4).map(({ detail }) => detail)).toEqual(['20.5', '1', 'list of 2', 'object'])
})

test('whatever is typed, wherever, nothing is thrown', () => {
  const pieces = [
    'payload',
    '.',
    'items',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '"',
    "'",
    '`',
    '/',
    '*',
    '$x',
    ':=',
    '|',
    '~>',
    ' ',
    '^',
    '@',
    '#',
    '%',
    '?',
    ':',
    ',',
    ';',
    '\\',
    'function($v)',
    'and',
    '1',
    '-',
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 20 }), fc.nat(60), (parts, at) => {
      const text = parts.join('')
      const place = Math.min(at, text.length)
      const { from, to } = completionsAt(text, place, surroundings)
      expect(unfoundFields(text, sample)).toEqual(expect.any(Array))
      expect(from).toBeLessThanOrEqual(to)
      expect(to).toBeGreaterThanOrEqual(place)
    }),
    { numRuns: 500 },
  )
})
