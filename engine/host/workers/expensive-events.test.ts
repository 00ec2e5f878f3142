import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { planOf } from '../../core/runtime/flow.fixture.ts'
import { defineOperator } from '../../core/operator/define-operator.ts'
import { SliceSize } from './slice-size.ts'
import { sink, source, start, Wire } from './wire.fixture.ts'

/** What events have cost so far, ms. */
let worked = 0

beforeEach(() => {
  vi.useFakeTimers()
  worked = 0
  const steady = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => steady() + worked)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Takes as long over an event as that says, ms, at the end of all. */
const slow = defineOperator({
  type: 'slow',
  category: 'transform',
  summary: 'Takes its time.',
  inputs: { in: 'Any events' },
  outputs: { out: 'The same' },
  settings: {},
  says: () => 'takes its time',
  examples: [{ title: 'none', settings: {}, given: {}, expect: {} }],
  create: () => ({
    on: {
      in: ({ payload }, { forward }) => {
        worked += Number(payload)
        forward('out')
      },
    },
  }),
})

const many = Array.from({ length: 150 }, (_, at) => (at < 10 ? 0 : 100))

/** A flow that has learnt that events are cheap, when those that come suddenly take 100 ms. */
function surprised(costs: readonly number[] = many) {
  const wire = new Wire()
  const plan = planOf(
    { in: source, slow: { type: 'slow' }, slower: { type: 'slow' }, out: sink },
    [
      ['in', 'slow'],
      ['slow', 'slower'],
      ['slower', 'out'],
    ],
    [slow],
  )
  const { flow, news } = start(plan, wire)
  for (let at = 0; at < 1_000; at++) wire.give(0)
  vi.runAllTimers()
  expect(wire.sent.length).toBe(1_000)
  for (const cost of costs) wire.give(cost)
  return { flow, wire, news }
}

test('a slice whose events are suddenly expensive is left in its midst, so that the process is heard', () => {
  const { wire } = surprised()
  let longest = 0
  while (wire.sent.length < 1_150) {
    const before = worked
    vi.advanceTimersToNextTimer()
    longest = Math.max(longest, worked - before)
  }
  expect(longest).toBeLessThan(1_000)
  expect(worked).toBe(140 * 200)
  expect(wire.payloads.slice(1_000)).toEqual(many)
})

test('a stop handles what it can of it in its time, and counts the rest as lost', async () => {
  const { flow, wire, news } = surprised()
  vi.advanceTimersToNextTimer()
  const { unhandled } = flow.unfinished
  expect(unhandled).toBeGreaterThan(100)
  const before = worked
  const done = flow.stop(4_000)
  await vi.runAllTimersAsync()
  await done
  expect(worked - before).toBeLessThan(3_400)
  const left = 1_150 - wire.sent.length
  // What one node has begun with goes on before another begins with more, so that it comes out in time.
  expect(left).toBeLessThan(135)
  expect(left).toBeLessThan(unhandled)
  expect(news[0]?.message).toBe(
    `flow test: ${left} messages that had been taken in were not handled before the stop`,
  )
})

/** The first event is handled as it comes, so that all others are taken as one slice, of which some are left. */
function awaySurprised() {
  const all = surprised(many.slice(0, 80))
  const { wire, flow } = all
  wire.work = () => {
    wire.full = wire.stuck = true
  }
  vi.advanceTimersToNextTimer()
  // Nothing waits beside the slice in hand.
  const { work, backlog } = flow as unknown as { work: { inHand: number }; backlog: { length: number } }
  expect(backlog.length).toBe(0)
  expect(work.inHand).toBeGreaterThan(50)
  return all
}

test('while a broker is away a slice that was left stays so, and nothing is sent that would find no room', () => {
  const { wire, news } = awaySurprised()
  const before = wire.sent.length
  vi.advanceTimersByTime(30_000)
  expect(wire.sent).toHaveLength(before)
  expect(news[0]?.message).toMatch(/too much waits to be sent; \d\d that have arrived wait as well/)
  wire.work = () => {}
  wire.full = wire.stuck = false
  wire.flow.hasRoom()
  vi.advanceTimersByTime(1_000)
  expect(wire.payloads.slice(1_000)).toEqual(many.slice(0, 80))
})

test('a stop does not wait longer for a slice that was left and finds no room', async () => {
  const { flow, wire } = awaySurprised()
  const left = 1_080 - wire.sent.length
  const begun = Date.now()
  const done = flow.stop(1_000)
  await vi.advanceTimersByTimeAsync(1_000)
  await done
  expect(Date.now() - begun).toBeLessThanOrEqual(1_000)
  expect(flow.lost).toBe(left + 3) // and what the wire always says at its end
})

test('how many are handled at once is learnt from what they took, without those left and the time of those before', () => {
  const took = vi.spyOn(SliceSize.prototype, 'took')
  const costs = Array.from({ length: 300 }, (_, at) => (at === 10 ? 60 : at === 20 ? 15 : 0))
  const { wire } = surprised(costs)
  took.mockClear()
  vi.advanceTimersByTime(100)
  expect(wire.sent).toHaveLength(1_300)
  const [first = [0, 0], ...others] = took.mock.calls
  // It is left at the first that is expensive; the second is what is gone on with in the turn that takes the next slice.
  expect(first[0]).toBeLessThan(14)
  expect(first[1]).toBeGreaterThanOrEqual(50)
  expect(others.length).toBeGreaterThan(3)
  expect(others.filter(([, duration]) => duration >= 20)).toEqual([])
})

test('after a fault of the flow nothing is in hand any more', async () => {
  const { flow } = surprised(many.slice(0, 80))
  vi.advanceTimersToNextTimer()
  const { run } = flow as unknown as { run: { goOn(): boolean } } // no flow is known that fails
  run.goOn = () => {
    throw new Error('a fault')
  }
  vi.advanceTimersToNextTimer()
  await expect(flow.finished).rejects.toThrow('a fault')
  expect(flow.unfinished.unhandled).toBe(0)
  expect(flow.lost).toBeGreaterThan(50)
})
