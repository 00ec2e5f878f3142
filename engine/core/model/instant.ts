const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i

const fourCenturies = 146_097 * 86_400_000

/**
 * Reads an ISO 8601 instant: a date, or date and time with `T` or a blank between, with or without seconds, fraction
 * and zone. Without a zone it is UTC, wherever the machine stands. Gives whole milliseconds since the epoch (a finer
 * fraction is cut off), or undefined where the text is no such instant.
 */
export function parseInstant(text: string): number | undefined {
  const parts = form.exec(text.trim())
  if (parts === null) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = parts
  const millisecond = Math.floor(Number(`0.${fraction}`) * 1000)
  // Shifted by 400 years, a whole number of weeks and leap cycles: `Date.UTC` takes the years 0 to 99 for 1900 to 1999.
  const local = Date.UTC(
    Number(year) + 400,
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    millisecond,
  )
  const read = new Date(local)
  const exists =
    read.getUTCMonth() === Number(month) - 1 &&
    read.getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60
  return exists ? local - fourCenturies - offset(zone) : undefined
}

/** The offset of a zone such as `Z`, `+02`, `-0530`, `+02:00` from UTC in ms. */
function offset(zone: string): number {
  const parts = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (parts === null) return 0
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0)
  return (parts[1] === '-' ? -minutes : minutes) * 60_000
}

const [earliest, latest] = [-62_167_219_200_000, 253_402_300_799_999]

/**
 * Whether a time, in ms since the epoch, lies in the years 0 to 9999, which ISO 8601 has without further agreement.
 * Microseconds since 1970 lie beyond.
 */
export const isInYears = (time: number): boolean => time >= earliest && time <= latest
