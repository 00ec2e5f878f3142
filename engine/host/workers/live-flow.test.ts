import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import type { Plan } from '../../core/operator/plan.ts'
import type { Outgoing } from '../../core/runtime/outbox.ts'
import type { Connector, FlowSide, News } from '../connectors/connector.ts'
import { LiveFlow } from './live-flow.ts'

/** Stands for brokers: hands over what a test gives it and keeps what is sent. */
class Wire implements Connector {
  readonly types = ['mqtt-in', 'mqtt-out', 'log']
  readonly sent: Outgoing[] = []
  full = false
  closed = 0
  /** The patience it was closed with, ms. */
  readonly patience: number[] = []
  /** Whether what waits to be sent goes away only when the patience is over. */
  away = false
  /** What handling one message takes. */
  work = (_outgoing: Outgoing): void => {}
  reading = true
  flow!: FlowSide

  open = (_nodes: unknown, flow: FlowSide) => {
    this.flow = flow
    return {
      ready: Promise.resolve(),
      send: (outgoing: Outgoing) => {
        this.work(outgoing)
        this.sent.push(outgoing)
      },
      isFull: () => this.full,
      stopReading: () => {
        this.reading = false
      },
      close: async (patience: number) => {
        this.closed++
        this.patience.push(patience)
        if (this.away) await new Promise((resolve) => setTimeout(resolve, patience))
        return 3
      },
    }
  }

  give(payload: unknown, bytes = 100): void {
    const at = this.flow.now()
    this.flow.receive({ kind: 'event', node: 'in', at, topic: 'in/a', payload: payload as never }, bytes)
  }

  get payloads() {
    return this.sent.map(({ delivery }) => delivery.payload)
  }
}

function planOf(nodes: object, wires: readonly (readonly string[])[]): Plan {
  const text = JSON.stringify({ millrace: 1, id: 'live', nodes, wires })
  const { plan, problems } = checkFlow(text, catalog)
  if (plan === undefined) throw new Error(JSON.stringify(problems))
  return plan
}

const source = { type: 'mqtt-in', topic: 'in/{id}' }
const sink = { type: 'mqtt-out', topic: 'out' }
const through = () => planOf({ in: source, out: sink }, [['in', 'out']])

function start(plan: Plan, wire: Wire) {
  const news: News[] = []
  const flow = new LiveFlow(plan, { connectors: [wire], tell: (one) => news.push(one) })
  return { flow, news }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('a single event is handled at once, those that come with it in one turn after the socket was read', () => {
  const wire = new Wire()
  start(through(), wire)
  wire.give(1)
  expect(wire.payloads).toEqual([1])
  wire.give(2)
  wire.give(3)
  expect(wire.payloads).toEqual([1])
  vi.advanceTimersToNextTimer()
  expect(wire.payloads).toEqual([1, 2, 3])
})

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

test('whoever reads is asked to pause while too much waits, and told when there is room', () => {
  const wire = new Wire()
  start(through(), wire)
  for (let at = 0; at < 10_000; at++) wire.give(at)
  expect(wire.flow.isFull()).toBe(false)
  wire.give(10_000)
  expect(wire.flow.isFull()).toBe(true)
  let told = 0
  wire.flow.whenRoom(() => told++)
  vi.runOnlyPendingTimers()
  expect(told).toBe(1)
  for (let turn = 0; turn < 20; turn++) vi.runOnlyPendingTimers()
  expect(wire.payloads).toEqual(Array.from({ length: 10_001 }, (_, at) => at))
  wire.give('big', 65 * 1024 * 1024)
  wire.give('bigger', 65 * 1024 * 1024)
  expect(wire.flow.isFull()).toBe(true)
})

test('a sender that is full holds back those who read until it has room', () => {
  const wire = new Wire()
  start(through(), wire)
  wire.full = true
  expect(wire.flow.isFull()).toBe(true)
  let told = 0
  wire.flow.whenRoom(() => told++)
  wire.give(1)
  vi.runOnlyPendingTimers()
  expect(told).toBe(0)
  wire.full = false
  wire.flow.hasRoom()
  expect(told).toBe(1)
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

test.each([
  [new RangeError('Invalid string length'), 'too-large', /too large to be sent/],
  [new Error('broken'), 'not-sent', /cannot be sent: broken/],
])('what cannot be written is a dead letter, and the flow goes on: %s', (error, code, message) => {
  const wire = new Wire()
  const { flow } = start(through(), wire)
  wire.work = ({ delivery: { payload } }) => {
    if (payload === 'large') throw error
  }
  for (const payload of [1, 'large', 2]) wire.give(payload)
  for (let turn = 0; turn < 3; turn++) vi.runOnlyPendingTimers()
  expect(wire.payloads).toEqual([1, 2])
  expect(flow.letters.list).toMatchObject([
    { flow: 'live', node: 'out', event: { payload: 'large', topic: 'out' }, problem: { code } },
  ])
  expect(flow.letters.list[0]?.problem.message).toMatch(message)
})

test('dead letters are counted, and the last thousand kept', () => {
  const wire = new Wire()
  const { flow } = start(through(), wire)
  const problem = { code: 'not-json', message: 'expected JSON' }
  for (let at = 0; at < 1_500; at++) {
    wire.flow.receive({ kind: 'failed', node: 'in', at: wire.flow.now(), payload: at, problem }, 10)
  }
  for (let turn = 0; turn < 5; turn++) vi.runOnlyPendingTimers()
  expect(flow.letters.count).toBe(1_500)
  expect(flow.letters.list).toHaveLength(1_000)
  expect(flow.letters.list.at(-1)?.event.payload).toBe(1_499)
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

test('a sink that nothing serves is refused before anything runs', () => {
  const wire = new Wire()
  const only: Connector = { types: ['mqtt-in'], open: wire.open }
  expect(() => new LiveFlow(through(), { connectors: [only], tell: () => {} })).toThrow(
    /node out: .*mqtt-out/,
  )
  expect(wire.flow).toBeUndefined()
})

const everySecond = () =>
  planOf({ clock: { type: 'timer', every: '1s', missed: 'once' }, out: { type: 'log' } }, [['clock', 'out']])

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

test('a flow that fails takes in nothing more, closes, and says what it will not handle', async () => {
  const wire = new Wire()
  const { flow, news } = start(through(), wire)
  wire.give(1)
  for (let at = 0; at < 5; at++) wire.give(at)
  const { run } = flow as unknown as { run: { feed(): void } } // no flow is known that fails
  run.feed = () => {
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

test('what is large in memory though short as text fills the backlog as what it is', () => {
  const wire = new Wire()
  start(through(), wire)
  wire.give('first')
  const payload = Array.from({ length: 300_000 }, () => ({}))
  for (let at = 0; at < 3; at++) {
    expect(wire.flow.isFull()).toBe(false)
    wire.give(payload, 900_000)
  }
  expect(wire.flow.isFull()).toBe(true)
})
