import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import type { HostFunction, HostFunctions } from './host-function.ts'

const lend = (call: HostFunction['call'], signature?: string): HostFunctions => ({
  f: signature === undefined ? { call } : { call, signature },
})

function outcome(
  text: string,
  functions: HostFunctions,
  input: unknown = {},
  bindings?: Record<string, unknown>,
) {
  try {
    return compileExpression(text, { functions, variables: Object.keys(bindings ?? {}) }).evaluate(
      input,
      bindings,
    )
  } catch (error) {
    const { code, token, position } = error as { code?: string; token?: string; position?: number }
    return { code, token, position }
  }
}

const add = (a: unknown, b: unknown) => Number(a) + Number(b)

test.each<[text: string, result: unknown]>([
  ['$f(1, 2)', 3],
  ['1 ~> $f(2)', 3],
  ['$f(1, ?)(2)', 3],
  ['$reduce([1, 2, 3], $f)', 6],
  ['($g := $f; $g(1, 2))', 3],
  ['[1..3].$f($, 10)', [11, 12, 13]],
  ['$eval("$f(1, 2)")', 3],
  ['($f := function($a) { $a * 100 }; $f(2))', 200],
])('%s is %j', (text, result) => {
  expect(outcome(text, lend(add))).toEqual(result)
  expect(outcome(text, lend(add, '<nn:n>'))).toEqual(result)
})

test('what is bound for one evaluation goes before what is lent to all', () => {
  expect(outcome('$f', lend(add), {}, { f: 5 })).toBe(5)
})

test('arguments are checked by the signature, and may be taken from the context', () => {
  const upper = lend((text) => String(text).toUpperCase(), '<s-:s>')
  expect(outcome('payload.$f()', upper, { payload: 'abc' })).toBe('ABC')
  expect(outcome('$f(1)', upper)).toEqual({ code: 'T0410', token: 'f', position: 3 })
})

test('lists come as lists, and what is given is used as any value', () => {
  const pairs = lend((values) => (values as unknown[]).map((value) => ({ value })))
  expect(outcome('$f([1, 2]).value', pairs)).toEqual([1, 2])
  expect(outcome('$f(payload.c)[1].value', pairs, { payload: [{ c: 1 }, { c: 2 }] })).toBe(2)
})

test.each<[what: string, call: HostFunction['call']]>([
  ['a promise', () => Promise.resolve(1)],
  ['a function', () => () => 1],
  ['an object with a promise', () => ({ later: Promise.resolve(1) })],
  ['an object with a function', () => ({ list: [() => 1] })],
  ['what is waited for', () => Object.fromEntries(['then'].map((name) => [name, () => 1]))],
])('%s is no value', (_what, call) => {
  expect(outcome('$f()', lend(call))).toMatchObject({ code: 'M1007', token: 'f' })
})

test('what it throws is an error of the expression', () => {
  const fails = lend(() => {
    throw new TypeError('no such room')
  })
  expect(() => compileExpression('$f()', { functions: fails }).evaluate({})).toThrow(/no such room/)
  expect(outcome('$f()', fails)).toMatchObject({ code: 'U1002' })
})

test.each(['sum', 'eval', 'a b', '', '$f'])('a function can not be called %j', (name) => {
  expect(() => compileExpression('1', { functions: { [name]: { call: add } } })).toThrow(RangeError)
})

test('a function is given in an object, and its signature in angle brackets', () => {
  const twice = (x: unknown): number => Number(x) * 2
  const given = (functions: unknown) => () =>
    compileExpression('$twice(4)', { functions: functions as HostFunctions })
  expect(given({ twice })).toThrow(/"twice" is to be given as \{ call/)
  expect(given({ twice: { call: twice, signature: 'n:n' } })).toThrow(/"<s-n\?:s>", got "n:n"/)
  expect(given({ twice: { call: twice, signature: '<n:n>' } })().evaluate({})).toBe(8)
})

test('the same text with other functions is another expression, with the same ones it is compiled once', () => {
  const one = lend(() => 1)
  const two = lend(() => 2)
  expect([outcome('$f()', one), outcome('$f()', two), outcome('$f()', one)]).toEqual([1, 2, 1])
  expect(compileExpression('$f()', { functions: one })).toBe(compileExpression('$f()', { functions: one }))
})

test('calls that go on for ever use up the budget', () => {
  expect(
    outcome(
      '($g := function() { $f($g()) }; $g())',
      lend(() => 1),
    ),
  ).toMatchObject({ code: 'U1001' })
  expect(
    outcome(
      '$count([1..3000000].$f())',
      lend(() => 1),
    ),
  ).toMatchObject({ code: 'U1001' })
})

test('a misspelt name is told of those that are lent', () => {
  expect(() =>
    compileExpression('$distnce(1)', { functions: { distance: { call: add } }, variables: [] }),
  ).toThrow('did you mean $distance?')
})

test('a RangeError that it throws is no bound of the evaluation', () => {
  const fails = lend(() => {
    throw new RangeError('no such row')
  })
  expect(outcome('$f()', fails)).toMatchObject({ code: 'U1002', token: 'f' })
})

test('it gets plain lists, whatever they were in the expression', () => {
  const keys = lend((value) => Reflect.ownKeys(JSON.parse(JSON.stringify(value)) as object).length)
  const symbols = lend((value) => {
    const parts = [value, ...Object.values(value as object)] as object[]
    return parts.flatMap((part) => Object.getOwnPropertySymbols(part)).length
  })
  const input = { c: [{ d: 1 }, { d: 2 }] }
  expect(outcome('$f(c.d)', symbols, input)).toBe(0)
  expect(outcome('$f({ "x": c.d })', symbols, input)).toBe(0)
  expect(outcome('$f([c.d])', symbols, input)).toBe(0)
  expect(outcome('$f($)', keys, [1, 2])).toBe(3)
})

test.each(['$f($sum)', '$f([function($x) { $x }])', '$f({ "x": $sum })', '$map([1], $f($f, ?))'])(
  '%s hands it no function',
  (text) => {
    expect(outcome(text, lend(add))).toMatchObject({ code: 'T0410', token: 'f' })
  },
)

test('an argument that may be left out is not lost', () => {
  const scaled = lend((value, factor = 1) => Number(value) * Number(factor))
  expect(outcome('$f(?, 3)(2)', scaled)).toBe(6)
})

test.each(['$g', '[$g]', '{ "a": $g }', '($x := $g; { "a": $x })', 'c = 1 ? $g : 2'])(
  '%s: a function that is bound is no result',
  (text) => {
    expect(outcome(text, {}, { c: 1 }, { g: () => 1 })).toMatchObject({ code: 'M1004' })
  },
)
