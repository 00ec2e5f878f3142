import type { Frames } from './frames.ts'
import type { LoadClient } from './load-client.ts'
import { passes } from './messages.ts'
import { type Verdict, checkOutputs } from './outputs.ts'
import { readCost } from './process-cost.ts'

export type Throughput = Readonly<{
  messagesPerSecond: number
  /** CPU of the subject's process tree for each input message, in microseconds. */
  cpuMicroseconds: number
  verdict: Verdict
}>

const stallTimeout = 10_000
const settle = 200

/**
 * Sends the messages from `start` to `end` as fast as the outputs come, with at most `window` inputs on
 * their way, so that no queue overflows. Half of the inputs pass, and the last must, or the end would not be
 * seen. Rejects if no output comes for 10 s.
 */
export async function measureThroughput(
  load: LoadClient,
  frames: Frames,
  [start, end]: readonly [number, number],
  window: number,
  pid: number,
): Promise<Throughput> {
  if (!passes(end - 1)) throw new Error(`throughput: message ${end - 1} is the last and does not pass`)
  const outputs = checkOutputs(frames, start, end)
  let sent = start
  const sendUpTo = (limit: number) => {
    const next = Math.min(end, limit)
    if (next > sent) load.send(sent, next)
    sent = Math.max(sent, next)
  }
  const before = readCost(pid)
  const began = performance.now()
  const finished = await new Promise<Readonly<{ at: number; cpu: number }>>((resolve, reject) => {
    let progress = 0
    const watch = setInterval(() => {
      if (progress === 0) {
        clearInterval(watch)
        const state = JSON.stringify(outputs.verdict())
        reject(
          new Error(`throughput: no output for ${stallTimeout / 1000} s, ${sent - start} sent; ${state}`),
        )
      }
      progress = 0
    }, stallTimeout)
    load.listen((output) => {
      progress++
      const index = outputs.take(output)
      if (index === end - 1) {
        clearInterval(watch)
        resolve({ at: performance.now(), cpu: readCost(pid).cpuMicroseconds })
      }
      // Outputs come in order, so all inputs up to this one are done.
      if (index >= 0) sendUpTo(index + 1 + window)
    })
    sendUpTo(start + window)
  })
  // A message sent twice may still be on its way.
  await new Promise((resolve) => setTimeout(resolve, settle))
  const messages = end - start
  return {
    messagesPerSecond: (messages * 1000) / (finished.at - began),
    cpuMicroseconds: (finished.cpu - before.cpuMicroseconds) / messages,
    verdict: outputs.verdict(),
  }
}
