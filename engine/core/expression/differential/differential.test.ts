import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { interpreted, type Outcome, ours, shownDifference, verdict } from './interpreter.fixture.ts'
import { call, inputs } from './random-call.fixture.ts'
import { data, expression } from './random-expression.fixture.ts'
import { joined, joins } from './random-path.fixture.ts'

/** Each over so many values. More, and others, by hand: EXPRESSIONS=100000 SEED=5 vitest run differential. */
const DATA = 5
const EXPRESSIONS = Number(process.env['EXPRESSIONS'] ?? 12_000)
const SEED = Number(process.env['SEED'] ?? 1)
const TIME_LIMIT = 120_000 + EXPRESSIONS * 20

/**
 * The interpreter drops the result of a function that ends with a block with a predicate, since it filters
 * the call in tail position instead of what that gives. We filter the result.
 */
const PREDICATE_AT_THE_END = /function\(.*\)\[/

/** Of the left side of ?? and ?: it makes a copy, in which a regular expression is another one, and finds things for ever. */
const REGEX_COPIED = /, \/.*\?[?:] /

const PICTURE = /\$(format|from)/

/** Of all errors; which of several is told is left to chance there. */
const MOST_OTHER_ERRORS = 0.02

const bindings = { y: 7 }

/**
 * The first expression, and value, of which something else comes out; `read`: what we read in place of a text, `told`: what
 * is said to come out of ours.
 */
async function difference(
  count: number,
  read: (text: string) => string,
  told: (own: Outcome) => Outcome = (own) => own,
): Promise<string | undefined> {
  let [compared, errors, accidents] = [0, 0, 0]
  const otherErrors: string[] = []
  const property = fc.asyncProperty(
    expression,
    fc.array(data, { minLength: DATA, maxLength: DATA }),
    async (text, inputs) => {
      fc.pre(!PREDICATE_AT_THE_END.test(text) && !REGEX_COPIED.test(text))
      const theirs = interpreted(text)
      for (const input of inputs) {
        // It writes numbers from 1e21 in digits only up to there, and such a time is none.
        if (PICTURE.test(text) && JSON.stringify(input).includes('e+21')) continue
        // It makes `[undefined]` of an empty array that an object is made of, be it one that it has just copied.
        if (text.includes('|') && JSON.stringify(input).includes('[]')) continue
        const [their, own] = [await theirs(input, bindings), told(ours(read(text), input, bindings))]
        compared++
        const found = verdict(text, their, own)
        if ('code' in their) errors++
        if (found === 'other error') otherErrors.push(shownDifference(text, input, their, own))
        if (found === 'accident') accidents++
        expect(found, shownDifference(text, input, their, own)).not.toMatch(/different|other place/)
      }
    },
  )
  const { failed, counterexample, errorInstance } = await fc.check(property, { numRuns: count, seed: SEED })
  if (failed) return `${JSON.stringify(counterexample)}\n${String(errorInstance)}`
  // What is left out is little.
  expect(compared).toBeGreaterThanOrEqual(count * DATA * 0.85)
  expect(accidents).toBeLessThan(errors * 0.05)
  return otherErrors.length > errors * MOST_OTHER_ERRORS ? otherErrors.slice(0, 20).join('\n') : undefined
}

test(
  'generated expressions over generated data give the same value or the same error as the official interpreter',
  async () => {
    expect(await difference(EXPRESSIONS, (text) => text)).toBeUndefined()
  },
  TIME_LIMIT,
)

test(
  'so do paths on which something is bound, filtered, ordered and grouped',
  async () => {
    const count = EXPRESSIONS / 2
    let [values, errors] = [0, 0]
    const property = fc.asyncProperty(joins, async (text) => {
      const [their, own] = [await interpreted(text)(joined, {}), ours(text, joined, {})]
      expect(verdict(text, their, own), shownDifference(text, joined, their, own)).toMatch(/same|other error/)
      if ('code' in their) errors++
      else if (their.value !== undefined) values++
    })
    await fc.assert(property, { numRuns: count, seed: SEED })
    expect(values).toBeGreaterThan(count * 0.15)
    expect(errors).toBeGreaterThan(count * 0.15)
  },
  TIME_LIMIT,
)

test(
  'so do calls of built-in functions with any arguments',
  async () => {
    const property = fc.asyncProperty(call, fc.constantFrom(...inputs), async (text, input) => {
      const [their, own] = [await interpreted(text)(input, {}), ours(text, input, {})]
      expect(verdict(text, their, own), shownDifference(text, input, their, own)).toMatch(/same|accident/)
    })
    await fc.assert(property, { numRuns: EXPRESSIONS / 2, seed: SEED })
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

test.each<[what: string, told: (own: Outcome) => Outcome]>([
  ['one code for another', (own) => ('code' in own && own.code === 'T2001' ? { code: 'T2002' } : own)],
  [
    'another for one that is rare',
    (own) => ('code' in own && own.code === 'T0410' ? { code: 'T0411' } : own),
  ],
  [
    'another token',
    (own) =>
      'code' in own && own.place !== undefined ? { ...own, place: own.place.replace('<=', '<') } : own,
  ],
  [
    'another position',
    (own) =>
      'code' in own && own.place !== undefined ? { ...own, place: own.place.replace(/4$/, '5') } : own,
  ],
  ['keys in another order', (own) => ('value' in own ? { value: withKeysReversed(own.value) } : own)],
])(
  'a fault is found: %s',
  async (_what, told) => {
    expect(await difference(EXPRESSIONS / 4, (text) => text, told)).toBeDefined()
  },
  TIME_LIMIT,
)

/** Of a value as it is compared: the fields of an object the other way round. */
function withKeysReversed(value: string | undefined): string | undefined {
  if (value?.startsWith('{') !== true) return value
  const fields = Object.entries(JSON.parse(value) as object) // it is one, by its first character
  return JSON.stringify(Object.fromEntries(fields.toReversed()))
}
