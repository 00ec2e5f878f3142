import { expect, test } from 'vitest'
import { compileExpression } from './compile.ts'
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
