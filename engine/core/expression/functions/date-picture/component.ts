const DAY = 86_400_000

/**
 * The number that a component of a date and time has, by the letter that stands for it in a picture
 * (F&O 3.1, 9.8.4.1; X and x, the year and month that a week counts for, are JSONata's own). UTC.
 */
export function componentOf(letter: string, date: Date): number {
  switch (letter) {
    case 'Y':
      return date.getUTCFullYear()
    case 'M':
      return date.getUTCMonth() + 1
    case 'D':
      return date.getUTCDate()
    case 'd':
      return dayOfYear(date)
    case 'F':
      return dayOfWeek(date)
    case 'W':
      return Math.ceil(dayOfYear(thursdayOf(date)) / 7)
    case 'w':
      return Math.ceil(thursdayOf(date).getUTCDate() / 7)
    case 'X':
      return thursdayOf(date).getUTCFullYear()
    case 'x':
      return thursdayOf(date).getUTCMonth() + 1
    case 'H':
      return date.getUTCHours()
    case 'h':
      return date.getUTCHours() % 12 || 12
    case 'P':
      return date.getUTCHours() < 12 ? 0 : 1
    case 'm':
      return date.getUTCMinutes()
    case 's':
      return date.getUTCSeconds()
    default:
      return date.getUTCMilliseconds()
  }
}

function dayOfYear(date: Date): number {
  // In a year that is as long: Date.UTC takes 0 to 99 for 1900 to 1999, and does not reach the first day of the first year.
  const year = 2000 + (date.getUTCFullYear() % 400)
  const start = Date.UTC(year, 0, 1)
  return (Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) - start) / DAY + 1
}

/** Monday is 1, Sunday 7. */
function dayOfWeek(date: Date): number {
  return date.getUTCDay() || 7
}

/** A week, from Monday, counts for the year (ISO 8601) and the month (F&O) that its Thursday is in. */
function thursdayOf(date: Date): Date {
  return new Date(date.getTime() + (4 - dayOfWeek(date)) * DAY)
}
