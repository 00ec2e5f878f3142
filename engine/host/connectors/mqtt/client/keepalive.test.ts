import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Keepalive } from './keepalive.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function started(seconds: number) {
  const seen = { pings: 0, silences: 0 }
  const keepalive = new Keepalive(
    () => seen.pings++,
    () => seen.silences++,
  )
  keepalive.start(seconds)
  return { keepalive, seen }
}

test('a connection that sends and hears asks nothing', () => {
  const { keepalive, seen } = started(10)
  for (let second = 0; second < 60; second++) {
    keepalive.sent()
    keepalive.heard()
    vi.advanceTimersByTime(1_000)
  }
  expect(seen).toEqual({ pings: 0, silences: 0 })
})

test.each(['sent', 'heard'] as const)(
  'one in which nothing but what is %s happens asks, twice in the time',
  (what) => {
    const { keepalive, seen } = started(10)
    for (let second = 0; second < 14; second++) {
      keepalive[what]()
      vi.advanceTimersByTime(1_000)
    }
    expect(seen).toEqual({ pings: 2, silences: 0 })
  },
)

test('one that does not answer is silent after one and a half times as long', () => {
  const { seen } = started(10)
  vi.advanceTimersByTime(14_999)
  expect(seen).toEqual({ pings: 2, silences: 0 })
  vi.advanceTimersByTime(1)
  expect(seen).toEqual({ pings: 2, silences: 1 })
})

test('one that answers late goes on', () => {
  const { keepalive, seen } = started(10)
  for (let round = 0; round < 10; round++) {
    vi.advanceTimersByTime(12_000)
    keepalive.heard()
  }
  expect(seen.silences).toBe(0)
})

test('where nothing is read nothing is made of silence, and it still asks', () => {
  const { keepalive, seen } = started(10)
  keepalive.isJudged = false
  vi.advanceTimersByTime(100_000)
  expect(seen).toEqual({ pings: 20, silences: 0 })
  keepalive.isJudged = true
  vi.advanceTimersByTime(14_999)
  expect(seen.silences).toBe(0)
})

test('none is wanted with 0, nor after its end', () => {
  const { seen: never } = started(0)
  const { keepalive, seen } = started(10)
  keepalive.stop()
  vi.advanceTimersByTime(100_000)
  expect([never, seen]).toEqual([
    { pings: 0, silences: 0 },
    { pings: 0, silences: 0 },
  ])
})

test.each<[bytes: number, isSilent: boolean]>([
  [1_000, true],
  [1_024, false],
])('%i bytes of a packet in half the time; silent: %s', (bytes, isSilent) => {
  const { keepalive, seen } = started(10)
  for (let turn = 0; turn < 4; turn++) {
    keepalive.received(bytes / 2)
    keepalive.received(bytes / 2)
    vi.advanceTimersByTime(5_000)
  }
  expect(seen.silences > 0).toBe(isSilent)
})
