import { describe, expect, test } from 'vitest'
import type { Key } from '../model/event.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { list } from '../operator/settings/list.ts'
import { text } from '../operator/settings/text.ts'
import { record } from '../operator/state.ts'
import { FlowRun } from './flow-run.ts'
import { event, planOf, wallAt, watch } from './flow.fixture.ts'
import type { Snapshot } from './snapshot.ts'

/** Says of each key it starts with, 10 ms after the start, how many events came, and what it was told at the start. */
const starter = defineOperator({
  type: 'starter',
  category: 'detect',
  summary: 'Begins with keys of its own.',
  inputs: { in: 'Any' },
  outputs: { out: { summary: 'What became of each key', carries: 'key' } },
  settings: { keys: list({ summary: 'Keys', of: text({ summary: 'A key' }) }) },
  state: { count: record<number>() },
  says: () => 'starts',
  examples: [],
  create: ({ keys }) => ({
    startsWith: keys,
    onStart: ({ key, now, wake }, { count }) => {
      count.set(100)
      wake('tell', now + 10, 'wall', now)
      if (key === 'bad') throw new Error('this one fails')
    },
    on: { in: (_, __, { count }) => count.set((count.get() ?? 0) + 1) },
    onTimer: ({ payload }, { emit }, { count }) => emit('out', { since: payload, count: count.get() ?? -1 }),
  }),
})

const source = { type: 'file-in', path: 'x.ndjson', idle: 'never' }
const planFor = (keys: readonly Key[], more: { readonly maxKeys?: number } = {}) =>
  planOf({ in: source, begins: { type: 'starter', keys, ...more } }, [['in', 'begins']], [starter])
const restored = (run: FlowRun): Snapshot => JSON.parse(JSON.stringify(run.snapshot())) as Snapshot

describe('a keyed node that begins with keys', () => {
  test('starts with the state of each of them, at the first instant', () => {
    const { run, all } = watch(planFor(['a', 'b']), ['begins.out'])
    run.feed([event('in', 1_000, 1, 1_000, 'b'), event('in', 1_001, 1, 1_001, 'c'), wallAt(2_000)])
    expect(all()).toEqual([
      'begins.out: {"since":1000,"count":100} @ 1010',
      'begins.out: {"since":1000,"count":101} @ 1010',
    ])
    expect(run.ledger()['begins']).toMatchObject({ received: 2, handled: 2, keys: 3 })
  })

  test('does not start again after a restart, unless it is new there', () => {
    const plan = planFor(['a'])
    const before = new FlowRun(plan)
    before.feed([event('in', 1_000, 1)])
    const snapshot = restored(before)
    const again = watch(plan, ['begins.out'], new FlowRun(plan, { snapshot }))
    again.run.advance(5_000)
    expect(again.all()).toEqual(['begins.out: {"since":1000,"count":100} @ 1010'])

    const { begins: _begins, ...others } = snapshot.nodes
    const anew = watch(plan, ['begins.out'], new FlowRun(plan, { snapshot: { ...snapshot, nodes: others } }))
    anew.run.resume(3_000)
    anew.run.advance(5_000)
    expect(anew.all()).toEqual(['begins.out: {"since":3000,"count":100} @ 3010'])
  })

  test('starts with the others where one fails or is one too many, and says so at once', () => {
    const plan = planFor(['a', 'bad', 'b', 'c'], { maxKeys: 2 })
    const { run, all, take } = watch(plan, ['begins.out', 'begins.error'])
    run.advance(0)
    const [bad, tooMany, ...more] = take()
    expect([bad, more]).toEqual([expect.stringContaining('this one fails'), []])
    expect(tooMany).toContain('this node remembers 2 keys at most')
    run.feed([event('in', 0, 1, 0, 'a'), wallAt(100)])
    expect(all().slice(2)).toEqual([
      'begins.out: {"since":0,"count":101} @ 10',
      'begins.out: {"since":0,"count":100} @ 10',
    ])
    expect(run.ledger()['begins']?.noted).toMatchObject({ 'starts failed': 2 })
  })

  test('does nothing where nothing is wired to it', () => {
    const checked = planFor(['a'])
    const plan = { ...checked, nodes: checked.nodes.map((node) => ({ ...node, inputs: {} })) }
    const { run, all } = watch(plan, ['begins.out'])
    run.feed([event('in', 0, 1)])
    run.advance(1_000)
    expect(all()).toEqual([])
  })
})
