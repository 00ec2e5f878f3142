import { setTimeout as pause } from 'node:timers/promises'
import { readMachineTicks } from './process-cost.ts'

/** A share of the machine's CPU that others may use without a run counting as disturbed. */
export const tolerated = 0.05

const look = 1000

/** Waits until the machine has been idle for a second, at most about as long as told, and then goes on. */
export async function awaitQuiet(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    const before = readMachineTicks()
    await pause(look)
    const after = readMachineTicks()
    if ((after.busy - before.busy) / (after.total - before.total) <= tolerated) return
  }
}

/** Takes figures again, up to `retries` times, while others disturb them; gives the least disturbed. */
export async function leastDisturbed<F extends Readonly<{ othersShare: number }>>(
  take: () => Promise<F>,
  retries: number,
): Promise<F> {
  let best = await take()
  for (let retry = 0; retry < retries && best.othersShare > tolerated; retry++) {
    const next = await take()
    if (next.othersShare < best.othersShare) best = next
  }
  return best
}
