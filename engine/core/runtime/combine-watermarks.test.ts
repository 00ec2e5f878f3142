import { describe, expect, test } from 'vitest'
import { CombineWatermarks } from './combine-watermarks.ts'

type Step = readonly [id: string, watermark: number, idle?: boolean]

function run(expected: readonly string[], steps: readonly Step[]): number[] {
  const combined = new CombineWatermarks<string>(expected)
  const risen: number[] = []
  for (const [id, watermark, idle = false] of steps) {
    if (combined.move(id, watermark, idle)) risen.push(combined.watermark)
  }
  return risen
}

describe('combined watermarks', () => {
  test.each<[string, string[], Step[], number[]]>([
    [
      'one input',
      ['a'],
      [
        ['a', 0],
        ['a', 25],
      ],
      [0, 25],
    ],
    [
      'the lower one is ignored',
      ['a'],
      [
        ['a', 5],
        ['a', 3],
        ['a', 6],
      ],
      [5, 6],
    ],
    [
      'the least of two',
      ['a', 'b'],
      [
        ['a', 7],
        ['b', 3],
        ['b', 9],
      ],
      [3, 7],
    ],
    [
      'one without any holds back',
      ['a', 'b'],
      [
        ['a', 7],
        ['a', 8],
      ],
      [],
    ],
    [
      'an idle one is left out',
      ['a', 'b'],
      [
        ['a', 7],
        ['b', -Infinity, true],
        ['a', 9],
      ],
      [7, 9],
    ],
    [
      'behind after a pause: counts once it has caught up',
      ['a', 'b'],
      [
        ['a', 5],
        ['b', 3],
        ['b', 3, true],
        ['a', 9],
        ['b', 4],
        ['a', 12],
        ['b', 12],
        ['a', 20],
        ['b', 14],
      ],
      [3, 5, 9, 12, 14],
    ],
    [
      'all idle: the largest',
      ['a', 'b'],
      [
        ['a', 5],
        ['b', 3],
        ['b', 3, true],
        ['a', 5, true],
        ['b', 8, true],
      ],
      [3, 5, 8],
    ],
    [
      'not expected: holds nothing back',
      [],
      [
        ['a', 5],
        ['b', 3],
        ['a', 6],
        ['b', 8],
      ],
      [5, 6],
    ],
  ])('%s', (_title, expected, steps, risen) => expect(run(expected, steps)).toEqual(risen))

  test('an input that comes back as far behind as it was holds nothing back, saved in between or not', () => {
    const steps: Step[] = [
      ['a', 7],
      ['b', 5],
      ['a', 7, true],
      ['b', 9, true],
      ['a', 7],
      ['b', 12],
    ]
    expect(run(['a', 'b'], steps)).toEqual([5, 9, 12])
    for (let cut = 0; cut < steps.length; cut++) {
      let combined = new CombineWatermarks<string>(['a', 'b'])
      for (const [at, [id, watermark, idle = false]] of steps.entries()) {
        combined.move(id, watermark, idle)
        if (at !== cut) continue
        const saved = combined.save()
        combined = new CombineWatermarks<string>()
        combined.load(saved)
      }
      expect(combined.watermark, `saved after step ${cut}`).toBe(12)
    }
  })

  test('of an idle input that is gone nothing is kept but what has risen by it', () => {
    const combined = new CombineWatermarks<number>()
    for (let id = 0; id < 1_000; id++) {
      combined.move(id, id, false)
      combined.move(id, id, true)
      combined.remove(id)
    }
    combined.move(5_000, 3, false)
    combined.remove(5_000)
    expect(combined.save()).toEqual({ inputs: [[5_000, 3, false]], watermark: 999, largestIdle: 999 })
  })

  test('over many inputs it is the plain least', () => {
    const ids = Array.from({ length: 50 }, (_, at) => `k${at}`)
    const combined = new CombineWatermarks<string>(ids)
    const plain = new Map(ids.map((id) => [id, Number.NEGATIVE_INFINITY]))
    let state = 1
    for (let step = 0; step < 20_000; step++) {
      state = (state * 48271) % 2147483647
      const id = ids[state % ids.length] ?? ''
      const watermark = Math.max(plain.get(id) ?? 0, step + (state % 100))
      plain.set(id, watermark)
      combined.move(id, watermark, false)
      if (step % 97 === 0) expect(combined.watermark).toBe(Math.min(...plain.values()))
    }
  })
})
