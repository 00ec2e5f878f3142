import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { planOf, sink, source, start, through, Wire } from './wire.fixture.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('stopping handles what has arrived, says what could not be sent, and ends', async () => {
  const wire = new Wire()
  const { flow, news } = start(through(), wire)
  for (let at = 0; at < 2_500; at++) wire.give(at)
  await flow.stop()
  expect(wire.reading).toBe(false)
  expect(wire.payloads).toHaveLength(2_500)
  expect(wire.closed).toBe(1)
  expect(news.map(({ message }) => message)).toEqual(['3 messages could not be sent'])
  wire.give('late')
  vi.runAllTimers()
  expect(wire.payloads).toHaveLength(2_500)
})

test('a stop handles what it can in its time, hears the process meanwhile, and says what it left', async () => {
  const wire = new Wire()
  const { flow, news } = start(through(), wire)
  for (let at = 0; at < 1_000; at++) wire.give(at)
  const steady = performance.now.bind(performance)
  let worked = 0
  vi.spyOn(performance, 'now').mockImplementation(() => steady() + worked)
  wire.work = () => void (worked += 20)
  let heard = 0
  setImmediate(() => (heard = worked))
  const done = flow.stop(4_000)
  await vi.runAllTimersAsync()
  await done
  expect(heard).toBeLessThan(200)
  expect(worked).toBeLessThan(2_600)
  const handled = wire.sent.length
  expect(handled).toBeGreaterThan(80)
  expect(handled).toBeLessThan(200)
  expect(flow.lost).toBe(1_000 - handled + 3)
  expect(news[0]?.message).toBe(
    `flow live: ${1_000 - handled} messages that had been taken in were not handled before the stop`,
  )
  expect(wire.patience[0]).toBeGreaterThan(1_000)
})

test('a stop shortens the minute that a flow at its end gives to what waits to be sent', async () => {
  const wire = new Wire()
  wire.away = true
  const { flow, news } = start(through(), wire)
  wire.give(1)
  wire.flow.finished('in')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(wire.patience).toEqual([60_000])
  const done = flow.stop(4_000).then(() => performance.now())
  const begun = performance.now()
  await vi.advanceTimersByTimeAsync(70_000)
  expect((await done) - begun).toBe(4_000)
  expect([flow.lost, news.length]).toEqual([3, 1])
})

test('when every source has given all it has, what is open is settled and the flow ends', async () => {
  const wire = new Wire()
  const windows = planOf(
    { in: source, sum: { type: 'window', size: '10s', aggregates: { n: '$count($)' } }, out: sink },
    [
      ['in', 'sum'],
      ['sum', 'out'],
    ],
  )
  const { flow } = start(windows, wire)
  wire.give(1)
  wire.flow.finished('in')
  vi.runAllTimers()
  await flow.finished
  expect(wire.payloads).toMatchObject([{ n: 1 }])
})

test('a flow that fails takes in nothing more, closes, and says what it will not handle', async () => {
  const wire = new Wire()
  const { flow, news } = start(through(), wire)
  wire.give(1)
  for (let at = 0; at < 5; at++) wire.give(at)
  const { run } = flow as unknown as { run: { feedUntil(): boolean } } // no flow is known that fails
  run.feedUntil = () => {
    throw new Error('broken')
  }
  vi.advanceTimersToNextTimer()
  await expect(flow.finished).rejects.toThrow('broken')
  expect([wire.reading, wire.closed, wire.flow.isFull()]).toEqual([false, 1, true])
  wire.give('too late')
  await flow.stop()
  expect(wire.closed).toBe(1)
  expect(news.map(({ message }) => message)).toEqual([
    'flow live has failed; up to 5 messages that had been taken in will not be handled',
    '3 messages could not be sent',
  ])
})

test('what a connector loses on the way is counted by name and among what the flow has lost', async () => {
  const wire = new Wire()
  const { flow } = start(through(), wire)
  for (let at = 0; at < 2; at++) wire.flow.lose('messages refused')
  expect(flow.counts.get('messages refused')).toBe(2)
  expect(flow.lost).toBe(2)
  await flow.stop()
  expect(flow.lost).toBe(5)
})

/** A window over one source, and another source that goes its own way. */
const beside = planOf(
  {
    in: source,
    other: { type: 'mqtt-in', topic: 'other' },
    sum: { type: 'window', size: '10s', aggregates: { n: '$count($)' } },
    out: sink,
    more: sink,
  },
  [
    ['in', 'sum'],
    ['sum', 'out'],
    ['other', 'more'],
  ],
)

test('a source that has given all it has holds nothing back while another goes on', () => {
  const wire = new Wire()
  const { flow, news } = start(beside, wire)
  for (let at = 0; at < 2_500; at++) wire.give(at)
  wire.flow.finished('in')
  wire.flow.finished('in')
  // Far less than it takes to be idle, or to the end of the window.
  for (let turn = 0; turn < 10; turn++) vi.advanceTimersByTime(1)
  const counted = wire.payloads.map((payload) => (payload as { n: number }).n) // what the window makes
  expect(counted.reduce((sum, n) => sum + n, 0)).toBe(2_500)
  wire.flow.receive(
    { kind: 'event', node: 'other', at: wire.flow.now(), topic: 'other', payload: 'still' },
    10,
  )
  vi.advanceTimersByTime(1)
  expect(wire.payloads.at(-1)).toBe('still')
  expect([flow.lost, news]).toEqual([0, []])
})

test('the end of a source is heard though nothing else comes and no timer is due', () => {
  vi.setSystemTime(1_000_000)
  const wire = new Wire()
  start(beside, wire)
  wire.give(1)
  vi.advanceTimersByTime(5)
  expect(wire.payloads).toEqual([])
  wire.flow.finished('in')
  vi.advanceTimersByTime(5)
  expect(wire.payloads).toMatchObject([{ n: 1 }])
})
