import { cache } from '../../../cache.ts'
import { badArgument } from '../bad-argument.ts'

/** How many ms the clocks of a place are ahead of UTC at an instant (ms since the epoch). */
export type TimeZone = (instant: number) => number

const zones = cache<TimeZone>(200)

/**
 * The time zone of a name: `UTC`, an offset such as `+02:00` or `-0530`, or a name of the IANA time zone database, which
 * the platform has to know. Throws M1010; `place` is that of the argument.
 */
export function timeZoneOf(name: string, place: number, zone: string): TimeZone {
  // Names are the same in large and small letters.
  return zones(zone.toLowerCase(), () => offsetZone(zone) ?? namedZone(name, place, zone))
}

function offsetZone(zone: string): TimeZone | undefined {
  if (/^(utc|z)$/i.test(zone)) return () => 0
  const parts = /^([+-])(\d{2})(?::?([0-5]\d))?$/.exec(zone)
  if (parts === null || Number(parts[2]) > 23) return undefined
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0)
  const offset = minutes * (parts[1] === '-' ? -60_000 : 60_000)
  return () => offset + 0 // never -0
}

const expected = 'the name of a time zone such as "Europe/Berlin", "UTC" or "+02:00"'

function namedZone(name: string, place: number, zone: string): TimeZone {
  if (typeof Intl !== 'object' || typeof Intl.DateTimeFormat !== 'function')
    throw badArgument(
      name,
      place,
      '"UTC" or an offset such as "+02:00"',
      zone,
      'this platform knows no others',
    )
  try {
    return remembering(offsets(zone))
  } catch {
    throw badArgument(name, place, expected, zone)
  }
}

/** Throws a RangeError where the platform does not know the zone. */
function offsets(zone: string): TimeZone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (instant) => {
    const second = Math.floor(instant / 1000) * 1000
    // As in `3/29/2026 AD, 14:34:56`; formatToParts takes more than twice as long.
    const text = format.format(second)
    const [month = Number.NaN, date, written = Number.NaN, hours, minutes, seconds] = (
      text.match(/\d+/g) ?? []
    ).map(Number)
    const year = text.includes('B') ? 1 - written : written
    // Shifted by 400 years, a whole number of weeks and leap cycles: `Date.UTC` takes the years 0 to 99 for 1900 to 1999.
    const shift = year < 100 ? 400 : 0
    const local = Date.UTC(year + shift, month - 1, date, hours, minutes, seconds)
    return local - (shift === 0 ? 0 : fourCenturies) - second
  }
}

const fourCenturies = 146_097 * 86_400_000
const day = 86_400_000

/** Days that are remembered of a zone: more than a year of them, in which events may lie. */
const MOST_DAYS = 500

/** A day of UTC: the offset before a change of the clocks and from then on, mostly the same. */
interface Day {
  readonly change: number
  readonly before: number
  readonly after: number
}

/**
 * Asking takes long and clocks change seldom: no two changes in the database are less than 6 days apart, so what a day
 * begins and ends with is all that there is in it.
 */
function remembering(ask: TimeZone): TimeZone {
  const days = new Map<number, Day>()
  return (instant) => {
    const number = Math.floor(instant / day)
    let known = days.get(number)
    if (known === undefined) {
      if (days.size >= MOST_DAYS) days.clear()
      days.set(number, (known = dayFrom(number * day, ask)))
    }
    return instant < known.change ? known.before : known.after
  }
}

function dayFrom(start: number, ask: TimeZone): Day {
  const [before, after] = [ask(start), ask(start + day)]
  if (before === after) return { change: start, before, after }
  return { change: changeAfter(start, before, ask), before, after }
}

const hour = 3_600_000
const second = 1_000

/** When clocks change in the day that begins then, to the second; most changes are at a whole hour, so that is tried first. */
function changeAfter(start: number, before: number, ask: TimeZone): number {
  let low = start
  let high = start + day
  for (const step of [hour, second]) {
    while (high - low > step) {
      const middle = low + Math.floor((high - low) / (2 * step)) * step
      if (ask(middle) === before) low = middle
      else high = middle
    }
    if (ask(high - second) === before) break
  }
  return high
}
