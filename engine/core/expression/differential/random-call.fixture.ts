import * as fc from 'fast-check'

/** What the arguments read, as the input of the call. */
export const inputs: readonly unknown[] = [
  {
    list: [3, 1, 2],
    objects: [{ a: 1, b: 'x' }, { a: 2 }],
    object: { k: 1, l: [1, 2] },
    deep: { a: { b: [{ c: 1 }] } },
  },
  'abc',
  5,
  [1, 2],
  null,
  undefined,
]

/** Of those that read numbers in words, or ask for the time or chance, other tests know more. */
const names = fc.constantFrom(
  ...`sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match
  contains replace split join formatNumber formatBase number floor ceil round abs sqrt power boolean not zip reduce keys
  lookup append exists spread merge reverse error assert type sort distinct base64encode base64decode encodeUrlComponent
  encodeUrl decodeUrlComponent decodeUrl clone formatInteger toMillis eval each sift`.split(/\s+/),
)

const values = String.raw`
  1   |   0   |   -2   |   2.5   |   1e3   |   16   |   true   |   false   |   null   |   nothing   |   $   |   $$
  "a"   |   ""   |   "abc def"   |   "12"   |   "0"   |   " x  y "   |   "é😀z"   |   "%41"   |   "YWJj"   |   "#0"
  []   |   [1,2,3]   |   ["a","b"]   |   ["b",1]   |   [[1],[2]]   |   [nothing]   |   ["a"]   |   [{"a":1},{"b":2}]
  {}   |   {"a":1}   |   list   |   list[0]   |   objects   |   object   |   deep
`
  .trim()
  .split(/\s{3}\|\s{3}|\n\s*/)
const value = fc.constantFrom(...values)

/** A function is no first argument: the interpreter takes it for one by accident, or fails by one. */
const further = fc.oneof(
  { weight: 4, arbitrary: value },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'function($x){$x}',
      'function($x,$y){$x > $y}',
      '/a/',
      '/b+|c/i',
      '$uppercase',
      '$count',
    ),
  },
)

/** Calls of built-in functions with too few, too many, right and wrong arguments. */
export const call = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(names, value, fc.array(further, { maxLength: 3 }))
      .map(([name, first, others]) => `$${name}(${[first, ...others].join(', ')})`),
  },
  { weight: 1, arbitrary: names.map((name) => `$${name}()`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('list', 'objects', 'deep.a', '$', '(1)'),
        names,
        fc.array(value, { maxLength: 3 }),
      )
      .map(([of, name, args]) => `${of}.$${name}(${args.join(', ')})`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(value, names, fc.array(further, { maxLength: 2 }))
      .map(([first, name, args]) => `(${first} ~> $${name}(${args.join(', ')}))`),
  },
)
