import { describe, expect, test, vi } from 'vitest'
import { WatermarkBuilder } from './batch.ts'
import { KeyClocks } from './key-clocks.ts'
import { type ClockRules, idleWatermark, newClock, observe, type SourceClock } from './source-clock.ts'
import { TimeBuckets } from './time-buckets.ts'

const rules: ClockRules = { outOfOrder: 200, idle: 5_000, idleSpan: () => 20_000, longestSpan: () => 20_000 }
const forever = { forget: 1e9, maxKeys: 1e6 }
const none = { ofAll: () => Infinity, ofKey: () => Infinity }

/** Timers that stay where they are: the first of a list above a watermark, and how often it was asked for. */
function timersAt(times: readonly number[]) {
  const asked = { all: 0, key: 0 }
  const after = (watermark: number): number => times.find((time) => time > watermark) ?? Infinity
  return {
    asked,
    ofAll: (watermark: number) => (asked.all++, after(watermark)),
    ofKey: (watermark: number) => (asked.key++, after(watermark)),
  }
}

/** Goes through all instants up to one, and gives them. */
function until(clocks: KeyClocks, end: number, moves = new WatermarkBuilder(true)): number[] {
  const instants: number[] = []
  for (let at = clocks.nextInstant(); at <= end; at = clocks.nextInstant()) {
    instants.push(at)
    clocks.instant(at, 0, moves)
  }
  return instants
}

describe('what is asked for each key does not depend on how many there are', () => {
  const count = 20_000

  test('when all fall silent at once', () => {
    const timers = timersAt([10_000])
    const clocks = new KeyClocks(rules, forever, timers)
    clocks.start(0)
    const moves = new WatermarkBuilder(true)
    for (let key = 0; key < count; key++) clocks.event(key, 1_000, 1_000, 1, moves)
    clocks.nextInstant()
    until(clocks, 60_000)
    expect(timers.asked.key).toBeGreaterThan(count)
    expect(timers.asked.key + timers.asked.all).toBeLessThan(6 * count)
  })

  test('when each falls silent and comes back in turn', () => {
    const timers = timersAt([1e12])
    const clocks = new KeyClocks(rules, forever, timers)
    clocks.start(0)
    const rounds = 4
    for (let event = 0; event < rounds * count; event++) {
      const at = event * 3
      until(clocks, at)
      clocks.event(event % count, at, at, 1, new WatermarkBuilder(true))
    }
    expect(timers.asked.key).toBeGreaterThan(count)
    expect(timers.asked.key + timers.asked.all).toBeLessThan(6 * rounds * count)
  })

  test('when events come while many are about to fall silent together', () => {
    const timers = timersAt([1e12])
    const clocks = new KeyClocks(rules, forever, timers)
    clocks.start(0)
    const moves = new WatermarkBuilder(true)
    for (let key = 0; key < count; key++) clocks.event(key, 0, 0, 1, moves)
    // To ask for the next instant puts off the looks of those that have come since, not of all that are due with them.
    const looks = vi.spyOn(TimeBuckets.prototype, 'add')
    for (let at = 1; at < 1_000; at++) {
      clocks.event(count - at, at, at, 1, moves)
      expect(clocks.nextInstant()).toBe(5_000)
    }
    expect(looks.mock.calls.length).toBeLessThan(2_000)
    looks.mockRestore()
  })
})

