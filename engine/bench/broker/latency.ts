import { setTimeout as pause } from 'node:timers/promises'
import type { Frames } from './frames.ts'
import type { LoadClient } from './load-client.ts'
import { type Verdict, checkOutputs } from './outputs.ts'
import { readCost } from './process-cost.ts'
import { percentile } from '../statistics.ts'

export type Latency = Readonly<{
  /** Milliseconds from the publisher's write to the receipt of the output. */
  p50: number
  p99: number
  worst: number
  /** CPU of the subject's process tree for each input message at this rate, in microseconds. */
  cpuMicroseconds: number
  /** The most inputs that left in one write: above 3, the load itself was held up. */
  largestBurst: number
  verdict: Verdict
}>

const settle = 1000

/** Sends the messages from `start` to `end` at `rate` a second, whatever comes back, and times each output. */
export async function measureLatency(
  load: LoadClient,
  frames: Frames,
  [start, end]: readonly [number, number],
  rate: number,
  pid: number,
): Promise<Latency> {
  const outputs = checkOutputs(frames, start, end)
  const sentAt = new Float64Array(end - start)
  const times: number[] = []
  load.listen((output) => {
    const now = performance.now()
    const index = outputs.take(output)
    if (index >= 0) times.push(now - (sentAt[index - start] ?? now))
  })
  const before = readCost(pid)
  const began = performance.now()
  let largestBurst = 0
  for (let sent = start; sent < end;) {
    const now = performance.now()
    const due = Math.min(end, start + Math.ceil(((now - began) * rate) / 1000))
    if (due > sent) {
      sentAt.fill(now, sent - start, due - start)
      load.send(sent, due)
      largestBurst = Math.max(largestBurst, due - sent)
      sent = due
    }
    await pause(1)
  }
  const after = readCost(pid)
  await pause(settle)
  times.sort((a, b) => a - b)
  return {
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    worst: percentile(times, 1),
    cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / (end - start),
    largestBurst,
    verdict: outputs.verdict(),
  }
}
