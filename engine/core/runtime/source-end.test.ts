import { describe, expect, test } from 'vitest'
import type { Arrival } from '../operator/arrival.ts'
import { event, planOf, wallAt, watch } from './flow.fixture.ts'
import { FlowRun } from './flow-run.ts'

const ended: Arrival = { kind: 'watermark', node: 'in', watermark: Infinity }
const rows = { type: 'file-in', path: 'x.ndjson', key: 'topic' }
const other = { type: 'mqtt-in', topic: '#', key: '"live"' }
const counts = { type: 'window', size: '10s' }

describe.each(['source', 'key'])('a source that has ended, with a time for each %s', (watermark) => {
  const source = { ...rows, watermark }

  test('settles what has come of it at once, though another goes on', () => {
    const plan = planOf({ in: source, sum: counts, other, log: { type: 'log' } }, [
      ['in', 'sum'],
      ['other', 'log'],
    ])
    const { run, take } = watch(plan, ['sum.out'])
    run.feed([event('in', 1_000, 1, 1_000, 'a'), event('in', 25_000, 1, 1_000, 'b')])
    take()
    run.feed([ended])
    const open = watermark === 'key' ? ['sum.out: {"start":0,"end":10000,"count":1} @ 9999'] : []
    expect(take()).toEqual([...open, 'sum.out: {"start":20000,"end":30000,"count":1} @ 29999'])
    expect(run.nextInstant()).toBeGreaterThan(1_000)
    run.feed([event('other', 2_000, 1), wallAt(500_000)])
    expect(take()).toEqual([])
  })

  test('is waited for no longer where it meets another, and drags that one nowhere', () => {
    const plan = planOf({ in: source, other, sum: { ...counts, per: '"all"' } }, [
      ['in', 'sum'],
      ['other', 'sum'],
    ])
    const { run, take } = watch(plan, ['sum.out', 'sum.late'])
    run.feed([event('in', 1_000, 1, 900_000), event('other', 900_000, 1)])
    expect(take()).toEqual([])
    run.feed([ended, event('other', 900_001, 1)])
    expect(take()).toEqual(['sum.out: {"start":0,"end":10000,"count":1} @ 9999'])
    // The other falls silent and comes back.
    run.feed([wallAt(935_000), event('other', 935_000, 1), event('other', 950_000, 1)])
    expect(take()).toEqual([
      'sum.out: {"start":900000,"end":910000,"count":2} @ 909999',
      'sum.out: {"start":930000,"end":940000,"count":1} @ 939999',
    ])
  })

  test('is nothing to wait for where nothing has come of it', () => {
    const plan = planOf({ in: source, other, sum: { ...counts, per: '"all"' } }, [
      ['in', 'sum'],
      ['other', 'sum'],
    ])
    const { run, take } = watch(plan, ['sum.out'])
    run.feed([wallAt(0), ended, event('other', 1_000, 1), event('other', 12_000, 1)])
    expect(take()).toEqual(['sum.out: {"start":0,"end":10000,"count":1} @ 9999'])
  })

  test('leaves what waits for the wall as it was', () => {
    const plan = planOf({ in: source, quiet: { type: 'debounce', quiet: '5s' }, other }, [['in', 'quiet']])
    const { run, take } = watch(plan, ['quiet.out', 'quiet.error'])
    run.feed([event('in', 1_000, 1), ended])
    expect(take()).toEqual([])
    run.feed([wallAt(10_000)])
    // As where its source is idle for long, it lies just above the watermark that was passed on.
    expect(take()).toEqual(['quiet.out: 1 @ 1001'])
  })

  test('has ended after a restart as well', () => {
    const plan = planOf({ in: source, other, sum: { ...counts, per: '"all"' } }, [
      ['in', 'sum'],
      ['other', 'sum'],
    ])
    const before = [event('in', 1_000, 1), event('in', 25_000, 1, 1_000, 'b'), ended]
    const after = [event('other', 26_000, 1), event('other', 50_000, 1), wallAt(400_000)]
    const whole = watch(plan, ['sum.out'])
    whole.run.feed(before)
    whole.take()
    whole.run.feed(after)
    const first = new FlowRun(plan)
    first.feed(before)
    const snapshot = JSON.parse(JSON.stringify(first.snapshot()))
    const second = watch(plan, ['sum.out'], new FlowRun(plan, { snapshot }))
    second.run.feed(after)
    const results = whole.take()
    expect(results.length).toBeGreaterThan(1)
    expect(second.all()).toEqual(results)
    expect(second.run.snapshot()).toEqual(whole.run.snapshot())
  })
})

test('one key of which nothing more comes holds back no other', () => {
  const plan = planOf({ in: { ...rows, watermark: 'key' }, sum: { ...counts, per: '"all"' } }, [
    ['in', 'sum'],
  ])
  const { run, take } = watch(plan, ['sum.out'])
  run.feed([
    event('in', 1_000, 1, 1_000, 'a'),
    event('in', 2_000, 1, 2_000, 'b'),
    event('in', 30_000, 1, 2_000, 'a'),
  ])
  expect(take()).toEqual([])
  run.feed([{ ...ended, key: 'b' } as Arrival, event('in', 30_001, 1, 2_000, 'a')])
  expect(take()).toEqual(['sum.out: {"start":0,"end":10000,"count":2} @ 9999'])
})
