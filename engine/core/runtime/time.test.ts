import { describe, expect, test } from 'vitest'
import type { Json } from '../model/json.ts'
import type { Arrival } from '../operator/arrival.ts'
import { FlowRun } from './flow-run.ts'
import { event, planOf, wallAt, watch } from './flow.fixture.ts'

const count = { type: 'window', size: '10s', aggregates: { n: '$count($)' } }
const source = (more: Readonly<Record<string, Json>> = {}) => ({ type: 'file-in', path: 'x.ndjson', ...more })
const counted = (start: number, n: number): string =>
  `count.out: {"start":${start},"end":${start + 10_000},"n":${n}} @ ${start + 9_999}`
const one = [['in', 'count']] as const

describe('watermark of a source', () => {
  test('follows the greatest time by the bound, and never goes back', () => {
    const { run, take } = watch(planOf({ in: source({ outOfOrder: '2s' }), count }, one), [
      'count.out',
      'count.late',
    ])
    run.feed([event('in', 1_000, 'a'), event('in', 11_999, 'b'), event('in', 4_000, 'c')])
    expect(take()).toEqual([])
    run.feed([event('in', 12_000, 'd')])
    expect(take()).toEqual([counted(0, 2)])
    run.feed([event('in', 9_999, 'too late'), event('in', 10_000, 'in time')])
    expect(take()).toEqual(['count.late: "too late" @ 9999'])
    expect(run.ledger()['count']).toMatchObject({ received: 6, handled: 5, late: 1, watermark: 9_999 })
  })

  test('promised from outside, it counts if it is higher', () => {
    const { run, take } = watch(planOf({ in: source(), count }, one), ['count.out'])
    run.feed([event('in', 1_000, 'a'), { kind: 'watermark', node: 'in', at: 1_000, watermark: 9_998 }])
    expect(take()).toEqual([])
    run.feed([{ kind: 'watermark', node: 'in', at: 1_000, watermark: 9_999 }])
    expect(take()).toEqual([counted(0, 1)])
    run.feed([{ kind: 'watermark', node: 'in', at: 1_000, watermark: 5 }, event('in', 10_000, 'b', 10_000)])
    run.end()
    expect(take()).toEqual([counted(10_000, 1)])
  })

  test('promised of one key, it does not count where all keys have one time, and is noted', () => {
    const { run, take } = watch(planOf({ in: source({ key: 'topic' }), count }, one), [
      'count.out',
      'count.late',
    ])
    run.feed([
      event('in', 1_000, 'a', 1_000, 'a'),
      { kind: 'watermark', node: 'in', at: 1_000, watermark: 60_000, key: 'a' },
      event('in', 3_000, 'b', 3_000, 'b'),
    ])
    run.end()
    expect(take()).toEqual([counted(0, 1), counted(0, 1)])
    expect(run.ledger()['in']?.noted).toEqual({ 'watermarks of one key': 1 })
  })

  test('a retained message is marked and moves nothing', () => {
    const { run, take } = watch(planOf({ in: source(), count }, one), ['count.out', 'in.out'])
    const old: Arrival = {
      kind: 'event',
      node: 'in',
      at: 1_000,
      time: 50_000,
      payload: 'old',
      properties: { retain: true },
    }
    run.feed([event('in', 1_000, 'a'), old, event('in', 2_000, 'b')])
    expect(take()).toEqual(['in.out: "a" @ 1000', 'in.out: "old" @ 50000', 'in.out: "b" @ 2000'])
    expect(run.ledger()['count']).toMatchObject({ late: 0, watermark: 1_999 })
  })

  test('an event too far ahead of the wall is a dead letter and makes nobody late', () => {
    const plan = planOf({ in: source({ maxAhead: '1m' }), count }, one)
    const { run, take } = watch(plan, ['count.out', 'count.late'])
    const letters: string[] = []
    run.results.subscribe(({ deadLetters }) =>
      letters.push(...deadLetters.map(({ problem }) => problem.code)),
    )
    run.feed([
      event('in', 1_000, 'a'),
      event('in', 61_001, 'bad clock', 1_000),
      event('in', 61_000, 'fast', 1_000),
    ])
    expect(letters).toEqual(['clock-ahead'])
    expect(take()).toEqual([counted(0, 1)])
    expect(run.ledger()['in']).toMatchObject({ received: 3, handled: 2, failed: 1 })
  })
})

