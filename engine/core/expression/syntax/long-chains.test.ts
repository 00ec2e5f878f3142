import { expect, test } from 'vitest'
import type { Bounds } from '../bounds.ts'
import { compileExpression } from '../compile.ts'
import { interpreted, ours } from '../differential/interpreter.fixture.ts'

const input = { a: 1, b: 0, c: 'x', l: [1, 2] }

const numbered = (count: number, written: (at: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, at) => written(at))

test.each<[what: string, chain: (count: number) => string]>([
  ['sums', (count) => numbered(count, (at) => ['a', 'l[1]', '(a - 1)'][at % 3] ?? '').join(' + ')],
  ['signs that change', (count) => numbered(count, (at) => `a ${'+-*/%'.charAt(at % 5)} `).join('') + 'l[1]'],
  ['or', (count) => numbered(count, (at) => `a = ${at + 2}`).join(' or ')],
  ['or, which holds on the way', (count) => numbered(count, (at) => `a = ${70 - at}`).join(' or ')],
  ['and within or', (count) => numbered(count, (at) => `a = ${70 - at} and b = ${at - 69}`).join(' or ')],
  [
    'and, of things that are not there',
    (count) => numbered(count, (at) => (at === 70 ? 'd' : 'a')).join(' and '),
  ],
  ['texts', (count) => numbered(count, (at) => ['c', 'a', 'd', 'l'][at % 4] ?? '').join(' & ')],
  ['an error on the way', (count) => numbered(count, (at) => (at === 70 ? 'c' : 'a')).join(' + ')],
  ['an error on the left', (count) => `c + ${numbered(count, () => 'a').join(' + ')}`],
  [
    'a list that cannot be ordered',
    (count) => numbered(count, (at) => (at === 70 ? 'l < 1' : 'a')).join(' & '),
  ],
  ['a predicate around', (count) => `(${numbered(count, () => 'a').join(' + ')})[$ > 5]`],
  [
    'a predicate within',
    (count) => `(${numbered(count, () => 'a').join(' + ')})[0] + ${numbered(count, () => 'a').join(' + ')}`,
  ],
  [
    'what is assigned',
    (count) => `(${numbered(count, (at) => `($v := ${at})`).join(' + ')} + ($w := 1; $w))`,
  ],
  ['conditions', (count) => `${numbered(count, (at) => `a = ${at + 5} ? ${at} : `).join('')}l`],
  [
    'conditions, one of which holds',
    (count) => `${numbered(count, (at) => `a = ${at - 69} ? [l] : `).join('')}3`,
  ],
  ['conditions and nothing else', (count) => numbered(count, (at) => `a = ${at + 5} ? ${at}`).join(' : ')],
  ['conditions, and ??', (count) => `${numbered(count, () => 'a = 3 ? 1 : ').join('')}(d ?? 5)`],
  ['conditions, and ?:', (count) => `${numbered(count, () => 'a = 3 ? 1 : ').join('')}d ?: 5`],
  [
    'calls that a function ends with',
    (count) =>
      `function($x){${numbered(count, (at) => `$x = ${at} ? $string($x) : `).join('')}$uppercase(c)}(100)`,
  ],
  [
    'such calls, and a predicate',
    (count) =>
      `$map([5, 99, 1000], function($x){(${numbered(count, (at) => `$x = ${at} ? $string($x) : `).join('')}$uppercase("c"))[0]})`,
  ],
])('%s, few and many, give what the interpreter gives', async (_what, chain) => {
  for (const count of [3, 79, 80, 81, 82, 160, 161, 162, 700]) {
    const text = chain(count)
    expect([count, ours(text, input, {})]).toEqual([count, await interpreted(text)(input, {})])
  }
})

test('what a long row leads to is filtered, where it stands in a block with a predicate', () => {
  const row = Array.from({ length: 100 }, (_, at) => `$x = ${at} ? $string($x) : `).join('')
  const { evaluate } = compileExpression(
    `$map([5, 99, 1000], function($x){(${row}$uppercase("c"))[$ = $$.q]})`,
  )
  expect(['5', '99', 'C', 'd'].map((q) => evaluate({ q }))).toEqual(['5', '99', 'C', undefined])
})

test('the left side of ?: is evaluated once at the end of a long row, too', () => {
  const draws = [0.5, 0.25]
  const { evaluate } = compileExpression(`${'a = 2 ? 1 : '.repeat(100)}$random() ?: 5`)
  expect(evaluate(input, {}, { now: 0, random: () => draws.shift() ?? 1 })).toBe(0.5)
})

test.each<[what: string, text: string, bounds: Partial<Bounds>]>([
  ['operators', `$map([1..1000], function($x){${Array(1_600).fill('$x').join(' + ')}})`, { steps: 300_000 }],
  ['texts', Array(700).fill('c').join(' & '), { bytes: 100_000 }],
  ['lists gone through for "and"', Array(200).fill('many').join(' or '), { steps: 10_000 }],
])('%s of a long chain are paid for', (_what, text, bounds) => {
  const data = { c: 'x', many: Array(10_000).fill(0) }
  expect(() => compileExpression(text, { bounds }).evaluate(data)).toThrow(/budget of steps|MB of texts/)
})

test('of 2,000 operators, or conditions, there is an end', () => {
  const sum = (count: number): string => Array(count).fill('a').join(' + ')
  expect(compileExpression(sum(2_001)).evaluate(input)).toBe(2_001)
  expect(() => compileExpression(sum(2_002))).toThrow(/more than 2000 operators or conditions/)
  const cases = (count: number): string => `${'a = 2 ? 1 : '.repeat(count)}3`
  expect(compileExpression(cases(2_000)).evaluate(input)).toBe(3)
  expect(() => compileExpression(cases(2_001))).toThrow(/more than 2000 operators or conditions/)
})

test('conditions in conditions are read in a time that grows with their length', () => {
  // With what comes first as the longest: all of it was written out at each level, which took minutes.
  const nested = `${'payload.c ? '.repeat(3_000)}1${' : 2'.repeat(3_000)}`
  expect(() => compileExpression(nested)).toThrow(/levels deep/)
}, 10_000)
