import { expect, test } from 'vitest'
import { StumblingBlock } from './stumbling-block.ts'

type Step = readonly [resending: number | undefined, reason?: number] | 'passed'

const fall: Step = [7]

test.each<[what: string, steps: readonly Step[], found: number | undefined]>([
  ['lost once', [fall], undefined],
  ['four times', [fall, fall, fall, fall], undefined],
  ['five times', [fall, fall, fall, fall, fall], 7],
  ['told that it is too large', [[7, 0x95]], 7],
  ['told something else', [[7, 0x8b]], undefined],
  ['too large, but nobody knows what', [[undefined, 0x95]], undefined],
  ['not over a message', [fall, fall, [undefined], [undefined], fall], undefined],
  ['each time another', [fall, fall, [8], [8], fall, fall, [8], [8]], undefined],
  ['it went through between', [fall, fall, fall, 'passed', fall, fall, fall], undefined],
])('%s', (_what, steps, found) => {
  const block = new StumblingBlock()
  for (const step of steps) {
    if (step === 'passed') block.passed()
    else block.closed(...step)
  }
  expect(block.take()?.id).toBe(found)
  expect(block.take()).toBeUndefined()
})
