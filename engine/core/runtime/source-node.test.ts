import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import type { Arrival } from '../operator/arrival.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at } from '../operator/example.ts'
import { sourceSettings } from '../operator/source-settings.ts'
import type { Watermarks } from './batch.ts'
import { event, planOf, wallAt, watch } from './flow.fixture.ts'

/** A source that makes an event for each of its keys every second, all at one instant. */
const pulses = defineOperator({
  type: 'pulses',
  category: 'source',
  summary: 'Makes events of several keys at once.',
  inputs: {},
  outputs: { out: 'The events' },
  settings: sourceSettings,
  says: () => 'makes events',
  examples: [{ title: 'none', settings: {}, given: {}, expect: {} }],
  create: () => ({
    onStart: ({ wake, now }) => wake('next', now + 1_000, 'wall'),
    onTimer: ({ time }, { emit, wake }) => {
      for (const key of ['a', 'b', 'c']) emit('out', key, { key, time })
      wake('next', time + 1_000, 'wall')
    },
  }),
})

/** All moves of a watermark that left a port, turn by turn. */
function movesOf(plan: Parameters<typeof watch>[0], node: string, until: number): Watermarks[] {
  const { run } = watch(plan, [])
  const moves: Watermarks[] = []
  run.tap(node, 'out').subscribe(({ watermarks }) => moves.push(watermarks))
  run.feed([wallAt(0), wallAt(until)])
  return moves
}

describe('a source that makes events by itself', () => {
  const time = ['0s', '300ms', '1s', '5s'].flatMap((idle) =>
    ['source', 'key'].map((watermark) => ({ idle, watermark })),
  )

  test.each(time)('moves its watermark in order of the ordinals: %j', (settings) => {
    const plan = planOf(
      {
        in: { type: 'pulses', ...settings },
        other: { type: 'pulses', ...settings, idle: '100ms' },
        count: { type: 'window', size: '700ms' },
      },
      [
        ['in', 'count'],
        ['other', 'count'],
      ],
      [pulses],
    )
    for (const node of ['in', 'count']) {
      const moves = movesOf(plan, node, 5_000)
      expect(moves.filter(({ ordinals }) => ordinals.length > 0).length).toBeGreaterThan(2)
      for (const { ordinals } of moves) expect(ordinals).toEqual(ordinals.toSorted((a, b) => a - b))
    }
  })

  test('is idle after it, where it is so at once', () => {
    const plan = planOf({ in: { type: 'pulses', idle: '0s' } }, [], [pulses])
    const last = movesOf(plan, 'in', 3_000).findLast(({ ordinals }) => ordinals.length > 0)
    expect(last?.idle?.at(-1)).toBe(true)
    expect(last?.times.at(-1)).toBe(2_999)
  })
})

describe('a key of which only a retained message is known', () => {
  const source = { type: 'file-in', path: 'x.ndjson', watermark: 'key', key: 'topic', idle: '5s' }
  const retained = (topic: string, time: number, at = time) => ({
    ...event('in', time, 'kept', at, topic),
    properties: { retain: true },
  })

  test('turns idle, and by that holds back nobody at a node over all keys', () => {
    const plan = planOf({ in: source, count: { type: 'window', size: '10s', per: '"all"' } }, [
      ['in', 'count'],
    ])
    const { run, take } = watch(plan, ['count.out'])
    run.feed([retained('a', 1_000), event('in', 2_000, 1, 2_000, 'b')])
    expect(run.nextInstant()).toBe(6_000)
    run.feed([event('in', 20_000, 1, 3_000, 'b')])
    expect(take().length).toBe(1)
    const { time } = run.snapshot().nodes['in'] ?? {}
    expect(time).toMatchObject({ clocks: [expect.arrayContaining(['a']), expect.arrayContaining(['b'])] })
  })

  test('keeps its watermark where it was, idle or not', () => {
    const plan = planOf({ in: source, count: { type: 'window', size: '10s' } }, [['in', 'count']])
    const { run, take } = watch(plan, ['count.out', 'count.late'])
    run.feed([retained('a', 50_000, 1_000), wallAt(600_000)])
    expect(take()).toEqual([])
    run.feed([event('in', 7_000, 1, 600_000, 'a'), event('in', 10_000, 1, 600_000, 'a')])
    expect(take()).toEqual(['count.out: {"start":0,"end":10000,"count":1} @ 9999'])
  })

  test('does not stop the time of a key that is idle', () => {
    const plan = planOf({ in: source, count: { type: 'window', size: '10s' } }, [['in', 'count']])
    const alone = watch(plan, ['count.out'])
    alone.run.feed([event('in', 3_000, 1, 3_000, 'a'), wallAt(40_000)])
    const beside = watch(plan, ['count.out'])
    beside.run.feed([
      event('in', 3_000, 1, 3_000, 'a'),
      retained('a', 9_000),
      retained('a', 9_500),
      wallAt(40_000),
    ])
    expect(beside.all().length).toBe(1)
    expect(beside.run.snapshot().nodes['in']?.time).toEqual(alone.run.snapshot().nodes['in']?.time)
  })
})

