import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { agree, interpreted, ours, shownDifference } from './interpreter.fixture.ts'
import { data, expression } from './random-expression.fixture.ts'

/** Each over so many values. More, and others, by hand: EXPRESSIONS=100000 SEED=5 vitest run differential. */
const DATA = 5
const EXPRESSIONS = Number(process.env['EXPRESSIONS'] ?? 20_000)
const SEED = Number(process.env['SEED'] ?? 1)
const TIME_LIMIT = 120_000 + EXPRESSIONS * 20

/**
 * The interpreter drops the result of a function that ends with a block with a predicate, since it filters
 * the call in tail position instead of what that gives. We filter the result.
 */
const PREDICATE_AT_THE_END = /function\(.*\)\[/

const bindings = { y: 7 }

/** The first expression, and value, of which something else comes out; `read`: what we read in place of a text. */
async function difference(count: number, read: (text: string) => string): Promise<string | undefined> {
  let compared = 0
  const property = fc.asyncProperty(
    expression,
    fc.array(data, { minLength: DATA, maxLength: DATA }),
    async (text, inputs) => {
      fc.pre(!PREDICATE_AT_THE_END.test(text))
      const theirs = interpreted(text)
      for (const input of inputs) {
        // It makes `[undefined]` of an empty array that an object is made of, be it one that it has just copied.
        if (text.includes('|') && JSON.stringify(input).includes('[]')) continue
        const [their, own] = [await theirs(input, bindings), ours(read(text), input, bindings)]
        compared++
        expect(agree(text, their, own), shownDifference(text, input, their, own)).toBe(true)
      }
    },
  )
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: count, seed: SEED })
  if (failed) return `${JSON.stringify(counterexample)}\n${String(errorInstance)}`
  // What is left out is little.
  expect(compared).toBeGreaterThanOrEqual(count * DATA * 0.9)
  return undefined
}

test(
  'generated expressions over generated data give the same value or the same error as the official interpreter',
  async () => {
    expect(await difference(EXPRESSIONS, (text) => text)).toBeUndefined()
  },
  TIME_LIMIT,
)

test.each([
  ['at least is more than', '>=', '>'],
  ['rounding up is rounding down', '$ceil', '$floor'],
  ['a list of one is that one', '[]', ''],
  ['the last is the first', '[-1]', '[0]'],
  ['what is above is what is here', '%.', '$.'],
  ['and is or', ' and ', ' or '],
  ['joining is adding', ' & ', ' + '],
])(
  'a fault is found: %s',
  async (_what, from, to) => {
    expect(await difference(EXPRESSIONS, (text) => text.replaceAll(from, to))).toBeDefined()
  },
  TIME_LIMIT,
)
