import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { planOf, sink, source, start, through, Wire } from './wire.fixture.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const turns = (count: number): void => {
  for (let at = 0; at < count; at++) vi.advanceTimersByTime(1)
}

/** Full once so many wait. */
function boundedAt(bound: number): { readonly wire: Wire; drain(): void } {
  const wire = new Wire()
  let drained = 0
  wire.work = () => {
    if (wire.sent.length + 1 - drained >= bound) wire.full = true
  }
  const drain = (): void => {
    drained = wire.sent.length
    wire.full = false
    wire.flow.hasRoom()
  }
  return { wire, drain }
}

test('while there is no room to send, nothing that has arrived is handled, and no turn is taken in vain', async () => {
  const plan = planOf({ in: source, a: sink, b: sink, c: sink }, [
    ['in', 'a'],
    ['in', 'b'],
    ['in', 'c'],
  ])
  const { wire, drain } = boundedAt(500)
  const { flow } = start(plan, wire)
  for (let at = 0; at < 3_000; at++) wire.give(at)
  let most = 0
  for (let round = 0; wire.sent.length < 9_000; round++) {
    expect(round).toBeLessThan(30)
    const before = wire.sent.length
    turns(20)
    most = Math.max(most, wire.sent.length - before)
    const looked = vi.spyOn(flow as unknown as { turn(): void }, 'turn')
    vi.advanceTimersByTime(900)
    expect(looked.mock.calls.length).toBeLessThan(2)
    looked.mockRestore()
    drain()
  }
  // No more over the bound than one slice brings.
  expect(most).toBeLessThan(500 + 3 * 100)
  expect(wire.sent.filter(({ node }) => node === 'b').map(({ delivery: { payload } }) => payload)).toEqual(
    Array.from({ length: 3_000 }, (_, at) => at),
  )
  await flow.stop()
  expect(flow.lost).toBe(3) // what the wire always says at its end
})

const clockAnd = (missed: string) =>
  planOf({ clock: { type: 'timer', every: '1s', missed }, in: source, log: { type: 'log' }, out: sink }, [
    ['clock', 'log'],
    ['in', 'out'],
  ])

test('timers wait as well, and then each instant has its tick', () => {
  vi.setSystemTime(1_000_000)
  const wire = new Wire()
  start(clockAnd('skip'), wire)
  wire.full = true
  vi.advanceTimersByTime(5_500)
  expect(wire.sent).toEqual([])
  wire.full = false
  wire.flow.hasRoom()
  turns(5)
  expect(wire.sent.map(({ time }) => time)).toEqual([1_001_000, 1_002_000, 1_003_000, 1_004_000, 1_005_000])
})

test('what has fallen due goes as far as there is room, in one turn as well', () => {
  vi.setSystemTime(1_000_000)
  const { wire, drain } = boundedAt(100)
  start(planOf({ clock: { type: 'timer', every: '10ms' }, log: { type: 'log' } }, [['clock', 'log']]), wire)
  vi.setSystemTime(1_009_000)
  vi.advanceTimersByTime(50)
  expect(wire.sent).toHaveLength(100)
  drain()
  turns(5)
  expect(wire.sent.map(({ time }) => time)).toEqual(
    Array.from({ length: 200 }, (_, at) => 1_000_010 + 10 * at),
  )
})

test('a month of ticks that is made up for stops where there is no room, and goes on where there is', () => {
  vi.setSystemTime(1_000_000)
  const { wire, drain } = boundedAt(5_000)
  start(clockAnd('all'), wire)
  vi.setSystemTime(1_000_000 + 86_400_000)
  vi.advanceTimersByTime(1_000)
  vi.advanceTimersByTime(20_000)
  // A portion of them is a thousand.
  expect(wire.sent.length).toBeLessThan(6_000)
  for (let round = 0; wire.sent.length < 86_400; round++) {
    expect(round).toBeLessThan(30)
    drain()
    vi.advanceTimersByTime(1_000)
  }
  const times = wire.sent.slice(0, 86_400).map(({ delivery: { payload } }) => payload)
  expect(times).toHaveLength(86_400)
})

test('while a broker is away timers go on, but never past what has arrived and waits', () => {
  vi.setSystemTime(1_000_000)
  const wire = new Wire()
  start(clockAnd('skip'), wire)
  wire.full = wire.stuck = true
  vi.advanceTimersByTime(3_500)
  expect(wire.sent.map(({ time }) => time)).toEqual([1_001_000, 1_002_000, 1_003_000])
  wire.give('now')
  vi.advanceTimersByTime(3_500)
  expect(wire.sent).toHaveLength(3)
  wire.full = wire.stuck = false
  wire.flow.hasRoom()
  turns(5)
  expect(wire.sent.slice(3).map(({ time, node }) => [node, time])).toEqual([
    ['out', 1_003_500],
    ['log', 1_004_000],
    ['log', 1_005_000],
    ['log', 1_006_000],
    ['log', 1_007_000],
  ])
})

test('a wait for room that lasts is told once, and its end', () => {
  const wire = new Wire()
  const { news } = start(through(), wire)
  wire.full = true
  for (let at = 0; at < 7; at++) wire.give(at)
  vi.advanceTimersByTime(9_000)
  expect(news).toEqual([])
  vi.advanceTimersByTime(60_000)
  expect(news.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    expect.stringMatching(
      /^warning: flow live has taken in nothing for 10 s, since too much waits to be sent; 7 that have arrived wait/,
    ),
  ])
  expect(wire.sent).toEqual([])
  wire.full = false
  wire.flow.hasRoom()
  turns(5)
  expect(wire.payloads).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(news.slice(1).map(({ message }) => message)).toEqual([
    'flow live goes on',
    expect.stringContaining('was away for 39 s (the machine slept, was busy, had no room to send,'),
  ])
})

test('short waits for room far apart are not one that lasts', () => {
  const wire = new Wire()
  const { news } = start(through(), wire)
  for (let wait = 0; wait < 2; wait++) {
    wire.full = true
    wire.give(wait)
    vi.advanceTimersByTime(2_000)
    wire.full = false
    wire.flow.hasRoom()
    vi.advanceTimersByTime(20_000)
  }
  expect(wire.payloads).toEqual([0, 1])
  expect(news).toEqual([])
})

test('a flow whose sources have given all ends only when there is room for its last results', async () => {
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
  wire.full = wire.stuck = true
  wire.flow.finished('in')
  vi.advanceTimersByTime(2_000)
  expect([wire.sent.length, wire.closed]).toEqual([0, 0])
  wire.full = wire.stuck = false
  wire.flow.hasRoom()
  vi.advanceTimersByTime(5)
  await flow.finished
  expect(wire.payloads).toMatchObject([{ n: 1 }])
})

test('what could not be handled for want of room is told at the stop, and counted', async () => {
  const wire = new Wire()
  const { flow, news } = start(through(), wire)
  wire.full = wire.stuck = true
  for (let at = 0; at < 5; at++) wire.give(at)
  const done = flow.stop(1_000)
  await vi.advanceTimersByTimeAsync(1_000)
  await done
  expect(flow.lost).toBe(5 + 3)
  expect(news[0]?.message).toContain('5 messages that had been taken in were not handled before the stop')
})
