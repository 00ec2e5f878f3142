import { describe, expect, test } from 'vitest'
import { SortedTimes } from './sorted-times.ts'

/** Where new times come in, as a share of the span at hand: at the end, anywhere, at the front. */
const habits = [
  ['at the end', (from: number, to: number) => to + Math.floor((to - from) / 100) + 1],
  ['anywhere', (from: number, to: number, random: number) => from + (random % (to - from + 1))],
  ['at the front', (from: number, _to: number, random: number) => from - (random % 3)],
] as const

describe.each(habits)('times that come in %s', (_where, next) => {
  test.each([1, 7, 99])('are what a plain sorted list would hold, seed %i', (seed) => {
    const times = new SortedTimes()
    const plain: number[] = []
    let state = seed
    const random = (): number => (state = (state * 48271) % 2147483647)
    for (let step = 0; step < 12_000; step++) {
      const time = next(plain[0] ?? 0, plain.at(-1) ?? 1_000_000, random())
      const at = plain.findIndex((one) => one >= time)
      if (plain[at] !== time) {
        times.add(time)
        plain.splice(at < 0 ? plain.length : at, 0, time)
      }
      // It grows for a while and shrinks for a while.
      const taking = step % 4_000 > 2_000 ? 2 : step % 3 === 0 ? 1 : 0
      for (let take = 0; take < taking; take++) {
        const place = random() % 5 === 0 ? random() % Math.max(plain.length, 1) : 0
        const gone = plain.splice(place, 1)[0]
        if (gone !== undefined) times.remove(gone)
      }
      expect(times.first, `step ${step}`).toBe(plain[0] ?? Infinity)
      const asked = (plain[random() % Math.max(plain.length, 1)] ?? 0) - (random() % 2)
      expect(times.after(asked), `step ${step}`).toBe(plain.find((one) => one > asked) ?? Infinity)
    }
    times.clear()
    expect([times.first, times.after(-Infinity)]).toEqual([Infinity, Infinity])
  })
})
