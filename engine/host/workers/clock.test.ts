import { afterEach, expect, test, vi } from 'vitest'
import { SystemClock } from './clock.ts'

afterEach(() => vi.restoreAllMocks())

test('never goes back, goes on while the system is behind, and follows it ahead', () => {
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
  expect(clock.now()).toBe(1_000_000)
  expect(pass(10)).toBe(1_000_010)
  wall -= 3_600_000 // somebody sets the clock back by an hour
  expect(clock.now()).toBe(1_000_010)
  expect(pass(0.4)).toBe(1_000_010)
  expect(pass(0.7)).toBe(1_000_011)
  expect(pass(500)).toBe(1_000_511)
  wall += 7_200_000 // and ahead by two
  expect(pass(1)).toBe(wall)
})
