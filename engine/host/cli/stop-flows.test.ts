import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { givenUpLine, stopFlows } from './stop-flows.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A flow with so much to do that takes so long to stop, ms. */
const flow = (unsent: number, unhandled: number, takes: number) => ({
  unfinished: { unsent, unhandled },
  stop: () => new Promise<void>((resolve) => setTimeout(resolve, takes)),
})

test.each([
  ['what waits to be sent', [flow(3, 0, 900), flow(2, 0, 900)], '5 messages wait to be sent'],
  ['a single one', [flow(1, 0, 900)], '1 message waits to be sent'],
  ['what is to be handled too', [flow(5, 0, 9), flow(0, 1, 900)], '5 messages wait to be sent and 1 message waits to be handled'], // prettier-ignore
  ['nothing of a stop that is soon over', [flow(3, 0, 400)], undefined],
  ['nothing where nothing waits', [flow(0, 0, 900)], undefined],
])('a stop that takes long says what it waits for: %s', async (_, flows, waits) => {
  const said: string[] = []
  const stopped = stopFlows(flows, 4_000, (text) => said.push(text))
  await vi.runAllTimersAsync()
  await stopped
  expect(said).toEqual(
    waits === undefined ? [] : [`stopping: ${waits}, for up to 4 s; Ctrl-C again gives them up`],
  )
})

test.each([
  [[flow(5, 0, 0)], 'ended at once; given up: 5 messages that waited to be sent'],
  [
    [flow(1, 2_000, 0)],
    'ended at once; given up: 1 message that waited to be sent and 2,000 messages that waited to be handled',
  ],
  [[], 'ended at once'],
])('a stop that is cut short says what was given up: %#', (flows, line) => {
  expect(givenUpLine(flows)).toBe(line)
})