describe('an idle source', () => {
  const plan = planOf({ in: source({ idle: '5s', outOfOrder: '1s' }), count }, one)

  test('goes on at the speed of the wall, so that its last window closes', () => {
    const { run, take } = watch(plan, ['count.out'])
    run.feed([event('in', 3_000, 'a')])
    // The window closes at W = 9999. Idle from 8000 on, W = 3000 - 1000 - 1 + (wall - 8000), so the wall is 16000.
    expect(run.nextInstant()).toBe(8_000)
    run.feed([wallAt(8_000)])
    expect(run.nextInstant()).toBe(16_000)
    run.feed([wallAt(15_999)])
    expect(take()).toEqual([])
    run.feed([wallAt(16_000)])
    expect(take()).toEqual([counted(0, 1)])
    expect(run.nextInstant()).toBe(Number.POSITIVE_INFINITY)
  })

  test('the instants are the same however the wall is told', () => {
    const inSteps = watch(plan, ['count.out'])
    inSteps.run.feed([event('in', 3_000, 'a')])
    for (let at = 3_100; at <= 30_000; at += 100) inSteps.run.feed([wallAt(at)])
    const atOnce = watch(plan, ['count.out'])
    atOnce.run.feed([event('in', 3_000, 'a'), wallAt(30_000)])
    expect(inSteps.all()).toEqual(atOnce.all())
    expect(inSteps.run.snapshot()).toEqual(atOnce.run.snapshot())
  })

  test('its backlog counts up to the span beyond its last event, and is late before', () => {
    const { run, take } = watch(plan, ['count.out', 'count.late'])
    run.feed([event('in', 3_000, 'a'), wallAt(600_000)])
    expect(take()).toEqual([counted(0, 1)])
    // Ten minutes on, the watermark stands at 3000 + 10000, the span of the window.
    run.feed([event('in', 9_000, 'late', 600_000), event('in', 13_001, 'in time', 600_000)])
    expect(take()).toEqual(['count.late: "late" @ 9000'])
    expect(run.ledger()['count']?.watermark).toBe(13_000)
  })

  test('never idle waits for ever', () => {
    const { run, take } = watch(planOf({ in: source({ idle: 'never' }), count }, one), ['count.out'])
    run.feed([event('in', 3_000, 'a'), wallAt(1e12)])
    expect(take()).toEqual([])
    expect(run.nextInstant()).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('two sources', () => {
  const two = [...one, ['other', 'count']] as const
  const plan = planOf({ in: source({ idle: '5s' }), other: source({ idle: '5s' }), count }, two)

  test('the least watermark counts; one without events holds back until it is idle', () => {
    const { run, take } = watch(plan, ['count.out', 'count.late'])
    run.feed([event('in', 1_000, 'a'), event('in', 4_000, 'b')])
    run.feed([event('in', 5_900, 'c'), event('in', 10_000, 'd', 5_900)])
    expect(take()).toEqual([])
    run.feed([wallAt(6_000)])
    expect(take()).toEqual([counted(0, 3)])
  })

  test('one that comes back behind counts again once it has caught up', () => {
    const { run, take } = watch(plan, ['count.out', 'count.late'])
    run.feed([
      event('in', 1_000, 'a'),
      event('other', 1_000, 'x'),
      event('in', 6_500, 'b'),
      event('in', 12_000, 'c'),
    ])
    expect(take()).toEqual([counted(0, 3)])
    run.feed([event('other', 3_000, 'behind', 12_000), event('in', 15_000, 'd')])
    expect(take()).toEqual(['count.late: "behind" @ 3000'])
    expect(run.ledger()['count']?.watermark).toBe(14_999)
    run.feed([event('other', 16_000, 'y'), event('in', 20_500, 'e', 16_000)])
    expect(run.ledger()['count']?.watermark).toBe(15_999)
  })

  test('an idle input added changes nothing once it counts as idle', () => {
    const events = Array.from({ length: 50 }, (_, at) => event('in', 6_000 + at * 700, at))
    const alone = watch(planOf({ in: source({ idle: '5s' }), count }, one), ['count.out'])
    alone.run.feed([wallAt(0), ...events])
    const beside = watch(plan, ['count.out'])
    beside.run.feed([wallAt(0), ...events])
    expect(beside.all()).toEqual(alone.all())
    expect(alone.all().length).toBeGreaterThan(2)
  })
})

describe('a watermark for each key', () => {
  const perKey = source({ watermark: 'key', idle: '5s', key: 'topic' })
  const plan = planOf({ in: perKey, count }, one)
  const of = (topic: string, time: number, payload: Json, at = time) => event('in', time, payload, at, topic)

  test('a device that was away is late for nobody but itself, and holds nobody up', () => {
    const { run, take } = watch(plan, ['count.out', 'count.late'])
    run.feed([
      of('a', 1_000, 1),
      of('b', 1_000, 1),
      of('a', 2_000, 2),
      of('a', 10_000, 3),
      of('a', 20_000, 4),
    ])
    expect(take()).toEqual([counted(0, 2), counted(0, 1), counted(10_000, 1)])
  })

  test('each key has its own idle time and its own backlog', () => {
    const { run, take } = watch(plan, ['count.out', 'count.late'])
    run.feed([of('a', 1_000, 1), of('b', 1_000, 1, 2_000)])
    // a is idle from 6000 on and closes its window at 6000 + 9999 - 999; b a second later.
    run.feed([wallAt(14_999)])
    expect(take()).toEqual([])
    run.feed([wallAt(15_000)])
    expect(take()).toEqual([counted(0, 1)])
    run.feed([wallAt(16_000)])
    expect(take()).toEqual([counted(0, 1)])
    run.feed([
      of('a', 10_999, 'late', 100_000),
      of('a', 11_000, 'late', 100_000),
      of('a', 11_001, 'in time', 100_000),
    ])
    expect(take()).toEqual([])
    expect(run.ledger()['count']).toMatchObject({ late: 0 })
  })

  test('over a change of key the least over the active keys counts', () => {
    const together = { ...count, per: '"all"' }
    const { run, take } = watch(planOf({ in: perKey, count: together }, one), ['count.out', 'count.late'])
    run.feed([
      of('a', 1_000, 1),
      of('b', 2_000, 1, 1_000),
      of('a', 10_000, 2, 1_000),
      of('a', 25_000, 3, 2_000),
    ])
    expect(take()).toEqual([])
    run.feed([of('b', 10_000, 2, 3_000)])
    expect(take()).toEqual([counted(0, 2)])
    // b falls silent: from 8000 on a alone counts.
    run.feed([of('a', 25_001, 4, 7_999)])
    expect(take()).toEqual([])
    run.feed([wallAt(8_000)])
    expect(take()).toEqual([counted(10_000, 2)])
  })

  test('at the end of input all keys end at once, by time and then by first appearance', () => {
    const { run, take } = watch(plan, ['count.out'])
    run.feed([of('b', 5_000, 1), of('a', 12_000, 1, 5_000), of('c', 1_000, 1, 5_000)])
    run.end()
    expect(take()).toEqual([counted(0, 1), counted(0, 1), counted(10_000, 1)])
  })
})

describe('a run that is saved and restored at any point', () => {
  const keys = ['a', 'b', 'c']
  const arrivals: Arrival[] = Array.from({ length: 120 }, (_, at) =>
    event('in', at * 977 - (at % 7) * 400, at, at * 900 + (at % 40 === 0 ? 20_000 : 0), keys[at % 3]),
  )

  test.each(['source', 'key'])('goes on as if nothing had been, with watermarks per %s', (watermark) => {
    const plan = planOf(
      {
        in: source({ watermark, idle: '2s', outOfOrder: '1s', key: 'topic' }),
        count,
        quiet: { type: 'debounce', quiet: '1s' },
        all: { ...count, per: '"all"' },
      },
      [...one, ['in', 'quiet'], ['quiet', 'all']],
    )
    const ports = ['count.out', 'count.late', 'quiet.out', 'all.out', 'all.late']
    const whole = watch(plan, ports)
    whole.run.feed(arrivals)
    whole.run.end()
    expect(whole.all().length).toBeGreaterThan(40)
    for (let cut = 0; cut <= arrivals.length; cut++) {
      const before = watch(plan, ports)
      before.run.feed(arrivals.slice(0, cut))
      const saved = JSON.parse(JSON.stringify(before.run.snapshot())) as ReturnType<FlowRun['snapshot']>
      const after = watch(plan, ports, new FlowRun(plan, { snapshot: saved }))
      after.run.feed(arrivals.slice(cut))
      after.run.end()
      expect([...before.all(), ...after.all()], `restored before arrival ${cut}`).toEqual(whole.all())
    }
  })
})

describe('a flow that was away', () => {
  const plan = planOf(
    { tick: { type: 'timer', every: '1s', missed: 'once' }, in: source({ idle: '5s' }), count },
    one,
  )
  const away = () => {
    const before = watch(plan, [])
    before.run.feed([wallAt(0), event('in', 500, 'a'), wallAt(2_500)])
    return watch(plan, ['tick.out', 'count.out'], new FlowRun(plan, { snapshot: before.run.snapshot() }))
  }

  test('does at once what fell due meanwhile, each timer once', () => {
    const { run, take } = away()
    run.feed([{ kind: 'resume', at: 600_000 }])
    expect(take()).toEqual(['tick.out: {"tick":600000,"missed":598} @ 600000', counted(0, 1)])
    expect(run.nextInstant()).toBe(601_000)
  })

  test('does it instant by instant where only the wall moves on', () => {
    const { run, take } = away()
    run.feed([wallAt(10_500)])
    expect(take().filter((line) => line.startsWith('tick'))).toHaveLength(8)
  })

  test('a source that is new starts then', () => {
    const { run: before } = watch(planOf({ in: source(), count }, one), [])
    before.feed([event('in', 500, 'a')])
    const { run, take } = watch(plan, ['tick.out'], new FlowRun(plan, { snapshot: before.snapshot() }))
    run.feed([wallAt(3_000)])
    expect(take()).toHaveLength(3)
  })
})

describe('two sources with a watermark for each key', () => {
  const perKey = source({ watermark: 'key', idle: '5s', key: 'topic' })
  const plan = planOf({ in: perKey, other: perKey, count }, [...one, ['other', 'count']])
  const of = (node: string, topic: string, time: number, at = time) => event(node, time, topic, at, topic)

  test('a key that one of them has not met waits as long as that one may be idle', () => {
    const { run, take } = watch(plan, ['count.out', 'count.late'])
    run.feed([of('in', 'a', 1_000), of('in', 'a', 20_000, 5_999)])
    expect(take()).toEqual([])
    run.feed([wallAt(6_000)])
    expect(take()).toEqual([counted(0, 1)])
  })

  test('a source without any event holds no key back once it is idle', () => {
    const { run, take } = watch(plan, ['count.out'])
    run.feed([wallAt(0), of('in', 'a', 4_000), wallAt(9_000), of('in', 'a', 20_000, 9_500)])
    expect(take()).toEqual([counted(0, 1)])
  })

  test('where both know a key, the least of its two watermarks counts', () => {
    const { run, take } = watch(plan, ['count.out', 'count.late'])
    run.feed([of('in', 'a', 1_000), of('other', 'a', 1_000), of('other', 'b', 1_000), of('in', 'b', 1_000)])
    run.feed([of('in', 'a', 20_000, 1_000), of('other', 'b', 20_000, 1_000), of('other', 'a', 10_000, 1_000)])
    expect(take()).toEqual([counted(0, 2)])
    run.feed([of('in', 'b', 9_000, 1_000), of('in', 'b', 10_000, 1_000)])
    expect(take()).toEqual([counted(0, 3)])
  })
})
