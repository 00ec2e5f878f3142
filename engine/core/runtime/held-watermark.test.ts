import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Arrival } from '../operator/arrival.ts'
import { planOf, watch } from './flow.fixture.ts'
import { FlowRun } from './flow-run.ts'
import { HeldWatermark } from './held-watermark.ts'
import { standInFor } from './stand-in-key.ts'

const source = (more: object) => ({
  type: 'file-in',
  path: 'x.ndjson',
  key: 'payload.k',
  time: 'payload.t',
  maxAhead: 'never',
  ...more,
})
const overAll = { per: '"all"' }
const windows = { type: 'window', size: '10ms', aggregates: { n: '$count($)', all: '$sort([payload.n])' } }
const table = source({ key: '"row"', time: '0' })

interface Given {
  readonly key: string
  /** By how much it is later than the one before. */
  readonly later: number
  readonly wait: number
}

const drawn: fc.Arbitrary<readonly Given[]> = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b'),
    later: fc.integer({ min: -6, max: 9 }),
    wait: fc.constantFrom(0, 1, 5, 40),
  }),
  { maxLength: 25, size: 'max' },
)

/** What comes out of windows behind a node that keeps events until its table is there, or behind one that keeps none. */
function outcome(
  clock: object,
  given: readonly Given[],
  loadedAt: number,
  keeps: boolean,
  restart: number,
  isOverAll = false,
) {
  const nodes = {
    in: source(clock),
    rows: table,
    between: keeps
      ? { type: 'lookup', by: '"row"', loading: '1h', gives: 'payload' }
      : { type: 'filter', condition: 'true' },
    windows: isOverAll ? { ...windows, ...overAll } : windows,
  }
  const wires = [
    ['in', 'between'],
    ['between', 'windows'],
    ...(keeps ? [['rows', 'between.table']] : []),
  ] as never
  const taps = ['windows.out', 'windows.late']
  const plan = planOf(nodes, wires)
  let watched = watch(plan, taps)
  const seen: string[] = []
  let at = 0
  let time = 0
  const arrivals: Arrival[] = given.map(({ key, later, wait }, n) => {
    at += wait
    time += later
    return { kind: 'event', node: 'in', at, payload: { k: key, t: time, n } }
  })
  if (keeps)
    arrivals.splice(Math.min(loadedAt, arrivals.length), 0, {
      kind: 'event',
      node: 'rows',
      at: arrivals[loadedAt]?.at ?? at,
      payload: 'there',
      properties: { loaded: true },
    })
  watched.run.feed([{ kind: 'wall', at: 0 }])
  for (const [place, arrival] of arrivals.entries()) {
    if (place === restart) {
      seen.push(...watched.take())
      watched = watch(plan, taps, new FlowRun(plan, { snapshot: watched.run.snapshot() }))
    }
    watched.run.feed([arrival])
  }
  watched.run.end()
  return [...seen, ...watched.take()].sort()
}

describe('windows behind a node that keeps events', () => {
  test.each([
    ['one time for all', { outOfOrder: '10ms', idle: 'never' }],
    ['a time for each key', { outOfOrder: '10ms', idle: 'never', watermark: 'key' }],
    ['a time that goes on by itself', { outOfOrder: '10ms', idle: '20ms', watermark: 'key' }],
  ])('are the same as behind one that keeps none: %s', (_name, clock) => {
    fc.assert(
      fc.property(drawn, fc.nat(25), fc.nat(30), fc.boolean(), (given, loadedAt, restart, isOverAll) => {
        const without = outcome(clock, given, loadedAt, false, -1, isOverAll)
        // What would be late may no longer be.
        fc.pre(!without.some((text) => text.startsWith('windows.late')))
        expect(outcome(clock, given, loadedAt, true, restart, isOverAll)).toEqual(without)
      }),
      { numRuns: Number(process.env['RUNS'] ?? 200) },
    )
  })
})

test('a watermark goes on as far as what is held allows, and further with each event that goes on', () => {
  const held = new HeldWatermark(false)
  const passed = () => held.take().times
  held.rise(1, 5, undefined, false)
  held.hold(1, 'a', 10)
  held.hold(1, 'b', 10)
  held.hold(1, 'a', 30)
  held.rise(2, 50, undefined, true)
  expect(passed()).toEqual([5, 9])
  held.release(3, 'b', 10)
  expect(passed()).toEqual([])
  held.release(4, 'a', 10)
  expect(passed()).toEqual([29])
  const again = new HeldWatermark(false)
  again.load(JSON.parse(JSON.stringify(held.save())) as never)
  again.release(5, 'a', 30)
  const last = again.take()
  expect([last.times, last.idle]).toEqual([[50], [true]])
})

test('what is held of a key holds back its own time, and all of them together', () => {
  const held = new HeldWatermark(true)
  const standIn = standInFor('a', 10)
  const told = () => {
    const { keys, times, idle, gone } = held.take()
    return keys?.map((key, at) => [key, times[at], idle?.[at] ?? false, gone?.[at] ?? false])
  }
  held.hold(0, 'a', 10)
  held.hold(0, 'a', 10)
  held.rise(1, 50, 'a', false)
  held.rise(1, 50, 'b', false)
  held.rise(2, Number.POSITIVE_INFINITY, undefined, false)
  expect(told()).toEqual([
    [standIn, 9, false, false],
    ['a', 9, false, false],
    ['b', 50, false, false],
    [undefined, 9, false, false],
  ])
  held.release(3, 'a', 10)
  expect(told()).toEqual([])
  held.end(4)
  expect(told()).toEqual([
    [standIn, 9, true, false],
    [standIn, Number.NEGATIVE_INFINITY, true, true],
    ['a', 50, false, false],
    [undefined, Number.POSITIVE_INFINITY, false, false],
  ])
})

test('of a key that its source has forgotten nothing more is said', () => {
  const held = new HeldWatermark(true)
  held.hold(0, 'a', 10)
  held.rise(1, 50, 'a', true)
  held.forget(2, 'a')
  held.take()
  held.release(3, 'a', 10)
  expect(held.take().keys).toEqual([standInFor('a', 10), standInFor('a', 10)])
})
