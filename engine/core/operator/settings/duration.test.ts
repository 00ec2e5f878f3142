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
  ['1w', '7d'],
  ['2 weeks', '14d'],
])('%s is meant as %s', (raw, meant) => {
  const result = span.read(raw, { parameters: {} })
  const remedy = result.ok ? 'none' : (result.problems[0]?.remedy ?? '')
  expect(/"(.*)"/.exec(remedy)?.[1]).toBe(meant)
  if (meant !== undefined) expect(span.read(meant, { parameters: {} }).ok).toBe(true)
})

test.each<[raw: number, remedy: string | undefined]>([
  [30, 'did you mean "30s"?'],
  [999, 'did you mean "999s"?'],
  [0, undefined],
])('a bare %d is less than a second: %s', (raw, remedy) => {
  const result = duration({ summary: '', min: 1_000 }).read(raw, { parameters: {} })
  const problem = { code: 'out-of-range', message: `expected at least 1s, got ${raw} ms` }
  expect(result.ok ? [] : result.problems).toEqual([
    expect.objectContaining(remedy === undefined ? problem : { ...problem, remedy }),
  ])
})
