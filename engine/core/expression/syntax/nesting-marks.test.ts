import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import { nestingMarks } from './nesting-marks.ts'

const seed = Number(process.env['SEED'] ?? 1)
const token = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|`[^`]*`|\/\*[^]*?\*\/|\?\?|\?:|[()[\]{},;]/g

/** What is skipped is what the expression matches that begins a text, a quoted name or a comment. */
test('marks are those of the regular expression that says the same', () => {
  const piece = fc.constantFrom('"', "'", '`', '\\', '/*,"*/', '?', ':', '(', ']', ',', 'a', '\n')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      const expected = [...text.matchAll(token)]
        .filter(({ 0: found }) => !/^(["'`]|\/\*)/.test(found))
        .map(({ 0: found, index }) => ({ token: found, index }))
      expect([...nestingMarks(text)].filter(({ token }) => token !== '/')).toEqual(expected)
    }),
    { seed, numRuns: 10_000 },
  )
})

test.each<[text: string, marks: string]>([
  ['$contains(a, /"/) ?? 1 & /"/', '(,)??'],
  ["a ~> /'(?:x|[/])'/i ?? '??'", '??'],
  ['a / b ?? c / "?:"', '??'],
  ['(a) /* ?? */ / 2 ?: "/"', '()?:'],
  ['a and /"/ ?? "', '/'],
  ['band / 2 ?? 1 / "??"', '??'],
  ['/\\/"/ ?? 1', '??'],
  ['/a ?? b', ''],
])('regular expressions are told from divisions: %s', (text, marks) => {
  expect([...nestingMarks(text)].map(({ token }) => token).join('')).toBe(marks)
})

test('what a quote in a regular expression would hide is seen', () => {
  const nested = Array(22)
    .fill(0)
    .reduce<string>((inner) => `(${inner} ?? 1)`, 'a')
  expect(() => compileExpression(`$contains("a", /"/) & ${nested} & $string(/"/)`)).toThrow(
    '?? and ?: within each other',
  )
  expect(() => compileExpression(`a and /"/ & ${nested} & $string(/"/)`)).toThrow(
    '?? and ?: within each other',
  )
})
