import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import type { Arrival } from '../operator/arrival.ts'
import { FlowRun } from './flow-run.ts'
import { event, planOf, wallAt, watch } from './flow.fixture.ts'
import type { Snapshot } from './snapshot.ts'

const source = (more: Readonly<Record<string, Json>> = {}) => ({
  type: 'file-in',
  path: 'x.ndjson',
  watermark: 'key',
  key: 'topic',
  idle: '100ms',
  forget: '1s',
  maxKeys: 100,
  ...more,
})
const of = (topic: string, time: number, at = time, node = 'in') => event(node, time, 1, at, topic)
const count = { type: 'window', size: '1s', aggregates: { n: '$count($)' } }

/** How many entries the longest list in a snapshot has, for each node that keeps time. */
function longestLists({ nodes }: Snapshot): Record<string, number> {
  const longest = (json: unknown): number => {
    if (typeof json !== 'object' || json === null) return 0
    const within = Math.max(0, ...Object.values(json).map(longest))
    return Array.isArray(json) ? Math.max(json.length, within) : within
  }
  return Object.fromEntries(Object.entries(nodes).map(([id, { time }]) => [id, longest(time)]))
}

/** What is remembered of time in a snapshot, node by node. */
const timesOf = ({ ordinal, nodes }: Snapshot): Json[] => [
  ordinal,
  ...Object.values(nodes).map(({ time }) => time),
]

describe('keys that come and go', () => {
  test('are remembered nowhere once they are forgotten, and no more than maxKeys are', () => {
    const plan = planOf(
      {
        in: source(),
        other: source(),
        own: { ...count, forget: '1s', maxKeys: 100 },
        both: { ...count, forget: '1s', maxKeys: 100 },
        below: { type: 'absence', after: '500ms', forget: '1s', maxKeys: 100 },
        all: { ...count, per: '"all"' },
      },
      [
        ['in', 'own'],
        ['in', 'both'],
        ['other', 'both'],
        ['both', 'below'],
        ['in', 'all'],
        ['other', 'all'],
      ],
    )
    const run = new FlowRun(plan)
    const keys = 20_000
    for (let at = 0; at < keys; at++)
      run.feed([of(`k${at}`, at * 50), of(`k${at - (at % 3)}`, at * 50, at * 50, 'other')])
    const lists = longestLists(run.snapshot())
    expect(Object.keys(lists)).toEqual(['in', 'other', 'own', 'both', 'below', 'all'])
    for (const [node, length] of Object.entries(lists)) expect(length, node).toBeLessThanOrEqual(100)
    expect(run.ledger()['own']).toMatchObject({ failed: 0, late: 0 })
    expect(run.ledger()['own']?.sent['out']).toBeGreaterThan(keys - 100)
  })
})

describe('a key that comes back after it was forgotten', () => {
  test('begins anew where nothing of it is left', () => {
    const { run, take } = watch(
      planOf({ in: source({ forget: '2s' }), count: { ...count, forget: '1s' } }, [['in', 'count']]),
      ['count.out', 'count.late'],
    )
    run.feed([of('a', 50_000, 0), of('a', 51_000, 0), wallAt(10_000)])
    expect(take().length).toBe(2)
    run.feed([of('a', 7_000, 10_000), of('a', 8_000, 10_000)])
    expect(take()).toEqual(['count.out: {"start":7000,"end":8000,"n":1} @ 7999'])
  })

  test('is late where a node still holds something that was made under its old watermark', () => {
    const { run, take } = watch(
      planOf({ in: source({ forget: '2s' }), quiet: { type: 'absence', after: '1s', forget: '1d' } }, [
        ['in', 'quiet'],
      ]),
      ['quiet.absent', 'quiet.back', 'quiet.late'],
    )
    run.feed([of('a', 1_000_000, 0), wallAt(10_000)])
    expect(take().length).toBe(1)
    expect(run.snapshot().nodes['in']?.time).toMatchObject({ clocks: [] })
    expect(run.snapshot().nodes['quiet']?.time).toMatchObject({ keys: [['a', 1_001_000, true]] })
    run.feed([of('a', 5_000, 10_000), of('a', 1_001_001, 10_050)])
    expect(take().filter((line) => line.startsWith('quiet.late'))).toEqual(['quiet.late: 1 @ 5000'])
    // It is known again, so what holds its watermark now is the source.
    expect(run.snapshot().nodes['quiet']?.time).toMatchObject({ keys: [['a', 1_001_000, false]] })
  })

  test('is not forgotten while something waits for its time to go on', () => {
    const slow = { ...count, size: '1h', forget: '1d' }
    const { run, take } = watch(planOf({ in: source({ forget: '2s' }), slow }, [['in', 'slow']]), [
      'slow.out',
    ])
    run.feed([of('a', 1_000), wallAt(3_500_000)])
    expect(take()).toEqual([])
    run.feed([wallAt(3_700_000)])
    expect(take()).toEqual(['slow.out: {"start":0,"end":3600000,"n":1} @ 3599999'])
    expect(run.snapshot().nodes['in']?.time).toMatchObject({ clocks: [] })
    expect(run.nextInstant()).toBe(Infinity)
  })

  test('holds nobody back at a node over all keys, behind as it is', () => {
    const { run, take } = watch(
      planOf({ in: source({ forget: '2s' }), all: { ...count, per: '"all"' } }, [['in', 'all']]),
      ['all.out', 'all.late'],
    )
    run.feed([of('a', 1_000), wallAt(5_000), of('b', 20_000, 20_000), of('a', 2_000, 20_000)])
    run.feed([of('b', 21_000, 20_050)])
    expect(take()).toEqual([
      'all.out: {"start":1000,"end":2000,"n":1} @ 1999',
      'all.late: 1 @ 2000',
      'all.out: {"start":20000,"end":21000,"n":1} @ 20999',
    ])
  })
})

