import * as fc from 'fast-check'

/** What the paths go through: lists in lists, lists to be joined, one element in place of a list, nothing, texts. */
export const joined = {
  a: {
    b: [
      {
        i: 1,
        n: 'x',
        t: ['p', 'q'],
        c: [
          { k: 1, v: 2 },
          { k: 2, v: 3 },
        ],
      },
      { i: 2, n: 'y', t: ['q'], c: { k: 1, v: 5 } },
      { i: 3, n: 'x' },
    ],
    l: [
      { i: 1, u: 7 },
      { i: 2, u: 8 },
      { i: 1, u: 9 },
    ],
    u: [
      { id: 7, s: 'A', ad: { z: 1 } },
      { id: 8, s: 'B' },
      { id: 9, s: ['C', 'D'] },
    ],
  },
  r: [
    [1, 2],
    [3, [4]],
  ],
  e: [],
  o: { x: 1, y: { z: 2 } },
}

const name = fc.constantFrom(...'ablucintkvsdzroxye', 'id', 'ad')
const variable = fc.constantFrom('$p', '$q', '$w')
const value = fc.oneof(
  name,
  name.map((one) => `%.${one}`),
  name.map((one) => `%.%.${one}`),
  fc.tuple(variable, name).map((names) => names.join('.')),
  variable,
  fc.constantFrom('1', '2', '"x"', '$', '%', '$$.a.l.i', '$count($)', 'true'),
)
const condition = fc.oneof(
  fc.tuple(value, fc.constantFrom('=', '!=', '<', '>', 'in'), value).map((parts) => parts.join(' ')),
  fc.constantFrom('0', '1', '-1', '[0,1]', '$q = 1', '$p = 0', 'true', '$string($)'),
  value,
)
const bare = fc.oneof(
  { weight: 8, arbitrary: name },
  { weight: 1, arbitrary: fc.constantFrom('*', '**', '%', '$', '[$]', '$$.a', '(b)', '(%.l)') },
  { weight: 1, arbitrary: fc.tuple(name, value).map(([key, one]) => `{"${key}": ${one}}`) },
  // The interpreter adds to a list that is empty when it makes objects of it: this one is not.
  { weight: 1, arbitrary: value.map((one) => `[${one}, 1]`) },
  { weight: 1, arbitrary: value.map((one) => `(${one})`) },
  { weight: 1, arbitrary: value.map((one) => `$string(${one})`) },
)
const behind = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: condition.map((one) => `[${one}]`) },
  { weight: 3, arbitrary: variable.map((one) => `@${one}`) },
  { weight: 3, arbitrary: variable.map((one) => `#${one}`) },
  { weight: 1, arbitrary: fc.constant('[]') },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('', '<', '>'), value).map((parts) => `^(${parts.join('')})`),
  },
  { weight: 1, arbitrary: fc.tuple(value, value).map(([one, other]) => `^(${one}, >${other})`) },
)
const step = fc.tuple(bare, behind, behind).map((parts) => parts.join(''))
const end = fc.oneof(
  { weight: 5, arbitrary: fc.constant('') },
  // Of an object with two keys it makes the second of nothing, where something is bound and the first had one element.
  { weight: 1, arbitrary: fc.tuple(value, value).map(([key, one]) => `{${key}: ${one}}`) },
  { weight: 1, arbitrary: fc.constantFrom('[]', '[0]', '[-1]') },
  { weight: 1, arbitrary: fc.tuple(value, value).map(([one, other]) => `.{"m": ${one}, "n": ${other}}`) },
  { weight: 1, arbitrary: value.map((one) => `.[${one}, 1]`) },
)
const start = fc.constantFrom(
  '$',
  '$$',
  '[1]',
  '[a.b]',
  '([a.l].{"i": i})',
  '([a].u)',
  '([1..2].(3))',
  '$@$p',
  '$$@$p',
  '[a.l]@$q',
  '[a.l]#$q',
  '[a.l].i',
  '(($).a)',
  '([a.b])',
  'a.b',
  'a.l',
  'a.u',
  'a',
  'a.b.c',
  '$$.a.b',
  'r',
  'o',
  '(a.b)',
  'a.(b)',
  'a.*',
  'a.l@$p.$$.a.u@$q',
  'a.b#$p',
  'a.b@$p',
  'a.l@$p#$q',
)
const path = fc
  .tuple(start, fc.array(step, { maxLength: 4 }), end)
  .map(([first, steps, last]) => [first, ...steps].join('.') + last)

/** Paths with all that may be bound, filtered, ordered and grouped on the way. */
export const joins = fc.oneof(
  { weight: 6, arbitrary: path },
  { weight: 1, arbitrary: path.map((one) => `$sum(${one})`) },
  { weight: 1, arbitrary: path.map((one) => `(${one})[0]`) },
  { weight: 1, arbitrary: path.map((one) => `$map(${one}, function($v, $i){$v.i ? $v.i : $i})`) },
  { weight: 1, arbitrary: fc.tuple(path, path).map(([one, other]) => `($w := ${other}; ${one})`) },
)