test('a node without time of its own makes events of one key whatever the time of another', () => {
  const twice = defineOperator({
    type: 'twice',
    category: 'transform',
    summary: 'Makes two of one.',
    inputs: { in: 'Events' },
    outputs: { out: 'The same again' },
    settings: {},
    says: () => 'makes two of one',
    examples: [{ title: 'none', settings: {}, given: { in: [at(0, 1)] }, expect: {} }],
    create: () => ({
      on: {
        in: ({ payload, time }, { emit }) => {
          emit('out', payload)
          emit('out', payload, { time })
        },
      },
    }),
  })
  const source = { type: 'file-in', path: 'x.ndjson', watermark: 'key', key: 'topic' }
  const { run, take } = watch(planOf({ in: source, twice: { type: 'twice' } }, [['in', 'twice']], [twice]), [
    'twice.out',
    'twice.error',
  ])
  run.feed([event('in', 100_000, 1, 100_000, 'a'), event('in', 5_000, 2, 100_000, 'b')])
  expect(take()).toEqual([
    'twice.out: 1 @ 100000',
    'twice.out: 1 @ 100000',
    'twice.out: 2 @ 5000',
    'twice.out: 2 @ 5000',
  ])
})

test('what arrives without an instant does so when it happened, by what its setting reads of it', () => {
  const time = '$number($split(key, "/")[1]) + $number($split(topic, "/")[1])'
  const { run, take } = watch(
    planOf(
      {
        in: { type: 'mqtt-in', topic: 'at/+', time, key: '"all"' },
        slow: { type: 'throttle', every: '10ms' },
      },
      [['in', 'slow']],
    ),
    ['slow.out', 'in.error'],
  )
  const told = (topic: string, payload: number): Arrival => ({ kind: 'event', node: 'in', topic, payload })
  run.feed([told('at/100', 1), told('at/104', 2), told('at/110', 3)])
  expect(take()).toEqual(['slow.out: 1 @ 200', 'slow.out: 3 @ 220'])
})

test.each([
  ['payload.ts', undefined, 1],
  ['payload.ts * 1000', undefined, 0],
  ['payload.ts', 5, 0],
  [undefined, 5, 0],
])(
  'a time that the setting %j finds before 1990 is noted, one that is given (%j) is not',
  (time, given, noted) => {
    const plan = planOf({ in: { type: 'mqtt-in', topic: 'a', ...(time === undefined ? {} : { time }) } }, [])
    const { run } = watch(plan, [])
    const said = given === undefined ? {} : { time: given }
    const at = 1_800_000_000_000
    run.feed([{ kind: 'event', node: 'in', topic: 'a', at, payload: { ts: 1_800_000_000 }, ...said }])
    expect(run.ledger()['in']).toMatchObject({
      handled: 1,
      noted: noted === 0 ? {} : { 'time before 1990': noted },
    })
  },
)

test.each<[time: string, payload: Json, words: string]>([
  [
    'payload.ts',
    { celsius: 20, tms: 1 },
    '"payload.ts" gives nothing: the payload has celsius, tms; did you mean payload.tms?',
  ],
  ['payload.ts', { celsius: 20 }, '"payload.ts" gives nothing: the payload has celsius'],
  ['payload.meta.ts', {}, '"payload.meta.ts" gives nothing: the payload has no fields'],
  ['payload.ts', [1], '"payload.ts" gives nothing: the payload is a list of 1'],
  [
    'payload.ts',
    Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`field${at}`, at])),
    '"payload.ts" gives nothing: the payload has field0, field1, field2, field3, field4, field5, field6, field7, ...',
  ],
])(
  'an event without a time says what was looked for (%s) and what there is in %j',
  (time, payload, words) => {
    const { run } = watch(planOf({ in: { type: 'mqtt-in', topic: 'a', time } }, []), [])
    const found: string[] = []
    run.results.subscribe(({ deadLetters }) =>
      found.push(...deadLetters.map(({ problem }) => problem.message)),
    )
    run.feed([{ kind: 'event', node: 'in', topic: 'a', at: 5, payload }])
    expect(found).toEqual([`time: expected ms since the epoch or an ISO 8601 time, but ${words}`])
  },
)