describe('with keys that come, go and come back, behind or ahead', () => {
  const plan = planOf(
    {
      in: source({ forget: '1500ms', outOfOrder: '300ms', idle: '400ms', maxKeys: 4 }),
      other: source({ forget: '3s', idle: '700ms' }),
      own: { ...count, size: '700ms', forget: '2s', lateness: '500ms' },
      both: { ...count, forget: '5s' },
      quiet: { type: 'absence', after: '900ms', forget: '4s' },
      calm: { type: 'debounce', quiet: '1s' },
      all: { ...count, per: '"all"' },
    },
    [
      ['in', 'own'],
      ['in', 'both'],
      ['other', 'both'],
      ['both', 'quiet'],
      ['own', 'calm'],
      ['in', 'all'],
      ['other', 'all'],
      ['calm', 'all'],
    ],
  )
  const ports = [
    'own.out',
    'own.update',
    'own.late',
    'both.out',
    'both.late',
    'quiet.absent',
    'quiet.back',
    'calm.out',
  ]
  const watched = [...ports, 'all.out', 'all.late']

  function arrivalsFrom(seed: number): Arrival[] {
    let state = seed
    const random = (below: number): number => (state = (state * 48271) % 2147483647) % below
    let at = 0
    return Array.from({ length: 90 }, (): Arrival => {
      at += [0, 0, 1, 120, 400, 700, 1_500, 4_000][random(8)] ?? 0
      const node = random(2) === 0 ? 'in' : 'other'
      const key = `k${random(6)}`
      if (random(12) === 0) return wallAt(at)
      if (random(12) === 0) return { kind: 'watermark', node, at, watermark: at - 500, key }
      const made = of(key, Math.max(0, at - [0, 0, 200, 3_000, 20_000][random(5)]!), at, node)
      return random(6) === 0 ? ({ ...made, properties: { retain: true } } as Arrival) : made
    })
  }

  test.each([1, 2, 3, 4, 5, 6])('any cut and any restart gives the same, seed %i', (seed) => {
    const arrivals = arrivalsFrom(seed)
    const whole = watch(plan, watched)
    whole.run.feed(arrivals)
    const standing = timesOf(whole.run.snapshot())
    whole.run.end()
    expect(whole.all().length).toBeGreaterThan(60)
    for (const every of [1, 2, 7]) {
      let run = new FlowRun(plan)
      const seen: string[] = []
      for (let from = 0; from < arrivals.length; from += every) {
        const part = watch(plan, watched, run)
        run.feed(arrivals.slice(from, from + every))
        seen.push(...part.all())
        const saved = JSON.stringify(run.snapshot())
        run = new FlowRun(plan, { snapshot: JSON.parse(saved) as Snapshot })
        expect(JSON.stringify(run.snapshot())).toBe(saved)
      }
      expect(timesOf(run.snapshot()), `restarted every ${every}`).toEqual(standing)
      const last = watch(plan, watched, run)
      run.end()
      expect([...seen, ...last.all()]).toEqual(whole.all())
    }
  })
})

test('a key that is forgotten when the first of its events in a turn comes begins anew for all of them', () => {
  // Cells are swept every eighth of 800 ms, so at 855 what has outlived its time by then is still there.
  const plan = planOf(
    { in: { type: 'file-in', path: 'x', key: 'topic' }, moved: { type: 'change', forget: '800ms' } },
    [['in', 'moved']],
  )
  const others = Array.from({ length: 20 }, (_, at) => event('in', 855, at, 855, `other ${at}`))
  const watched = watch(plan, ['moved.out'])
  watched.run.feed([event('in', 50, 1, 50, 'a')])
  watched.run.feed([event('in', 840, 1, 840, 'b')])
  watched.run.feed([event('in', 855, 1, 855, 'a'), event('in', 855, 1, 855, 'a'), ...others])
  expect(watched.all().slice(0, 3)).toEqual(['moved.out: 1 @ 50', 'moved.out: 1 @ 840', 'moved.out: 1 @ 855'])
  expect(watched.all()).toHaveLength(3 + others.length)
})
