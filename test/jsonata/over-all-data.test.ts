import { expect, test } from 'vitest'
import {
  interpreted,
  ours,
  shownDifference,
  verdict,
} from '../../engine/core/expression/differential/interpreter.fixture.ts'
import { describeWithData } from '../shared-data.ts'
import { readSuite } from './read-suite.ts'
import type { SuiteCase } from './suite-case.ts'

/** The interpreter takes its time, and its memory, over lists of millions of numbers. */
const isLarge = ({ expression }: SuiteCase): boolean => /\d{6,}|\de\d/.test(expression)

/** Of a built-in function applied in part the interpreter does not look at the kinds of the arguments; we do. */
const isApplied = ({ expression }: SuiteCase): boolean => expression.includes('$match(?')

describeWithData('every expression of the suite over every data set of it', 'jsonata', (folder) => {
  test('gives what it gives with the official interpreter', async () => {
    const cases = readSuite(folder)
    const inputs = new Map(cases.map(({ input }) => [JSON.stringify(input), input]))
    const texts = new Map(
      cases.filter((one) => !isLarge(one) && !isApplied(one)).map((one) => [one.expression, one]),
    )
    const differences: string[] = []
    const otherErrors: string[] = []
    let [compared, errors] = [0, 0]
    for (const [text, { bindings }] of texts) {
      const theirs = interpreted(text)
      for (const input of inputs.values()) {
        const [their, own] = [
          await theirs(input, bindings),
          ours(text, input, bindings, { now: 0, random: () => 0 }),
        ]
        compared++
        const found = verdict(text, their, own)
        if (found === 'different' || found === 'other place')
          differences.push(shownDifference(text, input, their, own))
        if (found === 'other error') otherErrors.push(shownDifference(text, input, their, own))
        if ('code' in their) errors++
      }
    }
    expect(differences).toEqual([])
    // Which of several errors is told is left to chance in the interpreter.
    expect(otherErrors.length, otherErrors.slice(0, 20).join('\n')).toBeLessThan(errors * 0.02)
    expect(compared).toBeGreaterThan(60_000)
  }, 600_000)
})
