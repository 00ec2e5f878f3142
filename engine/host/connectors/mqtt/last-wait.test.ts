import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LastWait } from './last-wait.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** After how many ms a wait is over, in steps of 10; undefined where it takes more than 10 s. */
async function lengthOf(wait: LastWait): Promise<number | undefined> {
  let isOver = false
  void wait.over.then(() => {
    isOver = true
  })
  for (let passed = 0; passed <= 10_000; passed += 10) {
    await vi.advanceTimersByTimeAsync(passed === 0 ? 0 : 10)
    if (isOver) return passed
  }
  return undefined
}

test.each<[what: string, act: (wait: LastWait) => void, expected: number | undefined]>([
  ['nobody limits', () => {}, undefined],
  ['may take two seconds', (wait) => wait.within(2_000), 2_000],
  [
    'is made shorter',
    (wait) => {
      wait.within(2_000)
      wait.within(100)
    },
    100,
  ],
  [
    'is not made longer',
    (wait) => {
      wait.within(100)
      wait.within(2_000)
    },
    100,
  ],
  [
    'is done',
    (wait) => {
      wait.within(100)
      wait.done()
    },
    0,
  ],
])('a wait that %s', async (_what, act, expected) => {
  const wait = new LastWait()
  act(wait)
  expect(await lengthOf(wait)).toBe(expected)
  expect(vi.getTimerCount()).toBe(0)
})
