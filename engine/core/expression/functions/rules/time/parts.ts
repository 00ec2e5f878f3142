const day = 86_400_000
const minute = 60_000

/** The parts of a local time (ms since 1970 as if it were UTC). Weeks are those of ISO 8601: 1 has the first Thursday. */
export function partsOf(local: number, offset: number): Readonly<Record<string, number>> {
  const date = new Date(local)
  const days = Math.floor(local / day)
  const weekday = ((((days + 3) % 7) + 7) % 7) + 1 // 1970-01-01 was a Thursday
  const thursday = new Date((days - weekday + 4) * day)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
    weekday,
    week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1,
    weekYear: thursday.getUTCFullYear(),
    dayOfYear: dayOfYear(date),
    offset: offset / minute,
  }
}

function dayOfYear(date: Date): number {
  const first = new Date(0)
  first.setUTCFullYear(date.getUTCFullYear(), 0, 1)
  return Math.floor((date.getTime() - first.getTime()) / day) + 1
}
