import { describe, expect, test } from 'vitest'
import { planOf } from '../../../../test/conformance/example-plan.ts'
import { feederOf } from '../../../../test/conformance/example-script.ts'
import type { JsonObject } from '../../model/json.ts'
import { FlowRun } from '../../runtime/flow-run.ts'
import { leftBy, problemsOf, type Reaching, ranWith, saysOf } from '../settings.fixture.ts'
import { pattern } from './pattern.ts'

const is = (name: string, more: JsonObject = {}): JsonObject => ({
  name,
  where: `payload = '${name}'`,
  ...more,
})
const at = (time: number, payload: Reaching['payload']): Reaching => ({ time, payload })
const timed = (events: readonly JsonObject[]) => events.map(({ time, payload }) => [time, payload])

describe('attempts that run out of time', () => {
  const settings = { steps: [is('a'), is('b', { times: { min: 2 } }), is('c')], within: '10ms', skip: 'none' }

  test('leave by timeout just before their limit, with what they have', () => {
    const ran = ranWith(pattern, settings, [at(0, 'a'), at(3, 'b'), at(5, 'a'), at(30, 'x')])
    expect(timed(leftBy(ran, 'timeout'))).toEqual([
      [9, { a: ['a'], b: ['b'] }],
      [14, { a: ['a'] }],
    ])
    expect(leftBy(ran, 'out')).toEqual([])
  })

  test('do not count as such at the limit, nor where all events end before it', () => {
    const ran = ranWith(pattern, settings, [at(0, 'a'), at(3, 'b'), at(4, 'b'), at(10, 'c')])
    expect(timed(leftBy(ran, 'timeout'))).toEqual([[9, { a: ['a'], b: ['b', 'b'] }]])
    expect(leftBy(ran, 'out')).toEqual([])
    const without = ranWith(pattern, { ...settings, within: '1h' }, [at(0, 'a')])
    expect(timed(leftBy(without, 'timeout'))).toEqual([[3_599_999, { a: ['a'] }]])
  })

  test('are none where they are a match that could have become a longer one', () => {
    const longer = { steps: [is('a'), is('b', { times: { min: 1 } })], within: '10ms', skip: 'none' }
    const ran = ranWith(pattern, longer, [at(0, 'a'), at(3, 'b'), at(30, 'x')])
    expect(timed(leftBy(ran, 'out'))).toEqual([[3, { a: ['a'], b: ['b'] }]])
    expect(leftBy(ran, 'timeout')).toEqual([])
  })
})

describe('what must not happen at the end', () => {
  test('for a time that is longer than the limit', () => {
    const settings = {
      steps: [is('a'), is('b', { not: true, for: '20ms' })],
      within: '5ms',
      skip: 'past-last',
    }
    const ran = ranWith(pattern, settings, [at(0, 'a'), at(19, 'b'), at(40, 'a'), at(60, 'b')])
    expect(timed(leftBy(ran, 'out'))).toEqual([[59, { a: ['a'] }]])
    expect(leftBy(ran, 'timeout')).toEqual([])
  })

  test('as the very next event, of which there is none any more', () => {
    const settings = { steps: [is('a'), is('b', { not: true, contiguity: 'next' })], skip: 'past-last' }
    const ran = ranWith(pattern, settings, [at(0, 'a'), at(1, 'b'), at(2, 'a'), at(3, 'c'), at(4, 'a')])
    expect(timed(leftBy(ran, 'out'))).toEqual([
      [3, { a: ['a'] }],
      [4, { a: ['a'] }],
    ])
  })
})

test('a match waits for an attempt that began before it, and comes when that is settled', () => {
  const settings = {
    steps: [{ name: 'first' }, { name: 'same', where: 'payload.n = $first.payload.n' }],
    skip: 'past-last',
    within: '10ms',
    gives: '$same.payload.n',
  }
  const ran = ranWith(pattern, settings, [
    at(0, { n: 1 }),
    at(2, { n: 2 }),
    at(3, { n: 2 }),
    at(30, { n: 9 }),
  ])
  expect(timed(leftBy(ran, 'out'))).toEqual([[9, 2]])
})

test('at the end of all events what waits comes out, behind the time that has passed for others', () => {
  const settings = {
    steps: [is('a', { times: { min: 1 }, greedy: true })],
    skip: 'past-last',
    per: 'payload',
  }
  const ran = ranWith(pattern, settings, [at(0, 'a'), at(1, 'a'), at(50, 'b')], { outOfOrder: '0ms' })
  expect(timed(leftBy(ran, 'out'))).toEqual([[50, { a: ['a', 'a'] }]])
})

test('a condition that fails makes a dead letter of its event, which takes no part', () => {
  const steps = [
    { name: 'a', where: 'payload > 1' },
    { name: 'b', where: 'payload > $a.payload', contiguity: 'next' },
  ]
  const ran = ranWith(pattern, { steps, skip: 'none' }, [at(0, 5), at(1, 'x'), at(2, 7)])
  expect(ran.outcome['error']).toHaveLength(1)
  expect(timed(leftBy(ran, 'out'))).toEqual([[2, { a: [5], b: [7] }]])
  expect(ran.ledger['subject']).toMatchObject({ waiting: 0 })
})

test('a result that cannot be made is a dead letter with its events', () => {
  const settings = { steps: [is('a'), is('b')], skip: 'none', gives: '$a.payload + 1' }
  const ran = ranWith(pattern, settings, [at(0, 'a'), at(1, 'b')])
  expect(leftBy(ran, 'out')).toEqual([])
  expect(ran.outcome['error']).toHaveLength(1)
})

