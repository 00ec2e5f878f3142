import { ExpressionError } from '../expression-error.ts'

const DAY = 86_400_000

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The inverse of daysFromCivil, from the same source. */
function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

/** What was written last: most times are of the same day as the one before, and many the same. */
let lastMillis = Number.NaN
let lastText = ''
let lastDay = Number.NaN
let lastDate = ''

/** Milliseconds since the epoch as `2026-01-31T12:00:00.000Z`; of a year beyond 9999 the last four digits. */
export function isoTime(millis: number): string {
  if (millis === lastMillis) return lastText
  lastText = written(millis)
  lastMillis = millis
  return lastText
}

function written(millis: number): string {
  const whole = Math.trunc(millis)
  const days = Math.floor(whole / DAY)
  const rest = whole - days * DAY
  if (days !== lastDay) {
    lastDay = days
    lastDate = dateText(days)
  }
  const hours = twoDigits(Math.floor(rest / 3_600_000))
  const minutes = twoDigits(Math.floor(rest / 60_000) % 60)
  const seconds = twoDigits(Math.floor(rest / 1000) % 60)
  const fraction = rest % 1000
  return `${lastDate}T${hours}:${minutes}:${seconds}.${fraction < 100 ? '0' : ''}${twoDigits(fraction)}Z`
}

function dateText(days: number): string {
  const { year, month, day } = civilFromDays(days)
  // The default picture of $fromMillis, [Y0001], has four digits for any year.
  return `${padded(year % 10_000, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

/** At least two digits of a number that is not negative. */
function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}

function padded(value: number, width: number): string {
  return value < 0 ? `-${padded(-value, width)}` : String(value).padStart(width, '0')
}

const ISO_TIME =
  /^(\d{4})(?:-([01]\d))?(?:-([0-3]\d))?(?:T([0-2]\d):([0-5]\d):([0-5]\d)(\.\d+)?(?:([+-])([0-2]\d):?([0-5]\d)|Z)?|Z)?$/

/**
 * Milliseconds since the epoch of an ISO 8601 time; a date alone is its midnight. Without a zone it is UTC:
 * the answer must not depend on where the machine stands. Throws D3110.
 */
export function millisOf(text: string): number {
  const match = ISO_TIME.exec(text)
  if (match === null) throw new ExpressionError('D3110', { value: text })
  const [, year, month, day, hours, minutes, seconds, fraction, sign, zoneHours, zoneMinutes] = match
  const m = Number(month ?? 1)
  const d = Number(day ?? 1)
  const h = Number(hours ?? 0)
  const zone = (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)) * (sign === '-' ? -1 : 1)
  // Midnight may be the end of the day before.
  const isHour = h <= 23 || (h === 24 && Number(minutes) + Number(seconds) + Number(fraction ?? 0) === 0)
  const isValid = m >= 1 && m <= 12 && d >= 1 && d <= 31 && isHour && Number(zoneHours ?? 0) <= 23
  if (!isValid) throw new ExpressionError('D3110', { value: text })
  const time = (h * 60 + Number(minutes ?? 0) - zone) * 60_000 + Number(seconds ?? 0) * 1000
  return daysFromCivil(Number(year), m, d) * DAY + time + Math.trunc(Number(`0${fraction ?? ''}`) * 1000)
}
