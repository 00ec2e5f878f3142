import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { completionsAt } from './completions.ts'

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

/** What is offered at the `|`, of the kinds asked for. */
function offered(text: string, kinds: readonly string[] = ['field', 'variable', 'operator', 'word']) {
  const at = text.indexOf('¦')
  const { candidates } = completionsAt(text.replace('¦', ''), at, surroundings)
  return candidates.filter(({ kind }) => kinds.includes(kind)).map(({ insert }) => insert)
}

test.each<[text: string, expected: readonly string[]]>([
  ['¦', ['payload', 'topic', 'key', 'time', '$limit', 'true', 'false', 'null', 'function']],
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
      expect(from).toBeLessThanOrEqual(to)
      expect(to).toBe(place)
    }),
    { numRuns: 2_000 },
  )
})
