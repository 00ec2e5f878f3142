import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proveLinear, type LinearProof } from './linear-proof.ts'
import { ownProgram, searchFor } from './own-search.fixture.ts'
import { randomFlags, randomPattern, randomText } from './random-pattern.fixture.ts'

const proofOf = ({ source, flags }: RegExp): LinearProof | undefined => proveLinear(ownProgram(source, flags))

describe('proved to be linear', () => {
  test.each([
    /a/,
    /a+/,
    /\d+(\.\d+)?/,
    /^a*b/,
    /^(?:a|b)*$/,
    /^(\w+\/)*\w+$/,
    /^(?:ab)*c/,
    /\b\w+\b/,
    /^.*$/m,
    /^(?=.*a)(?=.*b).{8,}$/,
    /\/[^/]+$/,
    /"[^"]*"|x/,
    /(a*)*/,
    /(?:|a)*b?/,
  ])('%s', (regex) => {
    expect(proofOf(regex)).toBeDefined()
  })
})

describe('not proved, since it takes more', () => {
  test.each<[RegExp, string]>([
    [/^(a+)+$/, 'exponential: a loop in a loop'],
    [/^(a|a)*$/, 'exponential: two ways to take the same'],
    [/^(a|aa)+$/, 'exponential: aa or a and a'],
    [/^(.*)*x/, 'exponential'],
    [/^(?:a*?)*b/, 'exponential'],
    [/^(?:a|b|ab)*c$/, 'exponential: ab or a and b'],
    [/^(?:a?b?c?)*$/, 'exponential: ab or a and b'],
    [/^(?:a?){30}a{30}$/, 'as many ways as there are to leave out one of thirty'],
    [/^a*a*$/, 'quadratic: two loops in a row'],
    [/^.*,.*$/, 'quadratic: any of the commas'],
    [/(?:ab)*c/, 'quadratic: from each place to the end'],
    [/a*b/, 'quadratic: from each place to the end'],
    [/\s+$/, 'quadratic: from each place to the end'],
    [/<[^>]*>/, 'quadratic: from each place to the end'],
    [/(?=.*b)a/, 'quadratic: looks to the end from each place'],
    [/x.{1,300}y/, 'linear, but three hundred ways at once'],
    [/^(a|b)\1/, 'linear, but with a back-reference'],
    [/(?<=a)b/, 'linear, but with a look-behind'],
  ])('%s: %s', (regex) => {
    expect(proofOf(regex)).toBeUndefined()
  })
})

describe('a search reads beyond its match', () => {
  test.each<[RegExp, number]>([
    [/a/, 1],
    [/a+/, 2],
    [/a(?:bcd)?/, 4],
    [/\d+(?:\.\d+)?/, 3],
    [/^a(?:.*b)?/, Infinity],
    [/^(?=.*b)a/, Infinity],
  ])('%s: %d', (regex, characters) => {
    expect(proofOf(regex)?.beyond).toBe(characters)
  })
})

/** Steps of a search that goes through the whole tree, as RegExp does: it remembers nothing and skips nothing. */
function stepsOfTree(
  source: string,
  flags: string,
  text: string,
): { readonly steps: number; readonly end: number } {
  const program = ownProgram(source, flags)
  for (const instruction of program.instructions) {
    instruction.point = -1
    instruction.follow = undefined
  }
  let steps = 0
  const match = searchFor(program)(text, 0, (more) => {
    steps += more
  })
  return { steps, end: match?.end ?? Infinity }
}

test('no text takes more than was proved', () => {
  const pumped = fc
    .tuple(randomText, randomText, randomText)
    .map(([before, pump, after]) => before + pump.repeat(20) + after.repeat(3))
  let proved = 0
  const property = fc.property(
    randomPattern,
    randomFlags,
    fc.array(pumped, { minLength: 3, maxLength: 3 }),
    (source, flags, texts) => {
      const proof = proveLinear(ownProgram(source, flags))
      if (proof === undefined) return
      proved++
      for (const text of texts) {
        const { steps, end } = stepsOfTree(source, flags, text)
        const places = Math.min(text.length, end + proof.beyond) + 1
        // An instruction takes a few steps: it may be gone back to, and what it keeps takes memory.
        expect(steps, text).toBeLessThan(8 * proof.work * places + 600)
      }
    },
  )
  fc.assert(property, { numRuns: 500 })
  expect(proved).toBeGreaterThan(250)
})
