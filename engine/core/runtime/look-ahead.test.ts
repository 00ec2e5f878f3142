import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import type { Arrival } from '../operator/arrival.ts'
import { defineOperator } from '../operator/define-operator.ts'
import type { Operator } from '../operator/operator.ts'
import type { Plan } from '../operator/plan.ts'
import { expression } from '../operator/settings/expression.ts'
import { record } from '../operator/state.ts'
import { event, planOf, watch } from './flow.fixture.ts'

/** Starts with a count of its own for some keys, whatever it reads. */
const starting = { startsWith: ['k0', 'k1', 'k2'] }

/** Counts the events of each key, and says of which it thinks they are; `free` forgets them, `fail` fails after it. */
const counter = (type: string, reads: 'key' | 'all', keeps: Operator['keeps'] = 'forever'): Operator =>
  defineOperator({
    type,
    category: 'transform',
    summary: 'Counts.',
    inputs: { in: { summary: 'Any events', reads, ...(reads === 'key' ? { per: 'per' } : {}) } },
    outputs: { out: 'A key and its count' },
    settings: { per: expression.key({ summary: 'Whose count it is', optional: true }) },
    state: { count: record<number>() },
    keeps,
    says: () => 'counts',
    examples: [{ title: 'none', settings: {}, given: {}, expect: {} }],
    create: () => ({
      ...(reads === 'all' ? starting : {}),
      onStart: (_context, { count }) => {
        if (reads === 'all') count.set(1_000)
      },
      on: {
        in: ({ payload }, { emit, key }, { count }) => {
          const { act } = payload as { readonly act: string }
          if (act === 'free') count.delete()
          else count.set((count.get() ?? 0) + 1)
          if (act === 'fail') throw new Error('as it was told')
          emit('out', [key, count.get() ?? 0])
        },
      },
    }),
  })

const tally = counter('tally', 'key')
/** Keys that hold nothing go when there are too many. */
const crowded = counter('crowded', 'key', { time: 60_000, keys: 20 })
const total = counter('total', 'all')

const source = { type: 'file-in', path: 'x.ndjson', idle: 'never', maxAhead: 'never' }

const counting = (node: Readonly<Record<string, Json>>): Plan =>
  planOf({ in: source, it: node }, [['in', 'it']], [tally, crowded, total])

interface Step {
  readonly key: number
  readonly act: 'add' | 'free' | 'fail'
}

const told = ({ key, act }: Step, at: number): Arrival =>
  event('in', 1_000 + at, { act, other: `k${(key + 1) % 3}` }, 0, `k${key}`)

/** What comes out, and what is held in the end, where so many are handled at once. */
function outcome(plan: Plan, arrivals: readonly Arrival[], size: number, port = 'it.out'): unknown {
  const { run, all } = watch(plan, [port])
  for (let from = 0; from < arrivals.length; from += size) run.feed(arrivals.slice(from, from + size))
  const { nodes } = run.snapshot()
  return { left: all(), ledger: run.ledger()['it'], cells: nodes['it'] }
}

const steps = fc.array(
  fc.record({
    key: fc.nat(30),
    act: fc.constantFrom<Step['act'][]>('add', 'add', 'free', 'fail'),
  }),
  { minLength: 60, maxLength: 300 },
)

describe('cells that are looked up for many events at once', () => {
  test.each([
    ['by the key of the event', { type: 'tally' }],
    ['by another key', { type: 'tally', per: 'payload.other' }],
    ['where there are too many keys', { type: 'crowded' }],
    ['in the midst of others, for all keys', { type: 'total' }],
  ])('are those that each event would find alone: %s', (_, node) => {
    const plan = counting(node)
    fc.assert(
      fc.property(steps, (given) => {
        const arrivals = given.map(told)
        const alone = outcome(plan, arrivals, 1)
        for (const size of [9, 64, 65, 1_000]) expect(outcome(plan, arrivals, size)).toEqual(alone)
      }),
      { numRuns: 30 },
    )
  })

  test('are those of the key of each event, beyond the first 64 as well', () => {
    const arrivals = Array.from({ length: 201 }, (_, at) => told({ key: at % 67, act: 'add' }, at))
    const { run, all } = watch(counting({ type: 'tally' }), ['it.out'])
    run.feed(arrivals.slice(0, 67))
    run.feed(arrivals.slice(67))
    expect(all()).toEqual(
      arrivals.map((_, at) => `it.out: ["k${at % 67}",${Math.floor(at / 67) + 1}] @ ${1_000 + at}`),
    )
  })

  test('are not used any more where one was freed since', () => {
    const acts: Step['act'][] = ['add', 'add', 'free', 'add', ...Array<'add'>(8).fill('add')]
    const arrivals = acts.map((act, at) => told({ key: at < 4 ? 0 : at, act }, at))
    const { run, take } = watch(counting({ type: 'tally' }), ['it.out'])
    run.feed([told({ key: 0, act: 'add' }, 0)])
    take()
    run.feed(arrivals)
    expect(take().slice(0, 4)).toEqual(
      [2, 3, 0, 1].map((count, at) => `it.out: ["k0",${count}] @ ${1_000 + at}`),
    )
    // What was counted since stands where it is found later.
    run.feed([told({ key: 0, act: 'add' }, 20)])
    expect(take()).toEqual(['it.out: ["k0",2] @ 1020'])
  })

  test('are those of each input, where several wires lead to it', () => {
    const plan = planOf(
      { in: source, moves: source, it: { type: 'gate', open: 'payload.on', controlPer: 'payload.gate' } },
      [
        ['in', 'it'],
        ['moves', 'it.control'],
      ],
    )
    // What moves a gate comes under the key of another.
    const arrivals = Array.from({ length: 300 }, (_, at) =>
      at % 2 === 0
        ? event('moves', at, { on: at % 3 === 0, gate: `k${at % 7}` }, 0, `k${(at + 1) % 7}`)
        : event('in', at, at, 0, `k${at % 7}`),
    )
    const alone = outcome(plan, arrivals, 1, 'it.pass')
    expect(outcome(plan, arrivals, 1_000, 'it.pass')).toEqual(alone)
    expect((alone as { left: string[] }).left.length).toBeGreaterThan(10)
  })
})

describe('a key that is too long to be remembered', () => {
  const long = 'x'.repeat(1_025)

  test.each([
    ['source', 'it'],
    ['key', 'in'],
  ])('is refused at the first that would remember it: watermark per %s', (watermark, node) => {
    const plan = planOf({ in: { ...source, watermark }, it: { type: 'tally' } }, [['in', 'it']], [tally])
    const { run, all } = watch(plan, ['it.out'])
    const letters: unknown[] = []
    run.results.subscribe(({ deadLetters }) =>
      letters.push(...deadLetters.map(({ node, problem }) => [node, problem.code])),
    )
    const add = (topic: string, at: number): Arrival => event('in', at, { act: 'add' }, 0, topic)
    run.feed([
      add(long, 1),
      add(long.slice(1), 2),
      { ...add(long, 3), properties: { retain: true } } as Arrival,
      add('a', 4),
    ])
    expect(letters).toEqual([
      [node, 'key-too-long'],
      [node, 'key-too-long'],
    ])
    expect(all().length).toBe(2)
    expect(run.ledger()[node]).toMatchObject({ received: 4, handled: 2, failed: 2 })
    expect(JSON.stringify(run.snapshot())).not.toContain(long)
  })
})
