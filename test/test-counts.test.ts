import { expect, test } from 'vitest'
import { countTests, type JsonResults, summaryLine } from './test-counts.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((state) => ({ status: state })),
})

const results = (numbers: Partial<JsonResults>): JsonResults => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...numbers,
})

test.each<[string, Partial<JsonResults>, string]>([
  ['an empty run', {}, '0 passed, 0 failed'],
  ['tests that pass', { numPassedTests: 3, testResults: [file('passed', 'passed')] }, '3 passed, 0 failed'],
  [
    'a failed test counts once',
    { numFailedTests: 1, testResults: [file('failed', 'failed')] },
    '0 passed, 1 failed',
  ],
  [
    'a file that cannot be loaded',
    { numPassedTests: 2, testResults: [file('failed')] },
    '2 passed, 1 failed',
  ],
  [
    'skipped and to do',
    { numPassedTests: 1, numPendingTests: 2, numTodoTests: 1 },
    '1 passed, 0 failed, 3 skipped',
  ],
])('%s', (_, numbers, line) => {
  expect(summaryLine(countTests(results(numbers)))).toBe(line)
})
