import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileExpression } from '../../expression/compile.ts'
import { type Event, makeEvent } from '../../model/event.ts'
import type { Json } from '../../model/json.ts'
import { aggregatesSetting } from './aggregates-setting.ts'
import type { Summary } from './summary.ts'
import { uncounted } from '../../operator/setting.ts'

const setting = aggregatesSetting({ summary: 'What to compute' })

function summaryOf(aggregates: Readonly<Record<string, string>>): {
  readonly summary: Summary
  readonly notes: readonly string[]
} {
  const result = setting.read(aggregates, { parameters: { limit: 3 } })
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '))
  const surroundings = { now: 0, random: () => 0.5, parameters: { limit: 3 }, ...uncounted }
  return {
    summary: result.read.bind(surroundings),
    notes: (result.read.notes ?? []).map(({ message }) => message),
  }
}

function keptUp(summary: Summary, events: readonly Event[]): Json {
  const held = summary.start()
  for (const [at, event] of events.entries()) summary.add(held, event, at)
  return summary.result({}, held, [])
}

/** Lists are not empty: see the test of that. */
const payload = fc.record(
  {
    c: fc.oneof(
      fc.integer({ min: -1000, max: 1000 }),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 3 }),
    ),
    n: fc.record({ d: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e3, max: 1e3 }) }),
  },
  { requiredKeys: [] },
)
/** But for what so many roundings come to; what is left of numbers that cancel out is as far off as they are. */
const isNear = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 1e-11 * Math.max(1, Math.abs(one), Math.abs(other))

const events = fc
  .array(payload, { minLength: 1, maxLength: 30 })
  .map((payloads) => payloads.map((one, at) => makeEvent(one as Json, at * 10, 'k')))

