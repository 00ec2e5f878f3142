import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import type { Arrival } from '../../core/operator/arrival.ts'
import { planOf, sink, source, start, Wire } from './wire.fixture.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const everySecond = () =>
  planOf({ clock: { type: 'timer', every: '1s', missed: 'once' }, out: { type: 'log' } }, [['clock', 'out']])

test('what is due on the wall comes without an event, at its own instant', () => {
  vi.setSystemTime(1_000_000)
  const wire = new Wire()
  const ticks = planOf({ clock: { type: 'timer', every: '10s' }, out: { type: 'log' } }, [['clock', 'out']])
  start(ticks, wire)
  vi.advanceTimersByTime(35_000)
  expect(wire.sent.map(({ time }) => time)).toEqual([1_010_000, 1_020_000, 1_030_000])
})

test('a window closes by itself when its source is idle', () => {
  vi.setSystemTime(1_000_000)
  const wire = new Wire()
  const windows = planOf(
    {
      in: { ...source, idle: '5s' },
      sum: { type: 'window', size: '10s', aggregates: { n: '$count($)' } },
      out: sink,
    },
    [
      ['in', 'sum'],
      ['sum', 'out'],
    ],
  )
  start(windows, wire)
  wire.give(1)
  wire.give(1)
  vi.advanceTimersByTime(14_000)
  expect(wire.payloads).toEqual([])
  vi.advanceTimersByTime(2_000)
  expect(wire.payloads).toEqual([{ start: 1_000_000, end: 1_010_000, n: 2 }])
})

test.each([
  ['a little late', 9_000, 9, 0],
  ['away for an hour', 3_600_000, 1, 1],
])('%s, each timer %#: every instant, or one for all that was missed', (_, away, ticks, said) => {
  vi.setSystemTime(1_000_000)
  const wire = new Wire()
  const { news } = start(everySecond(), wire)
  vi.setSystemTime(1_000_000 + away) // the timers of the system know nothing of it
  vi.advanceTimersByTime(1_000)
  expect(wire.sent.length).toBeGreaterThanOrEqual(ticks)
  expect(wire.sent.length).toBeLessThanOrEqual(ticks + 1)
  expect(news.filter(({ message }) => message.includes('was away'))).toHaveLength(said)
  const before = wire.sent.length
  vi.advanceTimersByTime(5_000)
  expect(wire.sent.length - before).toBe(5)
})

test('a machine that slept while the next instant was far away notices within seconds', () => {
  vi.setSystemTime(1_000_000)
  const wire = new Wire()
  const hourly = planOf({ clock: { type: 'timer', every: '1h' }, out: { type: 'log' } }, [['clock', 'out']])
  start(hourly, wire)
  vi.setSystemTime(1_000_000 + 3_700_000)
  vi.advanceTimersByTime(10_000)
  expect(wire.sent).toHaveLength(1)
})

test('a message that comes first after the machine slept finds the timers fired', () => {
  vi.setSystemTime(1_000_000)
  const wire = new Wire()
  const both = planOf(
    { clock: { type: 'timer', every: '1s', missed: 'once' }, in: source, out: { type: 'log' } },
    [
      ['clock', 'out'],
      ['in', 'out'],
    ],
  )
  start(both, wire)
  vi.setSystemTime(1_000_000 + 3_600_000)
  wire.give('first')
  expect(wire.sent).toHaveLength(2)
})

test('a clock that was set back is told once', () => {
  vi.setSystemTime(10_000_000)
  const wire = new Wire()
  const { news } = start(everySecond(), wire)
  vi.setSystemTime(4_000_000)
  vi.advanceTimersByTime(10_000)
  expect(news.map(({ message }) => message)).toEqual([expect.stringContaining('set back by 5999 s')])
  // Noticed after a second, then at half the pace.
  expect(wire.sent).toHaveLength(4)
})

