import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import type { Json } from '../../core/model/json.ts'
import type { Arrival } from '../../core/operator/arrival.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import type { Snapshot } from '../../core/runtime/snapshot.ts'
import { Stepwise } from './stepwise.ts'

const { plan } = checkFlow(
  JSON.stringify({
    millrace: 1,
    id: 'ticks',
    nodes: {
      clock: { type: 'timer', every: '1s' },
      in: { type: 'mqtt-in', topic: 'in/{id}' },
      told: { type: 'mqtt-in', topic: 'told/{id}', time: 'payload.ts' },
      sum: { type: 'window', size: '1h', aggregates: { n: '$count($)' } },
      out: { type: 'log' },
    },
    wires: [
      ['clock', 'out'],
      ['in', 'sum'],
      ['told', 'sum'],
      ['sum', 'out'],
    ],
  }),
  catalog,
)

const wall = (at: number): Arrival => ({ kind: 'wall', at })
const event = (payload: number, at?: number): Arrival => ({
  kind: 'event',
  node: 'in',
  topic: 'in/a',
  payload,
  ...(at === undefined ? {} : { at }),
})

/** When it happened is known by the source's setting alone. */
const told = (ts: unknown): Arrival => ({
  kind: 'event',
  node: 'told',
  topic: 'told/a',
  payload: { ts: ts as Json },
})

const groups: readonly (readonly [string, readonly (readonly Arrival[])[]])[] = [
  ['a gap in a group', [[wall(0), wall(20_000_000)]]],
  [
    'a gap between groups',
    [[event(1, 5), event(2, 100)], [event(3, 9_000_500), event(4)], [wall(9_000_600)]],
  ],
  [
    'a start without a time, then a jump',
    [
      [event(1), event(2)],
      [event(3, 50_000_000), wall(60_000_000)],
    ],
  ],
  ['a start without a time, 0, and a jump', [[event(1), wall(0), wall(50_000_000), wall(50_020_000)]]],
  ['away', [[wall(0), { kind: 'resume', at: 50_000_000 }, wall(50_011_000)]]],
  [
    'a time of its own',
    [[{ ...event(1), time: 7 } as Arrival, { ...event(1), time: 30_000_000 } as Arrival]],
  ],
  [
    'times that a setting finds',
    [
      [told(5), told(20_000_000), told(7)],
      [told(20_000_500), event(1)],
    ],
  ],
  [
    'times that a setting finds, and a jump to the first of them',
    [
      [told('nonsense'), event(1), told(50_000_000)],
      [told(null), told(50_030_000)],
    ],
  ],
  [
    'times of all kinds',
    [[event(1, 10), told(30_000), event(2), event(3, 15_000), told(90_000), wall(95_000), told(1)]],
  ],
  ['back in time', [[wall(50_000), event(1, 3), wall(90_000)]]],
]

test.each(groups)('%s: the same as fed at once', async (_, fed) => {
  if (plan === undefined) throw new Error('the flow has a problem')
  const once = new FlowRun(plan)
  const stepwise = new FlowRun(plan)
  const [expected, found] = [once, stepwise].map((run) => {
    const all: unknown[] = []
    run.results.subscribe(({ outgoing }) => void all.push(...outgoing))
    return all
  })
  for (const group of fed) once.feed(group)
  const steps = new Stepwise(stepwise, () => undefined)
  for (const group of fed) await steps.feed(group)
  expect(found).toEqual(expected)
  expect(stepwise.snapshot()).toEqual(once.snapshot())
})

const step = fc.record({
  kind: fc.constantFrom('wall', 'at', 'time', 'setting', 'setting', 'nothing', 'nonsense'),
  wait: fc.constantFrom(-700, 0, 1, 999, 9_999, 10_000, 25_000),
})

test('whatever tells the times, steps, cuts and restores change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(0, 1, 70_000),
      fc.integer({ min: 1, max: 5 }),
      async (script, start, size) => {
        if (plan === undefined) throw new Error('the flow has a problem')
        let now: number = start
        const arrivals = script.map(({ kind, wait }): Arrival => {
          now = Math.max(0, now + wait)
          if (kind === 'wall') return wall(now)
          if (kind === 'at') return event(1, now)
          if (kind === 'time') return { ...event(1), time: now } as Arrival
          if (kind === 'setting') return told(now)
          return kind === 'nothing' ? event(1) : told('nonsense')
        })
        const groups = arrivals.flatMap((_, at) => (at % size === 0 ? [arrivals.slice(at, at + size)] : []))
        const all: unknown[][] = [[], [], []]
        const begin = (index: number, snapshot?: Snapshot): FlowRun => {
          const run = new FlowRun(plan, snapshot === undefined ? {} : { snapshot })
          run.results.subscribe(({ outgoing, deadLetters }) => all[index]?.push(...outgoing, ...deadLetters))
          return run
        }
        const once = begin(0)
        once.feed(arrivals)
        const inSteps = begin(1)
        const steps = new Stepwise(inSteps, () => undefined)
        for (const group of groups) await steps.feed(group)
        let restored = begin(2)
        for (const group of groups) {
          restored = begin(2, JSON.parse(JSON.stringify(restored.snapshot())) as Snapshot)
          restored.feed(group)
        }
        for (const run of [once, inSteps, restored]) run.end()
        expect(all[1]).toEqual(all[0])
        expect(all[2]).toEqual(all[0])
        expect(inSteps.snapshot()).toEqual(once.snapshot())
      },
    ),
    { numRuns: 150 },
  )
})

test.each([
  ['of the wall', [wall(0), wall(20_000_000)]],
  ['of times that a setting finds', [told(0), told(20_000_000)]],
])('over a long gap %s it pauses every thousand instants', async (_, group) => {
  if (plan === undefined) throw new Error('the flow has a problem')
  const run = new FlowRun(plan)
  let since = 0
  let most = 0
  run.results.subscribe(({ outgoing }) => (since += outgoing.length))
  const steps = new Stepwise(run, () => {
    most = Math.max(most, since)
    since = 0
    return Promise.resolve()
  })
  await steps.feed(group)
  expect(most).toBeGreaterThan(900)
  expect(most).toBeLessThanOrEqual(1_001)
})

test('what a timer makes up for after a resume is written portion by portion, the same as fed at once', async () => {
  const { plan: all } = checkFlow(
    JSON.stringify({
      millrace: 1,
      id: 'ticks',
      nodes: { clock: { type: 'timer', every: '1s', missed: 'all' }, out: { type: 'log' } },
      wires: [['clock', 'out']],
    }),
    catalog,
  )
  if (all === undefined) throw new Error('the flow has a problem')
  const fed: readonly Arrival[] = [
    wall(0),
    { kind: 'resume', at: 20_000_000 },
    wall(20_000_500),
    wall(20_004_000),
  ]
  const once = new FlowRun(all)
  const stepwise = new FlowRun(all)
  const found: unknown[][] = [[], []]
  for (const [at, run] of [once, stepwise].entries())
    run.results.subscribe(({ outgoing }) => found[at]?.push(...outgoing))
  once.feed(fed)
  let [seen, most] = [0, 0]
  const steps = new Stepwise(stepwise, () => {
    const made = found[1]?.length ?? 0
    most = Math.max(most, made - seen)
    seen = made
    return undefined
  })
  await steps.feed(fed)
  expect(found[0]).toHaveLength(20_004)
  expect(found[1]).toEqual(found[0])
  expect(stepwise.snapshot()).toEqual(once.snapshot())
  // The first portion comes with the resume itself, and the second before anything can be written.
  expect(most).toBeLessThanOrEqual(2_000)
})
