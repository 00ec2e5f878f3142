import { afterEach, expect, test, vi } from 'vitest'
import { catalog } from '../../core/catalog.ts'
import { checkFlow } from '../../core/check/check-flow.ts'
import { FlowRun } from '../../core/runtime/flow-run.ts'
import { ClockWatch } from './clock-watch.ts'
import { PassingTime } from './passing-time.ts'

afterEach(() => void vi.restoreAllMocks())

/** A flow of timers that was started at 0, on a machine on which a tick takes `cost` ms at first. */
function ticking(timers: Readonly<Record<string, object>>, cost: number) {
  const machine = { cost }
  const ids = Object.keys(timers)
  const nodes = Object.fromEntries(Object.entries(timers).map(([id, set]) => [id, { type: 'timer', ...set }]))
  const { plan, problems } = checkFlow(
    JSON.stringify({
      millrace: 1,
      id: 'ticks',
      nodes: { ...nodes, out: { type: 'log' } },
      wires: ids.map((id) => [id, 'out']),
    }),
    catalog,
  )
  if (plan === undefined) throw new Error(JSON.stringify(problems))
  let passed = 0
  let steady = 0
  vi.spyOn(performance, 'now').mockImplementation(() => steady)
  const clock = { now: () => Math.floor(passed), behind: 0 }
  const work = (ms: number): void => {
    passed += ms
    steady += ms
  }
  const run = new FlowRun(plan)
  const ticks: number[] = []
  let sent = 0
  run.results.subscribe(({ outgoing }) => {
    for (const { time } of outgoing) ticks.push(time)
  })
  const deliver = (): void => {
    work((ticks.length - sent) * machine.cost)
    sent = ticks.length
  }
  const told: string[] = []
  const watch = new ClockWatch('ticks', clock, ({ message }) => told.push(message))
  const time = new PassingTime(run, clock, watch, { isAwaited: false }, deliver)
  run.advance(0)
  /** One turn, as a live flow has it where nothing that has arrived waits, or something that came at `waiting`. */
  const turn = (waiting = clock.now()) => {
    const before = ticks.length
    const begun = steady
    time.begin(waiting)
    const isOnTime = time.passTo(waiting, steady + 50)
    return { isOnTime, made: ticks.length - before, took: steady - begun }
  }
  return { turn, work, ticks, told, clock, time, machine, sleep: (ms: number) => void (passed += ms) }
}

test('what is due happens instant by instant, as far as the time of a turn goes, and then in the next', () => {
  const { turn, work, ticks, told } = ticking({ clock: { every: '100ms' } }, 20)
  work(500)
  expect([turn(), turn(), turn()]).toEqual([
    { isOnTime: false, made: 3, took: 60 },
    { isOnTime: true, made: 2, took: 40 },
    { isOnTime: true, made: 1, took: 20 },
  ])
  expect(ticks).toEqual([100, 200, 300, 400, 500, 600])
  expect(told).toEqual([])
})

test('every tick of a month away is made up for, in turns of bounded time that are all up to date', () => {
  const { turn, work, ticks, told, sleep } = ticking({ clock: { every: '1m', missed: 'all' } }, 0.02)
  const month = 30 * 86_400_000
  sleep(month)
  let turns = 0
  for (; ticks.length < 30 * 24 * 60; turns++) {
    const { isOnTime, took } = turn()
    expect(isOnTime).toBe(true)
    // A portion of a thousand ticks before the end of the turn, and one after it.
    expect(took).toBeLessThan(50 + 2 * 20 + 20)
    work(1)
  }
  expect(turns).toBeGreaterThan(8)
  expect(ticks).toEqual(Array.from({ length: 30 * 24 * 60 }, (_, at) => (at + 1) * 60_000))
  expect(told).toEqual([expect.stringMatching(/was away for 2591\d\d\d s/)])
})

test('once that is made up for, no instant is passed over any more, however long a turn takes', () => {
  const { turn, work, ticks, sleep, clock, time, machine } = ticking(
    { all: { every: '1m', missed: 'all' }, skip: { every: '1s', missed: 'skip' } },
    0.02,
  )
  sleep(86_400_000)
  turn()
  expect(time.isBehind).toBe(true)
  for (let at = 0; at < 10; at++) {
    work(1)
    turn()
  }
  const [before, from] = [ticks.length, clock.now()]
  machine.cost = 60 // a turn is over with each tick
  sleep(5_000)
  for (let at = 0; at < 5; at++) {
    expect(time.isBehind).toBe(false)
    expect(turn()).toMatchObject({ made: 1, isOnTime: at === 4 })
  }
  const first = Math.floor(from / 1_000) + 1
  expect(ticks.slice(before)).toEqual(Array.from({ length: 5 }, (_, at) => (first + at) * 1_000))
})

test('the wall is set no further than to what has arrived and waits, however far the clock is', () => {
  const { turn, ticks, told, sleep } = ticking({ clock: { every: '1s', missed: 'once' } }, 0.02)
  sleep(60_000)
  turn(2_500)
  expect([ticks, told]).toEqual([[1_000, 2_000], []])
  turn(20_500)
  expect(ticks.slice(2)).toEqual([20_000])
  expect(told).toEqual([expect.stringContaining('was away for 18 s')])
})

test('that it is made up for is seen also while the flow stays behind with what arrives', () => {
  const { turn, ticks, sleep, time, machine } = ticking(
    { all: { every: '1m', missed: 'all' }, skip: { every: '1s', missed: 'skip' } },
    0.02,
  )
  sleep(3_600_500)
  turn()
  sleep(8_000)
  turn(3_600_700) // what came shortly after the first
  expect(time.isBehind).toBe(false)
  machine.cost = 60
  const before = ticks.length
  for (let at = 0; at < 5; at++) turn(3_605_600)
  expect(ticks.slice(before)).toEqual([3_601_000, 3_602_000, 3_603_000, 3_604_000, 3_605_000])
})

test('what waits is passed over neither while ticks are made up for', () => {
  const { turn, ticks, clock, sleep } = ticking({ all: { every: '1s', missed: 'all' } }, 0.1)
  sleep(86_400_000)
  const came = clock.now()
  expect(turn(came).isOnTime).toBe(true)
  const before = ticks.length
  // More portions would be due until then than a turn has time for.
  sleep(9_000)
  expect(turn(came + 5)).toMatchObject({ isOnTime: true })
  expect(turn(came + 6)).toMatchObject({ isOnTime: true, made: 1_000 })
  expect(ticks.length).toBeGreaterThan(before + 1_000)
})
