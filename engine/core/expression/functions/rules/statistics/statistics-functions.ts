import { addToLine, slopeOfLine, startLine } from '../../../../model/exact/least-squares.ts'
import { quantileOf } from '../../../../model/exact/quantile.ts'
import { addToSpread, sampleVariance, startSpread } from '../../../../model/exact/sample-variance.ts'
import { ExpressionError } from '../../../expression-error.ts'
import type { Run } from '../../../frame.ts'
import { badArgument } from '../bad-argument.ts'
import { type RuleFunction, ruleFunction } from '../rule-function.ts'

const input = { payload: { cycles: [42, 40, 44, 41, 90] } }
const like = 'as in the aggregates of a window, which keep it up event by event'
const values = 'a list of numbers'

/** What is computed from may be infinite. Throws D1001. */
function demandFinite(numbers: readonly number[]): void {
  for (const value of numbers) if (!Number.isFinite(value)) throw new ExpressionError('D1001', { value })
}

/** Putting numbers in order takes more than one look at each. */
function paySorting(run: Run, { length }: readonly number[]): void {
  run.look(length * Math.ceil(Math.log2(length + 1)))
}

function quantile(run: Run, numbers: readonly number[], part: number): number | undefined {
  demandFinite(numbers)
  paySorting(run, numbers)
  return quantileOf(numbers, part)
}

/** An exact sum takes so many looks for each number, if they are as different in size as can be. */
const LOOKS_FOR_EXACT_SUM = 20

function variance(run: Run, numbers: readonly number[]): number | undefined {
  demandFinite(numbers)
  run.look(numbers.length * LOOKS_FOR_EXACT_SUM)
  const held = startSpread()
  for (const value of numbers) addToSpread(held, value)
  return sampleVariance(held)
}

export const statisticsFunctions: readonly RuleFunction[] = [
  ruleFunction({
    name: 'median',
    signature: '<a<n>:n>',
    summary: 'The middle value: one that few wrong readings do not move.',
    parameters: { values },
    gives:
      'a number in the unit of the values; of an even number of them the middle between two; nothing of none',
    source: `\`$quantile(values, 0.5)\`, ${like}`,
    examples: [
      { expression: '$median(payload.cycles)', input, result: 42 },
      { expression: '$median([1, 2])', result: 1.5 },
      { expression: '$median([])' },
    ],
    calculate: (run, numbers: readonly number[]) => quantile(run, numbers, 0.5),
  }),
  ruleFunction({
    name: 'quantile',
    signature: '<a<n>n:n>',
    summary: 'The value that a part of all lies below.',
    parameters: {
      values,
      part: 'the part, from 0 (the least) to 1 (the greatest); 0.95 is the 95th percentile',
    },
    gives: 'a number in the unit of the values; nothing of none',
    source: `linear between the two nearest ranks (type 7 of R. J. Hyndman and Y. Fan, The American Statistician 50, 1996), ${like}`,
    examples: [
      { expression: '$quantile([10, 20, 30, 40, 50], 0.9)', result: 46 },
      { expression: '$quantile(payload.cycles, 0)', input, result: 40 },
      { expression: '$quantile(payload.cycles, 95)', input, fails: 'M1010' },
    ],
    calculate(run, numbers: readonly number[], part: number) {
      if (!(part >= 0 && part <= 1))
        throw badArgument('quantile', 2, 'a part from 0 to 1, such as 0.95', part)
      return quantile(run, numbers, part)
    },
  }),
  ruleFunction({
    name: 'stddev',
    signature: '<a<n>:n>',
    summary: 'The standard deviation: how far values lie from their mean.',
    parameters: { values },
    gives: 'a number in the unit of the values; nothing of fewer than two',
    source: `the square root of \`$variance\`, ${like}`,
    examples: [
      { expression: '$stddev([1, 2, 3, 4, 5])', result: 1.5811388300841898 },
      { expression: '$stddev([1000000001, 1000000002, 1000000003])', result: 1 },
      { expression: '$stddev([7])' },
    ],
    calculate(run, numbers: readonly number[]) {
      const found = variance(run, numbers)
      return found === undefined ? undefined : Math.sqrt(found)
    },
  }),
  ruleFunction({
    name: 'variance',
    signature: '<a<n>:n>',
    summary: 'The variance of values as a sample (divided by n - 1).',
    parameters: { values },
    gives: 'a number in the square of the unit of the values; nothing of fewer than two',
    source: `from exact sums, rounded once, ${like}`,
    examples: [
      { expression: '$variance([1, 2, 3, 4, 5])', result: 2.5 },
      { expression: '$variance([2, 4, 4, 4, 5, 5, 7, 9])', result: 4.571428571428571 },
    ],
    calculate: variance,
  }),
  ruleFunction({
    name: 'slope',
    signature: '<a<n>a<n>:n>',
    summary: 'How steeply values rise: the least-squares line through them.',
    parameters: { values, at: 'where each of them belongs, such as its time: a list of as many numbers' },
    gives:
      'a number in the unit of the values per unit of `at` (per ms, where these are times); nothing where all are at one place',
    source: `from exact sums, rounded once, ${like}`,
    examples: [
      {
        expression: '$slope(payload.readings.level, payload.readings.hour)',
        input: {
          payload: {
            readings: [
              { hour: 0, level: 10 },
              { hour: 1, level: 12 },
              { hour: 2, level: 14 },
            ],
          },
        },
        result: 2,
      },
      { expression: '$slope([1, 2], [5, 5])' },
      { expression: '$slope([1, 2, 3], [0, 1])', fails: 'M1010' },
    ],
    calculate(run, numbers: readonly number[], at: readonly number[]) {
      if (numbers.length !== at.length)
        throw badArgument('slope', 2, `as many numbers as there are values (${numbers.length})`, at)
      demandFinite(numbers)
      demandFinite(at)
      run.look(2 * numbers.length * LOOKS_FOR_EXACT_SUM)
      const sums = startLine()
      for (const [index, value] of numbers.entries()) addToLine(sums, at[index] ?? 0, value)
      return slopeOfLine(sums)
    },
  }),
]
