import type { CronLine } from './cron-setting.ts'

/** The first tick after an instant, both in ms since the epoch; undefined where none is left. */
export type NextTick = (after: number) => number | undefined

/** When a timer ticks: at whole multiples of a span since the epoch, or when a cron line says so. */
export function schedule(every: number | undefined, line: CronLine | undefined, timeZone: string): NextTick {
  if (every !== undefined) return (after) => (Math.floor(after / every) + 1) * every
  return (after) => line?.(after, timeZone)
}
