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
const longest = 120_000
const settle = 200

/**
 * Sends the messages from `start` to `end` as fast as the outputs come, with at most `window` inputs on
 * their way, so that no queue overflows. Half of the inputs pass, and the last must, or the end would not be
 * seen. Rejects if no output comes for 10 s, or if it is not done in 120 s.
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
    const watch = watchProgress((reason) => {
      reject(new Error(`throughput: ${reason}; ${sent - start} sent, ${JSON.stringify(outputs.verdict())}`))
    })
    load.listen((output) => {
      watch.progress()
      const index = outputs.take(output)
      // Outputs come in order, so all inputs up to this one are done.
      if (index >= 0) sendUpTo(index + 1 + window)
      if (index !== end - 1) return
      watch.stop()
      const at = performance.now()
      try {
        resolve({ at, cpu: readCost(pid).cpuMicroseconds })
      } catch (error) {
        reject(error)
      }
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

/** Calls `giveUp` once, when nothing has progressed for a while or all of it takes too long. */
function watchProgress(giveUp: (reason: string) => void) {
  let progressed = false
  let waited = 0
  const timer = setInterval(() => {
    waited += stallTimeout
    if (progressed && waited < longest) {
      progressed = false
      return
    }
    clearInterval(timer)
    giveUp(progressed ? `not done in ${longest / 1000} s` : `no output for ${stallTimeout / 1000} s`)
  }, stallTimeout)
  return { progress: () => void (progressed = true), stop: () => clearInterval(timer) }
}
