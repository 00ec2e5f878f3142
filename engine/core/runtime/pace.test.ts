import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Arrival } from '../operator/arrival.ts'
import type { Plan } from '../operator/plan.ts'
import { FlowRun } from './flow-run.ts'
import { event, planOf, wallAt } from './flow.fixture.ts'

const source = { type: 'file-in', path: 'x.ndjson', idle: 'never', maxAhead: 'never', outOfOrder: '2s' }
const sum = { type: 'window', size: '1s', aggregates: { n: '$count($)', v: '$sum(payload.v)' } }

/** Ways that part and meet again, over one key and over all, with state, timers, lists, failures and several sinks. */
const flowOf = (watermark: 'key' | 'source'): Plan =>
  planOf(
    {
      in: { ...source, watermark },
      other: { ...source, watermark, outOfOrder: '0s' },
      odd: { type: 'filter', condition: 'payload.v % 2 = 1' },
      some: { type: 'map', payload: 'payload.v % 5 = 0 ? $error("as it was told") : payload' },
      parts: { type: 'split', list: '[payload, payload]' },
      gate: { type: 'gate', open: 'payload.v % 3 = 0' },
      first: { type: 'dedupe', id: 'payload.v', for: '2s' },
      own: sum,
      all: { ...sum, per: '"all"' },
      both: { type: 'map', payload: '{ "both": payload }' },
      failed: { type: 'log' },
      alone: { type: 'map', payload: 'payload' },
      'a-log': { type: 'log' },
      'z-log': { type: 'log' },
    },
    [
      ['in', 'odd'],
      ['odd.pass', 'some'],
      ['some', 'parts'],
      ['odd.rest', 'gate'],
      ['other', 'gate.control'],
      ['parts', 'first'],
      ['gate.pass', 'first'],
      ['first', 'own'],
      ['other', 'own'],
      ['first', 'all'],
      ['own', 'both'],
      ['own.late', 'both'],
      ['all', 'both'],
      ['in', 'a-log'],
      ['some.error', 'failed'],
      ['both', 'z-log'],
      ['alone', 'z-log'],
      ['first.rest', 'z-log'],
      ['first.late', 'z-log'],
    ],
  )

/** All that is told of a run, and all it remembers. */
function outcome(plan: Plan, feed: (run: FlowRun) => void): unknown {
  const run = new FlowRun(plan)
  const told: unknown[] = []
  const letters: unknown[] = []
  run.results.subscribe(({ outgoing, deadLetters }) => {
    told.push(...outgoing)
    letters.push(...deadLetters)
  })
  feed(run)
  const snapshot = run.snapshot()
  run.end()
  return { told, letters, snapshot, ledger: run.ledger() }
}

const arrival = fc
  .record({
    node: fc.constantFrom('in', 'in', 'other'),
    key: fc.constantFrom('a', 'b', 'c'),
    time: fc.nat(8_000),
    v: fc.nat(12),
    at: fc.nat(30).map((one) => (one === 0 ? 5 : 0)),
  })
  .map(({ node, key, time, v, at }) => event(node, 100_000 + time, { v }, at, key))

/** Of one source alone, whose arrivals have their ordinals in a row. */
const ofOne = (arrivals: readonly Arrival[]): readonly Arrival[] =>
  arrivals.filter((arrival) => 'node' in arrival && arrival.node === 'in')

const promised: fc.Arbitrary<Arrival> = fc.record({
  kind: fc.constant('watermark' as const),
  node: fc.constantFrom('in', 'other'),
  // Now and then a source ends.
  watermark: fc.nat(9_000).map((time) => (time > 8_500 ? Number.POSITIVE_INFINITY : 100_000 + time)),
})

const arrivals = fc
  .array(fc.oneof({ weight: 9, arbitrary: arrival }, { weight: 1, arbitrary: promised }), {
    minLength: 20,
    maxLength: 150,
  })
  .chain((all) => fc.constantFrom(all, ofOne(all)))

test.each(['key', 'source'] as const)(
  'a turn may be left between any two elements, as often as one likes: watermark per %s',
  (watermark) => {
    const plan = flowOf(watermark)
    let leaves = 0
    fc.assert(
      fc.property(arrivals, fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), (given, overs) => {
        let asked = 0
        const isOver = (): boolean => overs[asked++ % overs.length] === true
        const inPasses = outcome(plan, (run) => {
          for (let isDone = run.feedUntil(given, isOver); !isDone; isDone = run.goOn(isOver)) leaves++
        })
        expect(inPasses).toEqual(outcome(plan, (run) => run.feed(given)))
      }),
      { numRuns: 60 },
    )
    expect(leaves).toBeGreaterThan(300)
  },
)

const short = planOf(
  {
    in: source,
    some: { type: 'filter', condition: 'payload.v > 5' },
    rare: { type: 'absence', after: '1s', clock: 'wall' },
    gone: { type: 'log' },
    out: { type: 'log' },
  },
  [
    ['in', 'some'],
    ['some', 'rare'],
    ['rare.absent', 'gone'],
    ['in', 'out'],
  ],
)

/** What a run sends, by the nodes that send it. */
function heard(plan: Plan) {
  const run = new FlowRun(plan)
  const sent: string[] = []
  run.results.subscribe(({ outgoing }) => sent.push(...outgoing.map(({ node }) => node)))
  return { run, sent }
}

const events = (count: number, step: number): readonly Arrival[] =>
  Array.from({ length: count }, (_, at) => event('in', 100_000 + at * step, { v: at }))

test.each([
  ['in the midst of a turn', 0],
  ['between two turns', 1],
])('what is given up %s never comes', (_, step) => {
  const { run, sent } = heard(short)
  let asked = 0
  expect(run.feedUntil(events(100, step), () => ++asked > 4)).toBe(false)
  expect(run.left).toBeGreaterThan(50)
  const before = sent.length
  run.abandon()
  expect(run.left).toBe(0)
  run.feed([wallAt(100_001)])
  run.stop('stop')
  expect(sent).toHaveLength(before)
  expect(run.ledger()['in']?.received).toBeLessThan(50)
})

test('when something is due next is known anew after each part of a turn', () => {
  const { run } = heard(short)
  expect(run.feedUntil(events(9, 0), () => true)).toBe(false)
  expect(run.nextInstant()).toBe(Number.POSITIVE_INFINITY)
  for (let isDone = false; !isDone;) isDone = run.goOn(() => true)
  expect(run.nextInstant()).toBe(101_000)
})

const unhurried = {
  snapshot: (run: FlowRun) => run.snapshot(),
  resume: (run: FlowRun) => run.resume(100_500),
}

test.each(Object.entries(unhurried))('%s takes what was left to its end first', (_, call) => {
  const { run, sent } = heard(short)
  run.feedUntil(events(60, 0), () => true)
  expect(run.left).toBeGreaterThan(0)
  call(run)
  expect(run.left).toBe(0)
  expect(sent).toHaveLength(60)
})
