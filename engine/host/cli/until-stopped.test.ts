import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { untilStopped } from './until-stopped.ts'

const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => {
  vi.useRealTimers()
  exit.mockClear()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const added = process.listeners(signal).at(-1)
    if (added !== undefined) process.off(signal, added)
  }
})

test.each([
  ['one that is passed on as well', 'SIGTERM', 5, 'SIGTERM', 0],
  ['a second one', 'SIGTERM', 400, 'SIGTERM', 1],
  ['one of another kind', 'SIGTERM', 5, 'SIGINT', 1],
  ['Ctrl-C twice', 'SIGINT', 1_000, 'SIGINT', 1],
] as const)('%s: %s, %i ms later %s', async (_, first, later, second, exits) => {
  const lastWord = vi.fn<() => void>()
  const stopped = untilStopped(lastWord)
  process.emit(first)
  await stopped
  expect(exit).not.toHaveBeenCalled()
  vi.advanceTimersByTime(later)
  process.emit(second)
  expect(exit).toHaveBeenCalledTimes(exits)
  expect(lastWord).toHaveBeenCalledTimes(exits)
})