describe('aggregates kept up event by event give what JSONata gives over the list', () => {
  test.each([
    '$count($)',
    '$count(payload.c)',
    '$sum(payload.c)',
    '$average(payload.n.d)',
    '$min(payload.c)',
    '$max(payload.n.d)',
    '$max(payload.c) - $min(payload.c)',
    '$count($distinct(payload.c))',
    '{ "mean": $average(payload.c), "many": $count($) > $limit }',
    '$sum(payload.(n.d * 2))',
    '$sum(payload[n.d > 3].n.d)',
    '$count(payload.c) = 0 ? "none" : $round($average(payload.c), 2)',
    '"constant"',
    '$count($) > 3 ? $replace("a-b", /-/, "+") : $exists($match("ab", /b/i))',
  ])('%s', (text) => {
    const { summary, notes } = summaryOf({ value: text })
    expect(notes).toEqual([])
    expect(summary.collects).toBe(false)
    const whole = compileExpression(text, { variables: ['limit'] })
    fc.assert(
      fc.property(events, (list) => {
        const expected = whole.evaluate(list, { limit: 3 })
        const found = (keptUp(summary, list) as { readonly value?: Json }).value
        // JSONata rounds at every addition, in order of arrival.
        if (typeof expected === 'number') expect(found).toSatisfy((one) => isNear(Number(one), expected))
        else expect(found).toEqual(expected)
      }),
    )
  })

  test.each([
    '$sum(payload[0].c)',
    '$count(payload[0])',
    '$sum(payload[-1].c)',
    '$sum(payload[$exists(c)].c)',
    '$sum(payload[(c > 1 and c < 5)].c)',
    '$sum(payload[c].c)',
    '$sum(payload.l[0])',
    '($count := $sum; $count(payload.c))',
    '($sum := function($x) { 42 }; $sum(payload.c))',
    '(function($sum) { $sum(payload.c) })($count)',
    '[1, 2, 3].$count($)',
    '[4].($sum(payload.c))',
    '{"a": [4]}.a.($sum(payload.c))',
    '$map([1], function($s) { $s.$count($) })',
    '$map([1, 2], function($s) { $s * $sum(payload.c) })',
    '[1, 2][$ < $count($)]',
    '[2, 1]^($ * $count($))',
    '[{"a": 1}].{"b": a, "n": $count($)}',
    '[{"a": 1}]{"b": $count($)}',
    '({"a": 1} ~> |$|{"a": $count($)}|)',
    '$eval("$count($)")',
    '$keys()[0] & $count($)',
    '$string() & $count($)',
    '$contains("payload") or $count($) > 1',
    '$round($average(payload.c)) & $string($sum(payload.c)) & $pad($string($count($)), 5)',
    '$substring($string($sum(payload.c)), 0, 1)',
    '$formatNumber($sum(payload.c), "0.0")',
    'function($x)<n-:n>{$x}($count($))',
    '$sum(payload.c) ~> $round(1)',
    '$sum(payload.c) ~> $string',
    '$count($distinct(payload.o))',
  ])('%s gives the same, kept up or not', (text) => {
    const list = [
      { c: 1, l: [1, 2], o: { a: 1, b: 2 } },
      { c: 2, l: [3], o: { b: 2, a: 1 } },
      { l: [], o: 5 },
      { c: 4, o: [1] },
    ].map((one, at) => makeEvent(one, at, 'k'))
    const { summary } = summaryOf({ value: text })
    const found = (given: readonly Event[]): Json | string => {
      try {
        return summary.collects ? summary.result({}, summary.start(), given) : keptUp(summary, given)
      } catch {
        return 'an error'
      }
    }
    const expected = (given: readonly Event[]): unknown => {
      try {
        const value = compileExpression(text).evaluate(given)
        return value === undefined ? {} : { value }
      } catch {
        return 'an error'
      }
    }
    for (const count of [1, 2, 3, 4])
      expect([count, found(list.slice(0, count))]).toEqual([count, expected(list.slice(0, count))])
  })

  test('what asks for the present does so at the end of the window', () => {
    for (const text of ['$max(payload.($millis() - c))', '$count(payload[c < $random()])'])
      expect(summaryOf({ value: text }).summary.collects).toBe(true)
  })

  test('sums are exact, whatever JSONata rounds on its way', () => {
    const list = [0.1, 0.2, 0.3].map((c) => makeEvent({ c }, 0, 'k'))
    const { summary } = summaryOf({ sum: '$sum(payload.c)' })
    expect(keptUp(summary, list)).toEqual({ sum: 0.6 })
    expect(compileExpression('$sum(payload.c)').evaluate(list)).toBe(0.6000000000000001)
  })

  test.each([1, 2])('of %i empty lists there is nothing to sum up', (count) => {
    const list = Array.from({ length: count }, () => makeEvent({ c: [] }, 0, 'k'))
    const text = '$sum(payload.c)'
    expect(keptUp(summaryOf({ value: text }).summary, list)).toEqual({})
    // To JSONata, what one event has is the empty list itself, and what two have together is nothing.
    expect(compileExpression(text).evaluate(list)).toBe(count === 1 ? 0 : undefined)
  })

  test('values that are lists themselves are counted as one each', () => {
    const list = [0, 1].map(() => makeEvent({ c: [[1, 2]] }, 0, 'k'))
    const text = '$count($distinct(payload.c))'
    expect(keptUp(summaryOf({ value: text }).summary, list)).toEqual({ value: 1 })
    // To JSONata, the one that is left is the list, of two.
    expect(compileExpression(text).evaluate(list)).toBe(2)
  })

  test.each([
    ['$count(payload.c[[0]])', 'payload'],
    ['$sum(payload.([c]))', 'payload'],
    ['$[0].payload.c', '$'],
    ['payload.c', 'payload'],
    ['$sum(payload.c) / payload.c[0]', 'payload'],
    ['$sum($.payload.c)', '$'],
    ['$map($, function($e) { $e.payload.c })', '$'],
    ['$sum($sort(payload.c)[[0..1]])', 'payload'],
  ])('%s has to see all events', (text, what) => {
    const { summary, notes } = summaryOf({ value: text })
    expect(summary.collects).toBe(true)
    expect(notes[0]).toContain(`\`${what}\``)
  })

  test.each([
    '$stddev(payload.c)',
    '$variance(payload.n.d)',
    '$median(payload.c)',
    '$quantile(payload.n.d, 0.9)',
    '$slope(payload.n.d, time)',
    '$round($stddev(payload.c) / $average(payload.c), 2)',
  ])('%s is kept up, though it is a function of lists too', (text) => {
    const { summary, notes } = summaryOf({ value: text })
    expect(notes).toEqual([])
    expect(summary.collects).toBe(false)
  })

  test.each([
    '$median(payload.c)',
    '$stddev(payload.n.d)',
    '$quantile(payload.c, 0.9)',
    '$slope(payload.n.d, payload.n.d)',
  ])('%s gives the same where it is computed from all events', (text) => {
    // Something that needs them all is put beside it.
    const whole = summaryOf({ value: `$exists($[0]) ? ${text}` }).summary
    const { summary } = summaryOf({ value: text })
    fc.assert(
      fc.property(events, (list) => {
        expect(whole.result({}, whole.start(), list)).toEqual(keptUp(summary, list))
      }),
    )
  })

  test('a function of lists takes one that was made', () => {
    const { summary } = summaryOf({ value: '$median($filter(payload.c, function($c) { $c > 3 }))' })
    expect(summary.collects).toBe(true)
    const list = [1, 5, 9].map((c) => makeEvent({ c }, 0, 'k'))
    expect(summary.result({}, summary.start(), list)).toEqual({ value: 7 })
  })

  test.each([
    [{}, 'an empty one'],
    [{ end: '$count($)' }, 'a field that every result has'],
    [{ a: '$count(' }, 'expected'],
    [{ a: '$sum(payload.c) > $limt' }, 'limt'],
    [{ a: 5 }, 'expected an expression'],
    ['$count($)', 'expected an object'],
  ])('%j is refused', (aggregates, message) => {
    const result = setting.read(aggregates as Json, { parameters: { limit: 1 } })
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.problems.map((problem) => problem.message).join()).toContain(message)
  })
})
