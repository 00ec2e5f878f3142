import * as fc from 'fast-check'

const name = fc.constantFrom('a', 'b', 'c', 'd')
const scalar = fc.oneof(
  fc.integer({ min: -3, max: 5 }),
  fc.constantFrom(0.5, 2.25, 1e21, -0.1, 5890840712243076, 0.12345678901234568),
  fc.constantFrom('', 'x', 'abc', '12', '0.5', 'é😀', 'a b  c'),
  fc.boolean(),
  fc.constant(null),
)

/** Values of JSON that expressions are evaluated over. */
export const { value: data } = fc.letrec<{ value: unknown; record: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('record'),
    fc.array(tie('record'), { maxLength: 4 }),
  ),
  record: fc.dictionary(name, tie('value'), { maxKeys: 4 }),
}))

const literal = fc.oneof(
  fc.constantFrom('0', '1', '2', '-1', '0.5', '10', 'true', 'false', 'null', '"x"', '"abc"', '"12"', '""'),
  fc.constant('$'),
)

const unary = fc.constantFrom(
  'sum',
  'count',
  'max',
  'min',
  'average',
  'string',
  'length',
  'uppercase',
  'lowercase',
  'trim',
  'number',
  'abs',
  'floor',
  'ceil',
  'round',
  'sqrt',
  'boolean',
  'not',
  'exists',
  'keys',
  'spread',
  'merge',
  'reverse',
  'distinct',
  'sort',
  'type',
  'join',
  'formatBase',
  'single',
  'zip',
  'base64encode',
  'encodeUrlComponent',
  'assert',
)
const binary = fc.constantFrom(
  'substring',
  'substringBefore',
  'substringAfter',
  'pad',
  'contains',
  'split',
  'join',
  'round',
  'power',
  'formatBase',
  'lookup',
  'append',
  'zip',
  'string',
)
const higher = fc.constantFrom('map', 'filter', 'single', 'each', 'sift', 'sort', 'reduce')
const operator = fc.constantFrom(
  '+',
  '-',
  '*',
  '/',
  '%',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&',
  'and',
  'or',
  'in',
  '??',
  '?:',
)

const pattern = fc.constantFrom('/a/', '/[ab]+/', '/(.)(.?)/', '/X/i', '/^a|x$/m', '/\\d+|é/', '/b|(a)/')
const replacement = fc.constantFrom(
  '""',
  '"-"',
  '"$0$1$2$$"',
  '"$12"',
  'function($m){$m.match & $m.groups[0]}',
)
const signature = fc.constantFrom('<n>', '<s-:s>', '<a<n>>', '<j?>', '<(sn)-n?:n>', '<x+>', '<b>')
const ofNumber = fc.constantFrom(
  '$formatNumber(?, "#,##0.0#")',
  '$formatNumber(?, "00%")',
  '$formatNumber(?, "0.0e0")',
  '$formatInteger(?, "w")',
  '$formatInteger(?, "#,##0;o")',
  '$formatInteger(?, "I")',
  '$fromMillis(?)',
  '$fromMillis($count(?) * 9e10, "[Y]-[M01]-[D1o] [FNn] [H01]:[m]")',
)
const ofText = fc.constantFrom('$toMillis(?)', '$toMillis(?, "[Y]")', '$decodeUrl(?)', '$number(?)')

/** What finds objects of the data, and makes none. */
const found = fc.oneof(
  fc.array(name, { minLength: 1, maxLength: 2 }).map((names) => names.join('.')),
  fc.tuple(name, name).map(([n, m]) => `${n}[${m} > 0]`),
  fc.constantFrom('**[a]', '$', 'a.%', 'a@$x.b[$x = 1]', '*'),
)

