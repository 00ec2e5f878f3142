import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Connector } from '../connectors/connector.ts'
import { LiveFlow } from './live-flow.ts'
import { start, through, Wire } from './wire.fixture.ts'

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

test('a sink that nothing serves is refused before anything runs', () => {
  const wire = new Wire()
  const only: Connector = { types: ['mqtt-in'], open: wire.open }
  expect(() => new LiveFlow(through(), { connectors: [only], tell: () => {} })).toThrow(
    /node out: .*mqtt-out/,
  )
  expect(wire.flow).toBeUndefined()
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
