import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import { ExpressionError } from '../expression-error.ts'
import { errorSpan } from './error-span.ts'

const event = { payload: { c: 1, text: 'a', 'a b': {} }, topic: 'a/b' }

/** The part of a text that its error is about. */
function blamed(text: string): string | undefined {
  try {
    compileExpression(text, { variables: ['limit'] }).evaluate(event)
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    const span = errorSpan(error, text)
    return span && text.slice(span.from, span.to)
  }
  return 'no error'
}

test.each([
  ['payload.c > $limt', '$limt'],
  ['payload.c + payload.text', '+'],
  ['payload.text > 5', '>'],
  ['1 + $abs(payload.text)', '$abs'],
  ['1 + $asb(payload.text)', '$asb'],
  ['payload.c(5)', 'c'],
  ['payload.c 5', '5'],
  ['payload.c `a b`', '`a b`'],
  ['payload.c "a b"', '"a b"'],
  ['payload.c )', ')'],
  ['payload.c > ', '>'],
  ['(payload.c', 'c'],
  ['payload.text = "a', '"a'],
  ['payload.`a', '`a'],
  ['payload.c /* never closed', '/* never closed'],
  ['"a\\qb"', '"a\\qb"'],
  ['-payload.text', '-'],
  ['[1..payload.text]', '..'],
])('of the error in %s to blame is %s', (text, part) => {
  expect(blamed(text)).toBe(part)
})

test('an error without a place has none in the text', () => {
  expect(errorSpan({ position: undefined, token: 'a' }, 'a')).toBeUndefined()
  expect(errorSpan({ position: 1, token: undefined }, '')).toBeUndefined()
})
