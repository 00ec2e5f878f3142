import { expect, test } from 'vitest'
import { aggregatesSetting } from './aggregates-setting.ts'

test.each([
  ['$quantile(payload.c, 1.5)', 'bad-quantile', /a part from 0 to 1, got 1.5/],
  ['$max(payload.c) - $quantile(payload.c, "x")', 'bad-quantile', /a part from 0 to 1/],
  ['$avrage(payload.c)', 'bad-expression', /did you mean \$average\?/],
  ['$timAverage(payload.c, time)', 'bad-expression', /did you mean \$timeAverage\?/],
  ['$stdev(payload.c)', 'bad-expression', /did you mean \$stddev\?/],
  ['$quantile(payload.c)', 'bad-expression', /it takes a path, such as payload.c, then 1 number/],
  ['$rate(payload.c)', 'bad-expression', /it takes two paths/],
  ['$stddev(payload.c * 2)', 'bad-expression', /nothing computed/],
])('%s is found before anything runs', (text, code, message) => {
  const result = aggregatesSetting({ summary: '' }).read({ ok: '$count($)', a: text }, { parameters: {} })
  const problems = result.ok ? [] : result.problems
  expect(problems).toEqual([
    expect.objectContaining({ code, at: ['a'], message: expect.stringMatching(message) }),
  ])
})
