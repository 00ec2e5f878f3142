import { firstInstant } from '../../../expression/functions/rules/time/first-instant.ts'
import { timeZoneOf } from '../../../expression/functions/rules/time/time-zone.ts'
import type { Cut } from './cut.ts'

const day = 86_400_000

/** 1970-01-05 was a Monday. */
const monday = 4 * day

/** A unit of the calendar: its number for a local time (ms since 1970 as if it were UTC), and the local time of a start. */
interface Unit {
  numberOf(local: number): number
  startOf(number: number): number
  /** The longest that there is, in ms. */
  readonly longest: number
}

const ofDays = (days: number, from: number): Unit => ({
  numberOf: (local) => Math.floor((local - from) / (days * day)),
  startOf: (number) => number * days * day + from,
  longest: days * day + day / 24,
})

const ofMonths = (months: number): Unit => ({
  numberOf(local) {
    const date = new Date(local)
    return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months)
  },
  startOf(number) {
    const date = new Date(0)
    date.setUTCFullYear(0, number * months, 1)
    return date.getTime()
  },
  longest: months * 31 * day,
})

const units = {
  day: ofDays(1, 0),
  week: ofDays(7, monday),
  month: ofMonths(1),
  quarter: ofMonths(3),
  year: ofMonths(12),
}

export type CalendarUnit = keyof typeof units

/** The longest a unit can be, in ms: a day has up to 25 hours. */
export const longestOf = (unit: CalendarUnit): number => units[unit].longest

/**
 * Days, weeks from Monday on, months, quarters or years by the clocks of a time zone: a day begins at the first instant at
 * which they show its date, so that it has 23 or 25 hours where clocks change.
 */
export function calendar(unit: CalendarUnit, zoneName: string): Cut {
  const { numberOf, startOf } = units[unit]
  const zone = timeZoneOf('window', 1, zoneName)
  const starts = new Map<number, number>()
  const startIn = (number: number): number => {
    const known = starts.get(number)
    if (known !== undefined) return known
    const local = startOf(number)
    // A day later clocks show more, whatever the zone.
    const start = firstInstant(zone, local, local + day, false)
    if (starts.size >= mostStarts) starts.clear()
    starts.set(number, start)
    return start
  }
  return {
    paneOf(time) {
      let number = numberOf(time + zone(time))
      // Where clocks are set back over a start, they show the date before once more.
      while (startIn(number + 1) <= time) number++
      while (startIn(number) > time) number--
      return number
    },
    startOf: startIn,
    firstWith: (pane) => pane,
    lastWith: (pane) => pane,
    from: (window) => window,
    to: (window) => window + 1,
  }
}

/** Starts that are remembered: looking one up takes long. */
const mostStarts = 1_000
