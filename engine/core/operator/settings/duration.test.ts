import { expect, test } from 'vitest'
import { duration } from './duration.ts'

const span = duration({ summary: '', min: 1 })

test.each([
  ['60 seconds', '60s'],
  ['1min', '1m'],
  ['1M', '1m'],
  ['2 s', '2s'],
  ['1.5 Hours', '1.5h'],
  ['3 Tage', undefined],
  ['250 millis', '250ms'],
  ['00:01:00', undefined],
  ['7 days', '7d'],
])('%s is meant as %s', (raw, meant) => {
  const result = span.read(raw, { parameters: {} })
  const remedy = result.ok ? 'none' : (result.problems[0]?.remedy ?? '')
  expect(/"(.*)"/.exec(remedy)?.[1]).toBe(meant)
  if (meant !== undefined) expect(span.read(meant, { parameters: {} }).ok).toBe(true)
})
