const first = 250
const longest = 15_000

/**
 * How long to wait before the next attempt, ms: twice as long each time up to 15 s, scattered by half (`random` in
 * [0, 1)), so that a thousand clients do not come back in the same moment.
 */
export function retryDelay(attempts: number, random: number): number {
  const delay = Math.min(longest, first * 2 ** Math.min(attempts, 10))
  return Math.round(delay * (0.5 + random / 2))
}