describe('a time that its setting finds with the help of the clock', () => {
  const plan = planOf(
    {
      in: {
        type: 'mqtt-in',
        topic: 'at/+',
        time: 'payload.ts ? payload.ts : $millis() + payload.in',
        key: '"all"',
      },
      shown: { type: 'map', payload: 'time' },
    },
    [['in', 'shown']],
  )
  const told = (payload: Json): Arrival => ({ kind: 'event', node: 'in', topic: 'at/x', payload })
  const arrivals = [{ ts: 1_000 }, { in: 500 }, { ts: 5_000 }, { in: 10 }, { in: 20 }, { ts: 9_000 }].map(
    told,
  )

  test.each([1, 2, 3, 6])('is that of its arrival, in pieces of %d as in any other', (size) => {
    const { run, all } = watch(plan, ['shown.out'])
    for (let from = 0; from < arrivals.length; from += size) run.feed(arrivals.slice(from, from + size))
    expect(all().map((line) => Number(/: (\d+) @/.exec(line)?.[1]))).toEqual([
      1_000, 1_500, 5_000, 5_010, 5_020, 9_000,
    ])
  })
})

describe('a key that a source cannot keep the time of', () => {
  const long = 'x'.repeat(2_000)

  function run(plan: Parameters<typeof watch>[0], arrivals: readonly Arrival[]) {
    const watched = watch(plan, ['in.out'])
    const codes: string[] = []
    watched.run.results.subscribe(({ deadLetters }) =>
      codes.push(...deadLetters.map(({ problem }) => problem.code)),
    )
    watched.run.feed(arrivals)
    return { left: watched.all(), codes, ledger: watched.run.ledger()['in'] }
  }

  test.each([
    ['too long', long, 100, 'key-too-long'],
    ['one too many', 'b', 1, 'too-many-keys'],
  ])('is refused where a watermark names it, and the flow goes on: %s', (_, key, maxKeys, code) => {
    const source = { type: 'file-in', path: 'x.ndjson', watermark: 'key', key: 'topic', maxKeys }
    const { left, codes, ledger } = run(planOf({ in: source }, []), [
      event('in', 1_000, 1, 1_000, 'a'),
      { kind: 'watermark', node: 'in', at: 1_000, watermark: 500, key },
      { kind: 'watermark', node: 'in', at: 1_000, watermark: Number.POSITIVE_INFINITY, key },
      event('in', 2_000, 2, 2_000, 'a'),
    ])
    expect(codes).toEqual([code, code])
    expect(left).toEqual(['in.out: 1 @ 1000', 'in.out: 2 @ 2000'])
    expect(ledger).toMatchObject({ received: 2, handled: 2, failed: 0, noted: { 'watermarks refused': 2 } })
  })

  test.each([
    ['too long', ['a', long, 'c'], 100, 'key-too-long', ['a', 'c']],
    ['too many', ['a', 'b', 'c'], 2, 'too-many-keys', ['a', 'b']],
  ])('is refused where a timer has made its event: %s', (_, keys, maxKeys, code, admitted) => {
    const made = defineOperator({
      ...pulses,
      type: 'made',
      settings: sourceSettings,
      create: () => ({
        onStart: ({ wake, now }) => wake('next', now + 1_000, 'wall'),
        onTimer: ({ time }, { emit }) => {
          for (const key of keys) emit('out', key, { key, time })
        },
      }),
    })
    const plan = planOf({ in: { type: 'made', watermark: 'key', maxKeys } }, [], [made])
    const { left, codes, ledger } = run(plan, [wallAt(0), wallAt(1_000)])
    expect(codes).toEqual([code])
    expect(left).toEqual(admitted.map((key) => `in.out: "${key}" @ 1000`))
    expect(ledger).toMatchObject({ received: 3, handled: 2, failed: 1, sent: { out: 2 } })
  })
})
