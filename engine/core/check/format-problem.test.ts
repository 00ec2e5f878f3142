import { expect, test } from 'vitest'
import type { Problem } from '../model/problem.ts'
import { formatProblem } from './format-problem.ts'

const problem: Problem = {
  code: 'bad-setting',
  severity: 'error',
  message: 'expected true or false, got "9.5"',
  place: ['nodes', 'warm', 'condition'],
  flow: 'cold-room-guard',
  node: 'warm',
  setting: 'condition',
  remedy: 'write a comparison',
  line: 12,
  column: 31,
}

test.each<[title: string, changes: Partial<Problem>, file: string | undefined, text: string]>([
  [
    'everything',
    {},
    'cold-room.flow.json',
    'cold-room.flow.json:12:31 error condition: expected true or false, got "9.5" (cold-room-guard / warm)\n  write a comparison',
  ],
  [
    'its own file',
    { file: 'a.json' },
    undefined,
    'a.json:12:31 error condition: expected true or false, got "9.5" (cold-room-guard / warm)\n  write a comparison',
  ],
  [
    'no file',
    {},
    undefined,
    '12:31 error condition: expected true or false, got "9.5" (cold-room-guard / warm)\n  write a comparison',
  ],
  [
    'names that would act in a terminal',
    { node: 'a\u001b[31m\nb', message: 'x\u202ey', remedy: 'a\r\u009bb' },
    'f',
    'f:12:31 error condition: x\\u202ey (cold-room-guard / a\\u001b[31m\\u000ab)\n  a\\u000d\\u009bb',
  ],
])('%s', (_, changes, file, text) => expect(formatProblem({ ...problem, ...changes }, file)).toBe(text))

test('what is not known is left out', () => {
  expect(formatProblem({ code: 'x', severity: 'warning', message: 'odd', place: [] })).toBe('warning odd')
})
