import { expect, test } from 'vitest'
import type { Json } from '../../model/json.ts'
import { leftBy, ranWith } from '../settings.fixture.ts'
import { aggregatesSetting } from './aggregates-setting.ts'
import { window } from './window.ts'

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

test.each<[expression: string, payloads: readonly Json[]]>([
  ['$sum(payload)', [1.7e308, 1.7e308]],
  ['$max(payload) / $min(payload)', [0, 1]],
  ['{ "each": payload.(1 / $) }', [0, 1]],
])('of a result that JSON cannot say, %s of %j becomes a dead letter', (expression, payloads) => {
  const events = payloads.map((payload, time) => ({ time, payload }))
  const ran = ranWith(window, { size: '1m', aggregates: { a: expression } }, events)
  expect(ran.outcome).toEqual({ error: ['not-finite'] })
  expect(
    leftBy(ranWith(window, { size: '1m', aggregates: { a: expression } }, events.slice(1)), 'out'),
  ).toHaveLength(1)
})

test.each(['sum', 'average', 'min', 'max', 'variance', 'median', 'slope'])(
  'an event whose value JSON cannot say is a dead letter of its own: $%s',
  (name) => {
    const path = 'payload.(6 / $)'
    const expression = name === 'slope' ? `$slope(${path}, time)` : `$${name}(${path})`
    const given = [0, 2, 3].map((payload, time) => ({ time, payload }))
    const ranOver = (events: typeof given, more = {}) =>
      ranWith(window, { size: '1m', aggregates: { a: expression, ...more } }, events)
    for (const more of [{}, { n: '$count($)' }]) {
      const ran = ranOver(given, more)
      expect(ran.outcome['error']).toEqual(['not-finite'])
      expect(ran.ledger['subject']).toMatchObject({ handled: 2, failed: 1 })
      expect(leftBy(ran, 'out')).toEqual(leftBy(ranOver(given.slice(1), more), 'out'))
    }
  },
)
