import { expect, test } from 'vitest'
import { fileIn } from './file-in.ts'
import { problemsOf, saysOf } from './settings.fixture.ts'

test.each([
  [{ path: 'a.csv' }, [], 'reads a.csv'],
  [
    { path: 'a.csv', speed: 60, time: 'payload.ts' },
    [],
    'reads a.csv at 60 times the speed at which it happened',
  ],
  [
    { path: 'a.csv', speed: 60 },
    ['missing-setting at speed'],
    'reads a.csv at 60 times the speed at which it happened',
  ],
])('%j', (settings, problems, says) => {
  expect(problemsOf(fileIn, settings)).toEqual(problems)
  expect(saysOf(fileIn, settings)).toBe(says)
})
