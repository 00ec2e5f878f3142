import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import { ExpressionError } from '../expression-error.ts'
import { wrongOperandsIn } from './wrong-operands.ts'

test.each<[text: string, message: string, remedy?: string]>([
  [
    "'hot: ' + payload.c",
    '+ takes numbers, and "hot: " is a text: it fails',
    'write & in place of + to join texts',
  ],
  ["payload.c * '2'", '* takes numbers, and "2" is a text: it fails', 'write the number without quotes'],
  ['payload.c - true', '- takes numbers, and true is true or false: it fails'],
  [
    'payload.c > null',
    '> takes numbers or texts, and null is null: it fails',
    'write $exists(payload.c) to ask whether there is a value',
  ],
  ['payload.c <= {"a": 1}', '<= takes numbers or texts, and what is on one side is an object: it fails'],
  ['payload.on ? payload.c + [1]', '+ takes numbers, and what is on one side is a list: it fails'],
  [
    '5 < payload.a < 10',
    '< takes numbers or texts, and what is on its left is a comparison, true or false: it fails',
    'write 5 < payload.a and payload.a < 10',
  ],
])('%s', (text, message, remedy) => {
  expect(wrongOperandsIn(text)).toEqual([{ message, remedy }])
})

/** As operands, and as what an event may have in their place. */
const literals = ['1', "'a'", "'2'", 'true', 'null', '[1]', '{"a": 1}', '(1)', "('a')"]
const values = [undefined, 1, 'a', true, null, [], [1], {}]

test.each(['+', '-', '*', '/', '%', '<', '<=', '>', '>=', '=', '!=', '&', 'and', 'or', 'in'])(
  'of %s with a literal just what fails whatever the event is told',
  (operator) => {
    for (const literal of literals)
      for (const text of [`v ${operator} ${literal}`, `${literal} ${operator} v`])
        expect([text, wrongOperandsIn(text).length > 0]).toEqual([text, values.every((v) => fails(text, v))])
  },
)

function fails(text: string, v: unknown): boolean {
  try {
    compileExpression(text).evaluate(v === undefined ? {} : { v })
    return false
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return true
  }
}
