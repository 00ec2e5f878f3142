import { describe, expect, it } from 'vitest'
import { WatermarkBuilder } from './batch.ts'

type Added = readonly [ordinal: number, time: number, idle?: boolean]

const cases: readonly { title: string; added: readonly Added[]; ordinals: number[]; times: number[] }[] = [
  { title: 'none', added: [], ordinals: [], times: [] },
  {
    title: 'fewer than there is room for',
    added: [
      [3, 30],
      [6, 60],
    ],
    ordinals: [3, 6],
    times: [30, 60],
  },
  {
    title: 'one that comes behind',
    added: [
      [3, 30],
      [9, 90],
      [6, 60],
    ],
    ordinals: [3, 6, 9],
    times: [30, 60, 90],
  },
  {
    title: 'one of an ordinal that is there',
    added: [
      [3, 30],
      [6, 60],
      [3, 31],
      [9, 90],
    ],
    ordinals: [3, 3, 6, 9],
    times: [30, 31, 60, 90],
  },
]

describe('moves of the watermark', () => {
  it.each(cases)('$title', ({ added, ordinals, times }) => {
    for (const room of [0, 8, 100]) {
      const moves = new WatermarkBuilder(false)
      moves.expect(room)
      for (const [ordinal, time] of added) moves.add(ordinal, time)
      moves.fit()
      expect(moves.ordinals).toEqual(ordinals)
      expect(moves.times).toEqual(times)
      expect(moves.idle).toBeUndefined()
    }
  })

  it('says which came of an input that pauses, however much room there is', () => {
    const moves = new WatermarkBuilder(false)
    moves.expect(50)
    moves.add(3, 30)
    moves.add(6, 60, undefined, true)
    moves.add(9, 90)
    moves.fit()
    expect(moves.idle).toEqual([false, true, false])
    expect(moves.times).toEqual([30, 60, 90])
  })

  it('takes more than it has made room for', () => {
    const moves = new WatermarkBuilder(false)
    moves.expect(8)
    for (let at = 1; at <= 20; at++) moves.add(at, at * 10)
    moves.fit()
    expect(moves.times).toEqual(Array.from({ length: 20 }, (_, at) => (at + 1) * 10))
  })
})