/** Texts of expressions out of everything that is covered. */
export const { expression } = fc.letrec<{ expression: string; path: string; step: string; lambda: string }>(
  (tie) => {
    const e = tie('expression')
    return {
      step: fc.oneof(
        { arbitrary: name, weight: 6 },
        { arbitrary: fc.constantFrom('*', '**', '$', '"a"'), weight: 1 },
        {
          arbitrary: fc.tuple(name, fc.integer({ min: -2, max: 2 })).map(([n, i]) => `${n}[${i}]`),
          weight: 2,
        },
        { arbitrary: fc.tuple(name, e).map(([n, p]) => `${n}[${p}]`), weight: 2 },
        { arbitrary: name.map((n) => `${n}[]`), weight: 1 },
        { arbitrary: name.map((n) => `${n}@$x`), weight: 1 },
        { arbitrary: name.map((n) => `${n}#$y`), weight: 1 },
        { arbitrary: fc.tuple(name, e).map(([n, p]) => `${n}[${p}]#$y`), weight: 1 },
        { arbitrary: name.map((n) => `${n}.%`), weight: 1 },
        { arbitrary: fc.tuple(name, name).map(([n, m]) => `(${n}.${m})[%.a = 1]`), weight: 1 },
        { arbitrary: e.map((p) => `(${p})`), weight: 1 },
        { arbitrary: fc.tuple(e, e).map(([p, q]) => `[${p}, ${q}]`), weight: 1 },
        { arbitrary: fc.tuple(name, e).map(([n, p]) => `{"${n}": ${p}}`), weight: 1 },
      ),
      path: fc
        .tuple(
          fc.array(tie('step'), { minLength: 1, maxLength: 3 }),
          fc.constantFrom('', '', '', '', '[]', '[0]', '^(a)', '^(>$)', '{"k": $}', '{a: b}'),
        )
        .map(([steps, end]) => steps.join('.') + end),
      lambda: fc.oneof(
        e.map((body) => `function($x){${body}}`),
        e.map((body) => `function($x, $y){${body}}`),
        fc.constantFrom(
          'function($x){$x}',
          'function($x, $y){$x > $y}',
          'function($x, $y){$x + $y}',
          'function($x){$x.a}',
        ),
        unary.map((f) => `$${f}`),
        fc.tuple(signature, e).map(([s, body]) => `function($x, $y)${s}{${body}}`),
      ),
      expression: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        literal,
        tie('path'),
        tie('path'),
        fc.tuple(e, operator, e).map(([l, o, r]) => `(${l} ${o} ${r})`),
        fc.tuple(unary, e).map(([f, a]) => `$${f}(${a})`),
        fc.tuple(binary, e, e).map(([f, a, b]) => `$${f}(${a}, ${b})`),
        fc.tuple(higher, e, tie('lambda')).map(([f, a, l]) => `$${f}(${a}, ${l})`),
        fc.tuple(e, unary).map(([a, f]) => `(${a} ~> $${f})`),
        fc.tuple(e, unary).map(([a, f]) => `(${a} ~> $${f}())`),
        fc.tuple(e, e, e).map(([c, t, f]) => `(${c} ? ${t} : ${f})`),
        fc
          .tuple(fc.constantFrom('match', 'contains', 'split'), e, pattern)
          .map(([f, a, p]) => `$${f}(${a}, ${p})`),
        fc
          .tuple(fc.constantFrom('match', 'split'), e, pattern, e)
          .map(([f, a, p, n]) => `$${f}(${a}, ${p}, ${n})`),
        fc.tuple(e, pattern, replacement).map(([a, p, r]) => `$replace(${a}, ${p}, ${r})`),
        fc.tuple(e, e, e).map(([a, p, r]) => `$replace(${a}, ${p}, ${r})`),
        fc.tuple(ofNumber, e).map(([f, a]) => f.replace('?', a)),
        fc.tuple(ofText, e).map(([f, a]) => f.replace('?', a)),
        fc.tuple(signature, e, e).map(([s, body, a]) => `function($x)${s}{${body}}(${a})`),
        fc.tuple(e, e).map(([a, start]) => `$reduce(${a}, function($x, $y){$x & $y}, ${start})`),
        // Of built-in functions applied in part it does not look at the kinds of the arguments.
        fc.constantFrom('$substring(?, 1)("abc")', '$append(?, [1])(a)', '$power(2, ?)(3)'),
        fc.tuple(e, e, e).map(([f, a, b]) => `($f := function($x, $z){${f}}; $f(${a}, ?)(${b}))`),
        fc.tuple(found, name, e, name).map(([p, n, u, d]) => `($ ~> |${p}|{"${n}": ${u}}, "${d}"|)`),
        e.map((a) => `$clone(${a})`),
        found.map((p) => `$eval(${JSON.stringify(p)})`),
        fc.tuple(e, e).map(([a, b]) => `($x := ${a}; ${b})`),
        fc.tuple(e, e).map(([a, b]) => `[${a}, ${b}]`),
        fc.tuple(name, e, name, e).map(([k, a, l, b]) => `{"${k}": ${a}, "${l}": ${b}}`),
        fc.constantFrom('$x', '$y', '$$', '$', '[1..3]', '$x[]', '$$.a', '$x.a', '$x.b[0].c', '$x[0].a'),
        e.map((a) => `-${a}`),
        fc.tuple(e, e).map(([a, p]) => `(${a})[${p}]`),
        e.map((a) => `(${a})[]`),
      ),
    }
  },
)
