import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'

const outcome = (text: string): unknown => {
  try {
    return compileExpression(text).evaluate({})
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}

test.each([
  ['$replace("a", "1", function($m) { "x" })', 'a'],
  ['$replace("a", "a", function($m) { "x" })', 'D3012'],
  ['$replace("a", /a/, function($m) { "x" })', 'x'],
  ['$replace("a", /a/, function($m) { 1 })', 'D3012'],
])('what is put in place of a text is wanted only where it is found: %s', (text, expected) => {
  expect(outcome(text)).toBe(expected)
})
