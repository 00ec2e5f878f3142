import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileExpression } from '../compile.ts'
import { Run } from '../frame.ts'
import { Signature } from './signature.ts'
import { fittingBeginning, sharesOf } from './signature-match.ts'

const quantifiers = ['', '', '?', '+', '??', '+?']
const parameter = fc.tuple(
  fc.constantFrom('s', 'n', 'x', 'f', '(sn)', '(nb)'),
  fc.constantFrom(...quantifiers),
)
const kindsOf: Record<string, string> = {
  s: 'sm',
  n: 'nm',
  x: 'asnblfom',
  f: 'f',
  '(sn)': 'snm',
  '(nb)': 'nbm',
}
const seed = Number(process.env['SEED'] ?? 1)

/** What JSONata's own regular expression of a signature gives. */
test('arguments are shared out as by the regular expression that JSONata makes', () => {
  const symbols = fc.array(fc.constantFrom('s', 'n', 'm', 'f', 'b'), { maxLength: 7 })
  fc.assert(
    fc.property(fc.array(parameter, { maxLength: 5 }), symbols, (definition, given) => {
      const { parameters } = new Signature(`<${definition.flat().join('')}>`)
      const text = given.join('')
      const parts = definition.map(([letter, quantifier]) => `([${kindsOf[letter]}]${quantifier})`)
      const match = new RegExp(`^${parts.join('')}$`).exec(text)
      const expected = match?.slice(1).map((taken) => taken.length)
      expect(sharesOf(parameters, text, undefined)).toEqual(expected)
      if (expected !== undefined) return
      const beginnings = parts.map(
        (_, i) => new RegExp(`^${parts.slice(0, i + 1).join('')}`).exec(text)?.[0].length,
      )
      const failing = beginnings.indexOf(undefined)
      const good = (failing < 0 ? beginnings : beginnings.slice(0, failing)).at(-1) ?? 0
      expect(fittingBeginning(parameters, text)).toBe(good)
    }),
    { seed, numRuns: 5_000 },
  )
})

describe('a signature that would take for ever', () => {
  test('is answered', () => {
    const call = `(function($a)<s+s+s+s+s+s+s+s+b:s>{1})(${Array(200).fill('"a"').join()})`
    expect(() => compileExpression(call).evaluate({})).toThrow(/argument 201/)
  })

  test('costs in proportion', () => {
    const run = new Run(undefined, undefined, undefined)
    const before = run.looks
    expect(() =>
      new Signature(`<${'s+'.repeat(30)}b>`).validate(Array(100).fill('a'), undefined, run),
    ).toThrow('argument')
    expect(before - run.looks).toBe(31 * 100)
  })
})

test.each(['<(s]n)>', '<(^s)>', '<(s>', '<(a<n>)>', '<(s.)>', '<((s))>'])(
  '%s is no choice of types',
  (definition) => {
    expect(() => new Signature(definition)).toThrow('a choice of types holds letters')
  },
)

test.each(['<s<n>>', '<(sn)<n>>'])('only lists and functions hold types: %s', (definition) => {
  expect(() => new Signature(definition)).toThrow('only a (array) and f (function)')
})