describe('what is held is bounded', () => {
  const never = [{ name: 'a' }, is('never')]
  const many = Array.from({ length: 500 }, (_, time) => at(time, time))

  test.each<[name: string, settings: JsonObject]>([
    ['attempts', { steps: never, skip: 'none', maxPartial: 10 }],
    ['events', { steps: never, skip: 'none', maxEvents: 10 }],
    [
      'matches that wait',
      {
        steps: [
          { name: 'a', where: 'payload >= 0' },
          { name: 'b', where: 'payload = ($a.payload = 0 ? -1 : $a.payload + 1)' },
        ],
        skip: 'past-last',
        maxPartial: 10,
      },
    ],
  ])('%s', (_name, settings) => {
    const flow = new FlowRun(planOf(pattern, { title: '', settings, given: {}, expect: {} }))
    const sizes = many.map(({ time, payload }) => {
      flow.feed([{ kind: 'event', node: feederOf('in'), at: time, time, payload }])
      return JSON.stringify(flow.snapshot()).length
    })
    expect(Math.max(...sizes.slice(250))).toBeLessThan(1.2 * Math.max(...sizes.slice(0, 250)))
    const errors = ranWith(pattern, settings, many).outcome['error'] ?? []
    expect(errors.length).toBeGreaterThan(300)
    expect(new Set(errors)).toEqual(new Set(['too-many-partial-matches']))
  })

  test('what is full takes in more once something is free, and what completes a match goes out', () => {
    const steps = [is('a', { times: { min: 80, max: 80 } })]
    const settings = { steps: [{ name: 'open', where: "payload = 'never'", optional: true }, ...steps] }
    const given = Array.from({ length: 800 }, (_, time) => at(time, 'a'))
    const ran = ranWith(pattern, { ...settings, skip: 'past-last', maxEvents: 100 }, given)
    expect(leftBy(ran, 'out')).toHaveLength(10)
    const pairs = [
      at(0, 'first'),
      ...Array.from({ length: 80 }, (_, time) => at(time + 1, time % 2 === 0 ? 'b' : 'c')),
    ]
    const small = {
      steps: [is('first'), is('b', { contiguity: 'followed-by-any' }), is('c', { contiguity: 'next' })],
      skip: 'none',
      maxEvents: 10,
    }
    const other = ranWith(pattern, small, pairs)
    expect(leftBy(other, 'out')).toHaveLength(40)
    expect(other.outcome['error']).toBeUndefined()
  })

  test('of matches that wait the last give way', () => {
    const same = [{ name: 'a' }, { name: 'b', where: 'payload.of = $a.payload.id' }]
    const pair = (id: number, time: number) => [at(time, { id }), at(time + 1, { of: id })]
    const given = [at(0, { id: 0 }), ...[1, 2, 3].flatMap((id) => pair(id, 2 * id)), at(9, { of: 0 })]
    const settings = { steps: same, skip: 'past-last', gives: '$a.payload.id' }
    const few = ranWith(pattern, { ...settings, maxPartial: 3 }, given)
    expect(leftBy(few, 'out').map(({ payload }) => payload)).toEqual([0])
  })

  test('and freed once nothing needs it, though an attempt stays open', () => {
    const steps = [is('first'), is('b', { contiguity: 'followed-by-any' }), is('c', { contiguity: 'next' })]
    const settings = { steps, skip: 'none', gives: '1' }
    const flow = new FlowRun(planOf(pattern, { title: '', settings, given: {}, expect: {} }))
    const feed = (time: number, payload: string) =>
      flow.feed([{ kind: 'event', node: feederOf('in'), at: time, time, payload }])
    feed(0, 'first')
    for (let time = 1; time < 2_000; time++) feed(time, time % 2 === 0 ? 'x' : 'b')
    expect(JSON.stringify(flow.snapshot()).length).toBeLessThan(20_000)
  })
})

test.each<[name: string, settings: JsonObject, problems: readonly string[]]>([
  [
    'no limit for what must not happen at the end',
    { steps: [is('a'), is('b', { not: true })], skip: 'none' },
    ['waits-for-ever at within'],
  ],
  ['the same for a time', { steps: [is('a'), is('b', { not: true, for: '1s' })], skip: 'none' }, []],
  [
    'a step to skip to that is not there',
    { steps: [is('a')], skip: 'to-first', skipTo: 'b' },
    ['unknown-step at skipTo'],
  ],
  ['no step to skip to', { steps: [is('a')], skip: 'to-last' }, ['unknown-step at skipTo']],
])('%s', (_name, settings, problems) => {
  expect(problemsOf(pattern, settings)).toEqual(problems)
})

test.each<[steps: readonly JsonObject[], more: JsonObject, words: string]>([
  [[is('open'), is('close', { not: true })], { within: '5m' }, 'finds open, then within 5m no close'],
  [[is('open'), is('close', { not: true, for: '5m' })], {}, 'finds open, then no close for 5m'],
  [
    [is('a'), is('b', { contiguity: 'next', times: 3 }), is('c', { optional: true })],
    {},
    'finds a, directly 3 times b, then perhaps c',
  ],
  [
    [is('a', { times: { min: 2 } }), is('b', { contiguity: 'followed-by-any' })],
    { within: '1s' },
    'finds 2 or more times a, at any time after b, all within 1s',
  ],
])('%j %j reads: %s', (steps, more, words) => {
  expect(saysOf(pattern, { steps, skip: 'none', ...more })).toBe(words)
})
