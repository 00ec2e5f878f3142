import { badArgument } from '../bad-argument.ts'

/** A time of day as ms since midnight: `06:30`, `06:30:15`, and `24:00` for the end of the day. Throws M1010. */
export function timeOfDay(name: string, place: number, text: string): number {
  const parts = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text)
  const [, hours, minutes, seconds = '0'] = parts ?? []
  const time = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000
  if (time <= 86_400_000) return time
  throw badArgument(name, place, 'a time of day from "00:00" to "24:00"', text)
}
