import { expect, test } from 'vitest'
import { compileExpression } from './compile.ts'
import { ExpressionError } from './expression-error.ts'
import { slipIn } from './slip.ts'

test.each([
  ['payload.c == 3', 'write = for "is equal"'],
  ['payload.c === 3', 'write = for "is equal"'],
  ['payload.c !== 3', 'write != for "is not equal"'],
  ['payload.a && payload.b', 'write "and" in place of &&'],
  ['payload.a || payload.b', 'write "or" in place of ||'],
  ['!payload.on', 'write $not(...) in place of !'],
  ['not payload.on', 'write $not(...)'],
  ['payload.a is null', 'write = null, or $not($exists(payload.name))'],
  ['{room}', 'braces are for the topics of sinks; in an expression write params.room'],
  ['house/{room}', 'braces are for the topics of sinks; in an expression write params.room'],
  ['{{payload.c}} > 8', 'braces are for the topics of sinks; in an expression write payload.c'],
  ['$map(payload.l, x => x + 1)', 'write a function as function($x) { $x + 1 }'],
  ['payload.text = "a == b" and', undefined],
  ['payload.c >', undefined],
])('%s is refused, with the remedy %s', (text, remedy) => {
  expect(() => compileExpression(text)).toThrow(ExpressionError)
  expect(slipIn(text)).toBe(remedy)
})

test.each([
  ['$abss(1)', 'there is no function $abss: did you mean $abs? (at character 5)'],
  ['$avg(payload.c)', 'there is no function $avg: did you mean $average? (at character 4)'],
  ['$limt', 'there is no variable $limt: did you mean $limit? (at character 5)'],
  ['$frobnicate(1)', 'there is no function $frobnicate (at character 11)'],
])('%s: %s', (text, message) => {
  expect(() => compileExpression(text, { variables: ['limit'] })).toThrow(message)
})

test.each([
  [
    'payload > 80',
    'cannot compare "82" (a text) with 80 by >: expected two numbers or two texts; $number(...) makes a number of a text (at character 9)',
  ],
  ['payload > true', 'cannot compare by >: expected numbers or texts, got true (at character 9)'],
])('%s on "82": %s', (text, message) => {
  expect(() => compileExpression(text).evaluate({ payload: '82' })).toThrow(message)
})
