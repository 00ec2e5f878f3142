import { expect, test } from 'vitest'
import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import type { Arrival } from '../../core/operator/arrival.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import { Stepwise } from './stepwise.ts'

const { plan } = checkFlow(
  JSON.stringify({
    millrace: 1,
    id: 'ticks',
    nodes: {
      clock: { type: 'timer', every: '1s' },
      in: { type: 'mqtt-in', topic: 'in/{id}' },
      sum: { type: 'window', size: '1h', aggregates: { n: '$count($)' } },
      out: { type: 'log' },
    },
    wires: [
      ['clock', 'out'],
      ['in', 'sum'],
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

test('over a long gap it pauses every thousand instants', async () => {
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
  await steps.feed([wall(0), wall(20_000_000)])
  expect(most).toBeGreaterThan(900)
  expect(most).toBeLessThanOrEqual(1_001)
})
