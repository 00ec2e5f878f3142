import { describe, expect, test } from 'vitest'
import type { Ran } from '../../../../test/conformance/example-run.ts'
import { leftBy, ranWith } from '../settings.fixture.ts'
import { dedupe } from './dedupe.ts'

describe('the newest so far', () => {
  const last = { id: 'payload.n', keep: 'last' }
  const given = (...times: readonly number[]) => times.map((time) => ({ time, at: 1_000, payload: { n: 1 } }))
  const timesAt = (ran: Ran, port: string) => leftBy(ran, port).map(({ time }) => time)

  test('goes on at once, and what is as new; what is older does not', () => {
    const ran = ranWith(dedupe, last, given(20, 30, 25, 30, 29, 40), { outOfOrder: 100 })
    expect(timesAt(ran, 'out')).toEqual([20, 30, 30, 40])
    expect(timesAt(ran, 'rest')).toEqual([25, 29])
  })

  test('is late where its time is settled, be there an older one or not', () => {
    const ran = ranWith(dedupe, last, given(50, 39, 40), { outOfOrder: 10 })
    expect(timesAt(ran, 'late')).toEqual([39])
    expect(timesAt(ran, 'rest')).toEqual([40])
  })

  test('is not forgotten while another identity is ahead', () => {
    const ahead = { time: 50, at: 1_000, payload: { n: 2 } }
    const ran = ranWith(dedupe, last, [ahead, ...given(41, 40, 41)], { outOfOrder: 10 })
    expect(timesAt(ran, 'out')).toEqual([50, 41, 41])
    expect(timesAt(ran, 'rest')).toEqual([40])
  })

  test('is remembered as long as an older one can come', () => {
    const many = Array.from({ length: 5_000 }, (_, time) => ({ time, payload: { n: time } }))
    expect(ranWith(dedupe, { ...last, most: 11 }, many, { outOfOrder: 10 }).outcome['error']).toBeUndefined()
    const few = ranWith(dedupe, { ...last, most: 10 }, many.slice(0, 13), { outOfOrder: 10 })
    expect(few.outcome['error']).toEqual(['too-many-ids'])
    expect(ranWith(dedupe, { ...last, most: 1 }, many).outcome['out']).toHaveLength(5_000)
  })
})
