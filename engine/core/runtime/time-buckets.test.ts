import { describe, expect, test } from 'vitest'
import { TimeBuckets } from './time-buckets.ts'

interface Entry {
  readonly time: number
  live: boolean
}

/** Many entries, a few at each time; `wanted` counts how many were looked at. */
function filled(count: number, each: number) {
  const buckets = new TimeBuckets<Entry>()
  const entries = Array.from({ length: count }, (_, at): Entry => ({
    time: Math.floor(at / each),
    live: true,
  }))
  for (const entry of entries) buckets.add(entry.time, entry)
  const counted = { looks: 0 }
  const wanted = (entry: Entry): boolean => {
    counted.looks++
    return entry.live
  }
  return { buckets, entries, counted, wanted }
}

describe('the first time above another that is wanted', () => {
  test.each([1, 10, 50_000])('is found at one look where all are, %i of a time', (each) => {
    const { buckets, counted, wanted } = filled(50_000, each)
    for (let ask = 0; ask < 1_000; ask++) {
      const time = (ask * 48_271) % (50_000 / each)
      expect(buckets.after(time, wanted)).toBe(time + 1 < 50_000 / each ? time + 1 : Infinity)
    }
    expect(counted.looks).toBeLessThanOrEqual(1_000)
  })

  test('looks at each that is not wanted once', () => {
    const { buckets, entries, counted, wanted } = filled(50_000, 10)
    for (const entry of entries.slice(10, -1)) entry.live = false
    for (let ask = 0; ask < 1_000; ask++) expect(buckets.after(0, wanted)).toBe(4_999)
    expect(counted.looks).toBeLessThan(51_000)
    expect(buckets.next).toBe(0)
    buckets.take()
    expect(buckets.next).toBe(4_999)
  })
})

test('what is left is what a plain list would hold, whatever is added, swept and taken', () => {
  const seed = 7
  let state = seed
  const random = (below: number): number => (state = (state * 48271) % 2147483647) % below
  const buckets = new TimeBuckets<Entry>()
  let plain: Entry[] = []
  const wanted = ({ live }: Entry): boolean => live
  for (let step = 0; step < 5_000; step++) {
    const entry = { time: random(500) + (step >> 2), live: true }
    buckets.add(entry.time, entry)
    plain.push(entry)
    const other = plain[random(plain.length)]
    if (other !== undefined && random(3) > 0) other.live = false
    if (random(400) === 0) buckets.sweep(wanted)
    if (random(6) === 0) {
      buckets.settle(wanted)
      const least = Math.min(...plain.filter(wanted).map(({ time }) => time))
      expect(buckets.next, `seed ${seed}, step ${step}`).toBe(least)
      const taken = buckets.take().filter(wanted)
      expect(taken).toEqual(plain.filter(({ time, live }) => live && time === least))
      plain = plain.filter(({ time, live }) => live && time !== least)
    }
    const asked = random(500) + (step >> 2)
    const above = plain.filter(({ time, live }) => live && time > asked).map(({ time }) => time)
    expect(buckets.after(asked, wanted), `seed ${seed}, step ${step}`).toBe(Math.min(...above))
  }
})
