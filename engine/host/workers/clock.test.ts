import { afterEach, expect, test, vi } from 'vitest'
import { SystemClock } from './clock.ts'

afterEach(() => vi.restoreAllMocks())

function clocks() {
  let wall = 1_000_000
  let steady = 0
  vi.spyOn(Date, 'now').mockImplementation(() => wall)
  vi.spyOn(performance, 'now').mockImplementation(() => steady)
  const clock = new SystemClock()
  const pass = (ms: number): number => {
    wall += ms
    steady += ms
    return clock.now()
  }
  const set = (by: number): void => void (wall += by)
  return { clock, pass, set, wall: () => wall }
}

test('follows the system ahead, and never goes back', () => {
  const { clock, pass, set, wall } = clocks()
  expect(clock.now()).toBe(1_000_000)
  expect(pass(10)).toBe(1_000_010)
  set(7_200_000)
  expect(pass(1)).toBe(wall())
  expect(clock.behind).toBe(0)
  set(-3_600_000)
  expect(clock.now()).toBe(wall() + 3_600_000)
  expect(clock.behind).toBe(3_600_000)
})

test('set back, it goes on at half its pace until the system has caught up', () => {
  const { clock, pass, set, wall } = clocks()
  const start = pass(0)
  set(-60_000)
  expect(pass(0)).toBe(start)
  expect(pass(0.6)).toBe(start)
  expect(pass(0.6)).toBe(start)
  expect(pass(0.9)).toBe(start + 1)
  expect(pass(1_000 - 2.1)).toBe(start + 500)
  let last = start
  for (let ms = 1_000; ms < 119_900; ms += 97) {
    const now = pass(97)
    expect(now).toBeGreaterThanOrEqual(last)
    last = now
  }
  expect(clock.behind).toBeLessThan(10)
  pass(10)
  expect([clock.now(), clock.behind]).toEqual([Math.max(wall(), last), 0])
})
