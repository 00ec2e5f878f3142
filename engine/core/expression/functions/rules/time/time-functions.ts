import { formatDateTime } from '../../date-picture/date-time.ts'
import { badArgument } from '../bad-argument.ts'
import { type RuleFunction, ruleFunction } from '../rule-function.ts'
import { firstInstant } from './first-instant.ts'
import { intervalNames, intervalOf } from './interval.ts'
import { farthest, localTime } from './local-time.ts'
import { partsOf } from './parts.ts'
import { timeOfDay } from './time-of-day.ts'

const zoneWords =
  'the time zone: a name of the IANA database such as `"Europe/Berlin"`, or an offset such as `"+02:00"`; UTC where it is left out'

const LOOKS_TO_READ_TIMES = 32
const LOOKS_TO_FORMAT = 320
const LOOKS_FOR_A_CHARACTER = 16

const minute = 60_000

/** `-0530` of -330 minutes. */
const offsetText = (minutes: number): string => {
  const size = Math.abs(minutes)
  const [hours, rest] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'))
  return `${minutes < 0 ? '-' : '+'}${hours}${rest}`
}

/** 2026-03-29T12:34:56.789Z, a Sunday; in the night before it the clocks of Berlin went forward. */
const input = { time: 1_774_787_696_789 }

export const timeFunctions: readonly RuleFunction[] = [
  ruleFunction({
    name: 'timeTruncate',
    signature: '<nss?:n>',
    summary: 'The start of the day, the hour or another span that a time lies in, by the clocks of a place.',
    parameters: {
      time: 'ms since 1970, such as an event’s `time`',
      interval: `${intervalNames.map((one) => `\`"${one}"\``).join(', ')}, or a duration such as \`"15m"\``,
      zone: zoneWords,
    },
    gives: 'ms since 1970, never later than the time',
    source:
      'weeks begin on Monday (ISO 8601); durations are counted from 1970-01-01T00:00 of the place, as a window’s are in UTC. A start ' +
      'that clocks jump over is the first instant after it; of one that they show twice it is the first, but for spans of ' +
      'up to an hour each time counts by itself',
    examples: [
      { expression: '$fromMillis($timeTruncate(time, "hour"))', input, result: '2026-03-29T12:00:00.000Z' },
      { expression: '$fromMillis($timeTruncate(time, "15m"))', input, result: '2026-03-29T12:30:00.000Z' },
      {
        expression: '$fromMillis($timeTruncate(time, "day", "Europe/Berlin"))',
        input,
        result: '2026-03-28T23:00:00.000Z',
      },
      {
        expression: '$fromMillis($timeTruncate(time, "week", "Europe/Berlin"))',
        input,
        result: '2026-03-22T23:00:00.000Z',
      },
      {
        expression: '$fromMillis($timeTruncate(time, "quarter"))',
        input,
        result: '2026-01-01T00:00:00.000Z',
      },
      { expression: '$timeTruncate(time, "fortnight")', input, fails: 'M1010' },
    ],
    calculate(run, time: number, interval: string, zoneName: string | undefined) {
      const span = intervalOf(run, interval)
      if (span === undefined)
        throw badArgument(
          'timeTruncate',
          2,
          `one of ${intervalNames.join(', ')}, or a duration such as "15m"`,
          interval,
        )
      const { zone, local } = localTime(run, 'timeTruncate', time, zoneName, 3)
      const start = span.start(local)
      if (!(Math.abs(start) <= farthest))
        throw badArgument('timeTruncate', 2, 'a duration that ends', interval)
      return firstInstant(zone, start, time, span.isShort)
    },
  }),
  ruleFunction({
    name: 'timeParts',
    signature: '<ns?:o>',
    summary: 'Year, month, day, hour and so on, as calendars and clocks of a place show them.',
    parameters: { time: 'ms since 1970, such as an event’s `time`', zone: zoneWords },
    gives:
      'an object of numbers: `year`, `month` (1 to 12), `day`, `hour`, `minute`, `second`, `millisecond`, `weekday` (1 is Monday, ' +
      '7 Sunday), `week` and `weekYear` (ISO 8601), `dayOfYear`, and `offset`, the minutes that clocks are ahead of UTC',
    source: 'ISO 8601: the first week of a year is the one with its first Thursday',
    examples: [
      {
        expression: '$timeParts(time, "Europe/Berlin")',
        input,
        result: {
          year: 2026,
          month: 3,
          day: 29,
          hour: 14,
          minute: 34,
          second: 56,
          millisecond: 789,
          weekday: 7,
          week: 13,
          weekYear: 2026,
          dayOfYear: 88,
          offset: 120,
        },
      },
      { expression: '$timeParts(time).weekday in [6, 7]', input, result: true },
      { expression: '$timeParts(payload.at)', input: { payload: {} } },
      { expression: '$timeParts(time, "Europe/Berlino")', input, fails: 'M1010' },
    ],
    calculate(run, time: number, zoneName: string | undefined) {
      const { zone, local } = localTime(run, 'timeParts', time, zoneName, 2)
      return partsOf(local, zone(time))
    },
  }),
  ruleFunction({
    name: 'timeFormat',
    signature: '<nss?:s>',
    summary: 'Date and time as text, as calendars and clocks of a place show them.',
    parameters: {
      time: 'ms since 1970, such as an event’s `time`',
      picture:
        'how they are written: as in `$fromMillis`, `[Y0001]-[M01]-[D01] [H01]:[m01]` and the like, `[Z]` for the offset from UTC',
      zone: zoneWords,
    },
    gives: 'a text',
    source: 'pictures are those of XPath (XPath and XQuery Functions and Operators 3.1, 9.8.4)',
    examples: [
      {
        expression: '$timeFormat(time, "[Y0001]-[M01]-[D01] [H01]:[m01] [Z]", "Europe/Berlin")',
        input,
        result: '2026-03-29 14:34 +02:00',
      },
      {
        expression:
          '$timeFormat($timeTruncate(time, "day", "Europe/Berlin"), "[FNn], [D1] [MNn]", "Europe/Berlin")',
        input,
        result: 'Sunday, 29 March',
      },
      { expression: '$timeFormat(time, "[Y]", "Berlin")', input, fails: 'M1010' },
    ],
    calculate(run, time: number, picture: string, zoneName: string | undefined) {
      const { local } = localTime(run, 'timeFormat', time, zoneName, 3)
      run.look(LOOKS_TO_FORMAT + picture.length * LOOKS_FOR_A_CHARACTER)
      // Offsets of long ago had seconds, which a picture does not show.
      const minutes = Math.round((local - Math.floor(time)) / minute)
      return formatDateTime(local - minutes * minute, picture, offsetText(minutes))
    },
  }),
  ruleFunction({
    name: 'timeWithin',
    signature: '<nsss?:b>',
    summary: 'Whether the clocks of a place show a time of day within a span, such as the night.',
    parameters: {
      time: 'ms since 1970, such as an event’s `time`',
      from: 'when it begins, such as `"22:00"`; it belongs to the span',
      to: 'when it ends, such as `"06:30"`; it belongs to the span no more. Where it is not after `from`, the span goes over midnight',
      zone: zoneWords,
    },
    gives: 'true or false',
    examples: [
      { expression: '$timeWithin(time, "08:00", "17:30")', input, result: true },
      { expression: '$timeWithin(time, "22:00", "06:00", "Europe/Berlin")', input, result: false },
      { expression: '$timeWithin(time, "22:00", "14:35", "Europe/Berlin")', input, result: true },
      { expression: '$timeWithin(time, "8 am", "17:30")', input, fails: 'M1010' },
    ],
    calculate(run, time: number, from: string, to: string, zoneName: string | undefined) {
      const { local } = localTime(run, 'timeWithin', time, zoneName, 4)
      run.look(LOOKS_TO_READ_TIMES)
      const [start, end] = [timeOfDay('timeWithin', 2, from), timeOfDay('timeWithin', 3, to)]
      const day = 86_400_000
      const now = local - Math.floor(local / day) * day
      return start < end ? now >= start && now < end : now >= start || now < end
    },
  }),
]