describe('timers of nodes with one time for all keys', () => {
  test.each([1, 2, 3, 4, 5])('are reached when the first idle key gets there, seed %i', (seed) => {
    let state = seed
    const random = (below: number): number => (state = (state * 48271) % 2147483647) % below
    const times = Array.from({ length: 40 }, () => random(90_000)).toSorted((a, b) => a - b)
    const clocks = new KeyClocks(rules, forever, { ...timersAt(times), ofKey: () => Infinity })
    clocks.start(0)
    const plain = new Map<number, SourceClock>()
    const moves = new WatermarkBuilder(true)
    let greatest = -Infinity
    let found = 0
    let at = 0
    for (let round = 0; round < 30; round++) {
      for (let event = 0; event < 4; event++) {
        at += random(300)
        const key = random(12)
        const time = at - random(6_000)
        until(clocks, at)
        for (const clock of plain.values()) if (clock.arrived + rules.idle <= at) clock.idle = true
        clocks.event(key, time, at, 1, moves)
        const clock = plain.get(key) ?? newClock(key, 0, at)
        plain.set(key, clock)
        if (clock.idle) clock.watermark = idleWatermark(clock, at, rules)
        observe(clock, time, at, rules)
        greatest = Math.max(greatest, clock.watermark)
      }
      // Millisecond by millisecond, what the greatest time of all would be.
      const silent = Math.max(...[...plain.values()].map(({ arrived }) => arrived)) + rules.idle
      const end = at + 1_000 + random(12_000)
      const expected: number[] = []
      let reached = greatest
      for (let now = silent; now <= end; now++) {
        const most = Math.max(...[...plain.values()].map((clock) => idleWatermark(clock, now, rules)))
        const next = times.find((time) => time > reached) ?? Infinity
        if (most < next) continue
        reached = most
        expected.push(now)
      }
      const turnsIdle = new Set([...plain.values()].map(({ arrived }) => arrived + rules.idle))
      const instants = until(clocks, end, moves)
      const own = instants.filter((instant) => !turnsIdle.has(instant))
      expect(own, `round ${round}`).toEqual(expected.filter((instant) => !turnsIdle.has(instant)))
      found += own.length
      greatest = Math.max(greatest, reached)
      at = end
    }
    expect(found).toBeGreaterThan(5)
  })
})

describe('keys that come and go', () => {
  const event = (clocks: KeyClocks, key: number, at: number, moves = new WatermarkBuilder(true)): void => {
    until(clocks, at, moves)
    clocks.event(key, at, at, 1, moves)
  }
  const goneFrom = ({ keys, gone }: WatermarkBuilder) => (keys ?? []).filter((_, at) => gone?.[at])

  test('are forgotten so long after their last event, an eighth of that later at most', () => {
    const clocks = new KeyClocks(rules, { forget: 8_000, maxKeys: 20 }, none)
    const moves = new WatermarkBuilder(true)
    for (const [key, at] of [0, 500, 1_000].entries()) event(clocks, key, at)
    until(clocks, 7_999, moves)
    expect(goneFrom(moves)).toEqual([])
    until(clocks, 8_999, moves)
    expect(goneFrom(moves)).toEqual([0])
    until(clocks, 9_000, moves)
    expect(goneFrom(moves)).toEqual([0, 1, 2])
    expect(clocks.nextInstant()).toBe(Infinity)
  })

  test('one that comes back in time stays, one that comes back later begins anew', () => {
    const clocks = new KeyClocks(rules, { forget: 8_000, maxKeys: 20 }, none)
    for (const key of [0, 1]) event(clocks, key, 0)
    event(clocks, 0, 7_999)
    const moves = new WatermarkBuilder(true)
    until(clocks, 15_900, moves)
    clocks.event(0, 100, 15_900, 1, moves)
    clocks.event(1, 100, 15_900, 4, moves)
    expect(goneFrom(moves)).toEqual([1])
    expect(moves.times.at(-1)).toBe(100 - 200 - 1)
    expect(moves.keys?.slice(-2)).toEqual([0, 1])
  })

  test('a new one is refused as long as there are too many, and no longer', () => {
    const clocks = new KeyClocks(rules, { forget: 8_000, maxKeys: 2 }, none)
    for (const key of [0, 1]) event(clocks, key, 1_000 * key)
    expect(() => event(clocks, 2, 7_999)).toThrow('2 keys at most')
    expect(() => event(clocks, 2, 8_000)).not.toThrow()
    expect(() => event(clocks, 3, 8_000)).toThrow('2 keys at most')
  })

  test('what is kept does not grow with those that were', () => {
    const clocks = new KeyClocks(rules, { forget: 6_000, maxKeys: 50 }, none)
    clocks.start(0)
    for (let key = 0; key < 30_000; key++) {
      const at = key * 200
      until(clocks, at)
      clocks.event(key, at, at, 1, new WatermarkBuilder(true))
    }
    const { clocks: kept } = clocks.save() as unknown as { clocks: unknown[] }
    expect(kept.length).toBeLessThanOrEqual(50)
  })
})
