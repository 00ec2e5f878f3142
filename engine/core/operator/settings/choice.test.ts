import { expect, test } from 'vitest'
import { choice } from './choice.ts'

const level = choice({ summary: '', of: { debug: '', info: '', warn: '', error: '' } })

test.each([
  ['warning', 'did you mean "warn"?'],
  ['Info', 'did you mean "info"?'],
  ['eror', 'did you mean "error"?'],
  ['fatal', undefined],
  [3, undefined],
  ['', undefined],
])('%j: %s', (raw, remedy) => {
  const result = level.read(raw, { parameters: {} })
  expect(result.ok ? 'read' : result.problems[0]?.remedy).toBe(remedy)
})
