import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at } from '../operator/example.ts'
import { FlowRun } from './flow-run.ts'
import { event, planOf, watch } from './flow.fixture.ts'
import { balances } from './ledger.ts'
import type { Snapshot } from './snapshot.ts'

const source = { type: 'file-in', path: 'x.ndjson', idle: 'never' }
const plan = planOf({ in: source, calm: { type: 'debounce', quiet: '10s' } }, [['in', 'calm']])
const saved = (run: FlowRun): Snapshot => JSON.parse(JSON.stringify(run.snapshot())) as Snapshot

describe('after a restart', () => {
  test('counts go on', () => {
    const before = new FlowRun(plan)
    before.feed([event('in', 1, 'a'), event('in', 2, 'b')])
    const after = new FlowRun(plan, { snapshot: saved(before) })
    after.feed([event('in', 3, 'c')])
    before.feed([event('in', 3, 'c')])
    expect(after.ledger()).toEqual(before.ledger())
    expect(after.ledger()['calm']).toMatchObject({ received: 3, handled: 2, waiting: 1 })
  })

  test.each([
    [{ flow: 'another' }, 'the state is that of flow another, not of test'],
    [{ millraceState: 99 }, 'the state is of format 99'],
  ])('state that is not the flow’s own is refused: %j', (change, message) => {
    const snapshot = { ...saved(new FlowRun(plan)), ...change }
    expect(() => new FlowRun(plan, { snapshot })).toThrow(message)
  })
})

describe('what waits', () => {
  test('is counted so until it is done with', () => {
    const run = new FlowRun(plan)
    run.feed([event('in', 1, 'a'), event('in', 2, 'b', 2, 'other')])
    expect(run.ledger()['calm']).toMatchObject({ received: 2, handled: 0, waiting: 2 })
    run.advance(20_000)
    expect(run.ledger()['calm']).toMatchObject({ received: 2, handled: 2, waiting: 0, sent: { out: 2 } })
  })
})

describe('a window whose result can’t be made', () => {
  const windows = (given: readonly Json[]) => {
    const watched = watch(
      planOf(
        {
          in: source,
          twice: { type: 'window', size: '10ms', aggregates: { n: '$[0].payload * 2' }, maxEvents: 3 },
        },
        [['in', 'twice']],
      ),
      ['twice.out', 'twice.error'],
    )
    watched.run.feed(given.map((payload, at) => event('in', at * 10, payload)))
    watched.run.end()
    return watched
  }

  test('is let go of, with what it held, and the next ones come', () => {
    const { all, run } = windows(['oops', 1, 2, 3, 4, 5])
    const [lost, ...results] = all()
    expect(lost).toContain('"payloads":["oops"]')
    expect(lost).toContain('"start":0,"end":10')
    expect(results.length).toBe(5)
    const ledger = run.ledger()['twice']
    expect(ledger).toMatchObject({
      handled: 6,
      failed: 0,
      noted: { 'results failed': 1 },
      sent: { error: 1 },
    })
    expect(ledger !== undefined && balances(ledger)).toBe(true)
  })
})

describe('a window of several aggregates', () => {
  test('takes an event into all of them or into none', () => {
    const { run, all } = watch(
      planOf(
        {
          in: source,
          sums: { type: 'window', size: '1s', aggregates: { a: '$sum(payload.a)', b: '$sum(payload.b)' } },
        },
        [['in', 'sums']],
      ),
      ['sums.out'],
    )
    run.feed([
      event('in', 1, { a: 1, b: 1 }),
      event('in', 2, { a: 10, b: 'x' }),
      event('in', 3, { a: 100, b: 100 }),
    ])
    run.end()
    expect(all()).toEqual(['sums.out: {"start":0,"end":1000,"a":101,"b":101} @ 999'])
  })

  test('a correction that can’t be said changes nothing', () => {
    const { run, all } = watch(
      planOf(
        {
          in: { ...source, outOfOrder: '0s' },
          sums: {
            type: 'window',
            size: '1s',
            lateness: '1h',
            aggregates: { a: '$sum(payload) = 0 ? $number("none") : 10 / $sum(payload)', n: '$count($)' },
          },
        },
        [['in', 'sums']],
      ),
      ['sums.out', 'sums.update'],
    )
    run.feed([event('in', 1, 5), event('in', 2_000, 1), event('in', 3, -5, 2_000), event('in', 4, 5, 2_000)])
    expect(all()).toEqual([
      'sums.out: {"start":0,"end":1000,"a":2,"n":1} @ 999',
      'sums.update: {"start":0,"end":1000,"a":1,"n":2} @ 999',
    ])
    expect(run.ledger()['sums']).toMatchObject({ failed: 1 })
  })
})

describe('a wall that nothing has told yet', () => {
  test('jumps to the first instant that is known; what waits meanwhile comes once', () => {
    const { run, all } = watch(
      planOf(
        { in: source, tick: { type: 'timer', every: '1h' }, ticks: { type: 'map', payload: 'payload.tick' } },
        [['tick', 'ticks']],
      ),
      ['ticks.out'],
    )
    run.feed([{ kind: 'event', node: 'in', payload: 1, topic: 'k' }, event('in', Date.UTC(2026, 0, 1), 2)])
    expect(all().length).toBeLessThan(3)
  })
})

describe('the last word', () => {
  const closing = defineOperator({
    type: 'closing',
    category: 'sink',
    summary: 'Says why the flow stops.',
    inputs: { in: 'Events' },
    outputs: {},
    settings: {},
    says: () => 'says why',
    examples: [{ title: 'none', settings: {}, given: { in: [at(0, 1)] }, expect: {} }],
    create: () => ({ on: { in: () => {} }, onStop: (reason, { send }) => send({ payload: reason }) }),
  })

  test.each(['end', 'stop', 'redeploy'] as const)('of a flow that stops: %s', (reason) => {
    const run = new FlowRun(planOf({ in: source, last: { type: 'closing' } }, [['in', 'last']], [closing]))
    const sent: Json[] = []
    run.results.subscribe(({ outgoing }) => sent.push(...outgoing.map(({ delivery }) => delivery.payload)))
    run.feed([event('in', 1, 'a')])
    if (reason === 'end') run.end()
    else run.stop(reason)
    expect(sent).toEqual([reason])
  })

  test('a flow that stops keeps what is open', () => {
    const run = new FlowRun(plan)
    run.feed([event('in', 1, 'a')])
    run.stop('redeploy')
    expect(() => run.feed([event('in', 2, 'b')])).toThrow('has ended')
    const after = new FlowRun(plan, { snapshot: saved(run) })
    expect(after.ledger()['calm']).toMatchObject({ waiting: 1 })
  })
})
