import { expect, test } from 'vitest'
import { makeEvent } from '../../model/event.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { uncounted } from '../../operator/setting.ts'
import { leftBy, ranWith } from '../settings.fixture.ts'
import { aggregatesSetting } from './aggregates-setting.ts'
import { window } from './window.ts'

test.each<[text: string, code: string, said: RegExp, remedy?: RegExp]>([
  ['$quantile(payload.c, 1.5)', 'bad-quantile', /a part from 0 to 1, got 1.5/],
  ['$max(payload.c) - $quantile(payload.c, "x")', 'bad-quantile', /a part from 0 to 1/],
  ['$avrage(payload.c)', 'bad-expression', /no function \$avrage \(at/, /^did you mean \$average\?$/],
  ['$avg(payload.c)', 'bad-expression', /no function \$avg \(at/, /^did you mean \$average\?$/],
  ['$timAverage(payload.c, time)', 'bad-expression', /no function/, /^did you mean \$timeAverage\?$/],
  ['$stdev(payload.c)', 'bad-expression', /no function/, /^did you mean \$stddev\?$/],
  ['$quantile(payload.c)', 'bad-expression', /it takes a path, such as payload.c, then 1 number/],
  ['$rate(payload.c)', 'bad-expression', /it takes two paths/],
  ['$stddev(payload.c * 2)', 'bad-expression', /nothing computed/],
  ['$count()', 'bad-expression', /does not say what it is of/, /for all events write \$count\(\$\)/],
  [
    '$round($sum() / 2)',
    'bad-expression',
    /does not say what it is of/,
    /write \$sum\(payload.c\), with the field/,
  ],
])('%s is found before anything runs', (text, code, said, remedy = /(?:)/) => {
  const result = aggregatesSetting({ summary: '' }).read({ ok: '$count($)', a: text }, { parameters: {} })
  const problems = result.ok ? [] : result.problems
  expect(problems).toEqual([
    expect.objectContaining({ code, at: ['a'], message: expect.stringMatching(said) }),
  ])
  expect(problems[0]?.remedy ?? '').toMatch(remedy)
})

test.each(['$ ~> $count()', 'payload.c ~> $sum()'])('%s says what it is of', (text) => {
  expect(aggregatesSetting({ summary: '' }).read({ a: text }, { parameters: {} }).ok).toBe(true)
})

test.each<[aggregates: JsonObject, payload: Json, message: string]>([
  [
    { a: '$average(payload.celsius)' },
    { celsius: '20' },
    '$average: expected numbers, got "20" of payload.celsius; payload.($number(celsius)) makes a number of a text',
  ],
  [{ a: '$sum(payload.c)' }, { c: 'warm' }, '$sum: expected numbers, got "warm" of payload.c'],
  [
    { a: '$max(payload.c) - $min(payload.d)' },
    { c: '1', d: 2 },
    '$max: expected numbers, got "1"; $number(...) makes a number of a text',
  ],
  [
    { n: '$count($)', a: '$sum(payload.gas.total)' },
    { gas: { total: '5' } },
    '$sum: expected numbers, got "5" of payload.gas.total; payload.gas.($number(total)) makes a number of a text',
  ],
])('%j says of %j what it is of, and what makes a number of it', (aggregates, payload, message) => {
  const result = aggregatesSetting({ summary: '' }).read(aggregates, { parameters: {} })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const summary = result.read.bind({ now: 0, random: () => 0, parameters: {}, ...uncounted })
  expect(() => summary.add(summary.start(), makeEvent(payload, 0), 0)).toThrow(
    expect.objectContaining({ code: 'not-a-number', message: expect.stringContaining(`: ${message} (in $`) }),
  )
})

test('what is offered for numbers in texts gives them', () => {
  const events = ['20', '22'].map((celsius, time) => ({ time, payload: { celsius } }))
  const ran = ranWith(
    window,
    { size: '1m', aggregates: { a: '$average(payload.($number(celsius)))' } },
    events,
  )
  expect(leftBy(ran, 'out')).toEqual([expect.objectContaining({ payload: { start: 0, end: 60_000, a: 21 } })])
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
