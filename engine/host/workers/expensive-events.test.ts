import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { planOf } from '../../core/runtime/flow.fixture.ts'
import { defineOperator } from '../../core/operator/define-operator.ts'
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

/** A flow that has learnt that events are cheap, when those that come suddenly take 100 ms. */
function surprised() {
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
  for (let at = 0; at < 150; at++) wire.give(at < 10 ? 0 : 100)
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
  expect(wire.payloads.slice(1_000)).toEqual(Array.from({ length: 150 }, (_, at) => (at < 10 ? 0 : 100)))
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