test('a clock that is set back further is told again, and what mends it', () => {
  vi.setSystemTime(100_000_000)
  const { news } = start(everySecond(), new Wire())
  const told = (): readonly (string | undefined)[] =>
    news.splice(0).map(({ message }) => /set back by \d+ s/.exec(message)?.[0])
  vi.setSystemTime(90_000_000)
  vi.advanceTimersByTime(10_000)
  expect(news[0]?.message).toMatch(/which takes 5h34m; a restart takes over the clock's time/)
  expect(told()).toEqual(['set back by 9999 s'])
  // By less than half of that more: not again.
  vi.setSystemTime(Date.now() - 3_000_000)
  vi.advanceTimersByTime(10_000)
  expect(told()).toEqual([])
  vi.setSystemTime(Date.now() - 3_000_000)
  vi.advanceTimersByTime(10_000)
  expect(told()).toEqual([expect.stringMatching(/ 159\d\d s/)])
  vi.setSystemTime(200_000_000)
  vi.advanceTimersByTime(10_000)
  news.length = 0
  vi.setSystemTime(Date.now() - 2_000)
  vi.advanceTimersByTime(2_000)
  expect(told()).toEqual([expect.stringMatching(/ [12] s/)])
})

test('while a month of ticks is made up for, messages are handled and a stop is heeded', async () => {
  const wire = new Wire()
  // Handling a tick takes a twentieth of a millisecond, so that a portion of them takes longer than the next is away.
  let passed = 1_000_000
  let steady = 0
  vi.spyOn(performance, 'now').mockImplementation(() => steady)
  const everyTick = planOf({ clock: { type: 'timer', every: '1s', missed: 'all' }, in: source, out: sink }, [
    ['clock', 'out'],
    ['in', 'out'],
  ])
  const clock = { now: () => Math.floor(passed), behind: 0 }
  const { flow, news } = start(everyTick, wire, clock)
  const answered: number[] = []
  wire.work = ({ delivery: { payload } }) => {
    passed += 0.05
    steady += 0.05
    if (typeof payload === 'number') answered.push(passed - payload)
  }
  passed += 30 * 86_400_000
  for (let at = 0; at < 20; at++) {
    wire.give(passed)
    vi.advanceTimersByTime(1)
  }
  expect(answered).toHaveLength(20)
  expect(Math.max(...answered)).toBeLessThan(250)
  const [sent, begun] = [wire.sent.length, steady]
  await flow.stop()
  expect(steady - begun).toBeLessThan(250)
  expect(sent).toBeGreaterThan(20_000)
  expect(wire.sent.length).toBeLessThan(100_000)
  expect(news.map(({ message }) => message)).toEqual([
    expect.stringContaining('was away for'),
    expect.stringContaining('not all ticks that were missed while it was away'),
    '3 messages could not be sent',
  ])
})

test('a flow that is far behind with what has arrived does what a replay of it does', () => {
  const newest = planOf(
    {
      in: source,
      out: sink,
      some: { type: 'throttle', every: '1s', takes: 'newest' },
      log: { type: 'log' },
    },
    [
      ['in', 'out'],
      ['in', 'some'],
      ['some', 'log'],
    ],
  )
  const logged = (all: readonly { node: string; time: number; delivery: { payload: unknown } }[]) =>
    all
      .filter(({ node }) => node === 'log')
      .map(({ time, delivery: { payload } }) => [time, (payload as { message: unknown }).message])
  // 4,000 messages came within 4 s, and each takes 5 ms.
  let passed = 1_000_000
  let steady = 0
  vi.spyOn(performance, 'now').mockImplementation(() => steady)
  const wire = new Wire()
  start(newest, wire, { now: () => Math.floor(passed), behind: 0 })
  passed += 4_000
  wire.work = ({ node }) => {
    if (node === 'log') return
    passed += 5
    steady += 5
  }
  const arrivals: Arrival[] = [{ kind: 'wall', at: 1_000_000 }]
  for (let payload = 0; payload < 4_000; payload++) {
    const arrival = { kind: 'event', node: 'in', at: 1_000_000 + payload, topic: 'in/a', payload } as const
    arrivals.push(arrival)
    wire.flow.receive(arrival, 100)
  }
  for (let turn = 0; turn < 1_000 && wire.sent.length < 4_005; turn++) vi.advanceTimersByTime(1)
  const again = new FlowRun(newest)
  const replayed: Parameters<typeof logged>[0][number][] = []
  again.results.subscribe(({ outgoing }) => replayed.push(...outgoing))
  again.feed(arrivals)
  again.advance(1_005_000)
  expect(passed).toBeGreaterThan(1_020_000)
  expect(logged(replayed).map(([time]) => time)).toEqual([
    1_000_000, 1_000_999, 1_001_999, 1_002_999, 1_003_999,
  ])
  expect(logged(wire.sent)).toEqual(logged(replayed))
})
