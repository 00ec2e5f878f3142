import type { Run } from '../../../frame.ts'
import { readSpan } from './read-span.ts'

/** What times are cut down to: the start, on the local time line, of the span that a local time (ms since 1970) is in. */
export interface Interval {
  start(local: number): number
  /** Shorter than what clocks are set back by: where they show a time twice, each time is one of its own. */
  readonly isShort: boolean
}

const day = 86_400_000
const hour = 3_600_000

/** The first day of a month as local ms since 1970; `month` counts from 0 and may lie outside a year. */
function firstOfMonth(year: number, month: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, 1)
  return date.getTime()
}

const ofYear = (months: number): Interval => ({
  isShort: false,
  start(local) {
    const date = new Date(local)
    return firstOfMonth(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months)
  },
})

/** Multiples of a span from 1970-01-01T00:00 on, or from another local time. */
const every = (span: number, from = 0): Interval => ({
  isShort: span <= hour,
  start: (local) => Math.floor((local - from) / span) * span + from,
})

/** 1970-01-05 was a Monday, with which a week of ISO 8601 begins. */
const monday = 4 * day

const named: ReadonlyMap<string, Interval> = new Map([
  ['second', every(1000)],
  ['minute', every(60_000)],
  ['hour', every(hour)],
  ['day', every(day)],
  ['week', every(7 * day, monday)],
  ['month', ofYear(1)],
  ['quarter', ofYear(3)],
  ['year', ofYear(12)],
])

export const intervalNames: readonly string[] = [...named.keys()]

/** The interval of a name such as `day`, or of a duration such as `15m`; undefined where the text is neither. */
export function intervalOf(run: Run, text: string): Interval | undefined {
  const known = named.get(text)
  if (known !== undefined) return known
  const span = readSpan(run, text)
  return span === undefined ? undefined : every(span)
}
