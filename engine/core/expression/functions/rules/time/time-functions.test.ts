import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { called } from '../evaluated.fixture.ts'

const truncated = (time: string, interval: string, zone?: string): string =>
  new Date(called('timeTruncate', Date.parse(time), interval, zone) as number)
    .toISOString()
    .replace('.000Z', 'Z')

describe('starts where clocks are changed', () => {
  test.each<[zone: string, time: string, interval: string, start: string]>([
    // Forward at 01:00Z, back at 01:00Z.
    ['Europe/Berlin', '2026-03-29T10:00:00Z', 'day', '2026-03-28T23:00:00Z'],
    ['Europe/Berlin', '2026-03-29T22:30:00Z', 'day', '2026-03-29T22:00:00Z'],
    ['Europe/Berlin', '2026-10-25T22:30:00Z', 'day', '2026-10-24T22:00:00Z'],
    ['Europe/Berlin', '2026-03-29T01:30:00Z', 'hour', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-10-25T00:30:00Z', 'hour', '2026-10-25T00:00:00Z'],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', 'hour', '2026-10-25T01:00:00Z'],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', '6h', '2026-10-24T22:00:00Z'],
    ['Europe/Berlin', '2026-07-15T12:00:00Z', 'year', '2025-12-31T23:00:00Z'],
    ['Europe/Berlin', '2026-07-15T12:00:00Z', 'quarter', '2026-06-30T22:00:00Z'],
    ['Europe/Berlin', '2026-03-31T12:00:00Z', 'month', '2026-02-28T23:00:00Z'],
    // Three quarters of an hour aside.
    ['Asia/Kathmandu', '2026-01-01T12:00:00Z', 'hour', '2026-01-01T11:15:00Z'],
    ['Asia/Kathmandu', '2026-01-01T12:00:00Z', '15m', '2026-01-01T12:00:00Z'],
    ['Asia/Kathmandu', '2026-01-01T12:00:00Z', 'day', '2025-12-31T18:15:00Z'],
    // Midnight was jumped over.
    ['America/Sao_Paulo', '2018-11-04T12:00:00Z', 'day', '2018-11-04T03:00:00Z'],
    // Midnight came twice.
    ['America/Havana', '2018-11-04T12:00:00Z', 'day', '2018-11-04T04:00:00Z'],
    ['America/Havana', '2018-11-04T05:30:00Z', 'hour', '2018-11-04T05:00:00Z'],
    // By half an hour.
    ['Australia/Lord_Howe', '2026-04-04T15:15:00Z', 'hour', '2026-04-04T14:00:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:45:00Z', 'hour', '2026-10-03T15:30:00Z'],
    // A day that there was not.
    ['Pacific/Apia', '2011-12-30T12:00:00Z', 'day', '2011-12-30T10:00:00Z'],
    ['Pacific/Apia', '2011-12-30T09:00:00Z', 'day', '2011-12-29T10:00:00Z'],
    ['+02:00', '2026-01-01T23:00:00Z', 'day', '2026-01-01T22:00:00Z'],
    ['-0530', '2026-01-01T00:00:00Z', 'day', '2025-12-31T05:30:00Z'],
    ['UTC', '1969-12-31T23:59:59Z', 'week', '1969-12-29T00:00:00Z'],
    ['UTC', '1969-12-31T23:59:59Z', 'second', '1969-12-31T23:59:59Z'],
  ])('%s %s to the %s', (zone, time, interval, start) => {
    expect(truncated(time, interval, zone)).toBe(start)
  })
})

const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/Dublin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Havana',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
]
const zone = fc.constantFrom(...zones)
/** From 1975 to 2040: before it, some places changed their clocks in the midst of a minute. */
const time = fc.integer({ min: 157_766_400_000, max: 2_208_988_800_000 })
const interval = fc.constantFrom(
  'second',
  'minute',
  '15m',
  'hour',
  '6h',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  '10d',
)

test('a start is no later, and its own start', () => {
  fc.assert(
    fc.property(time, interval, zone, (at, span, place) => {
      const start = called('timeTruncate', at, span, place) as number
      expect(start).toBeLessThanOrEqual(at)
      expect(called('timeTruncate', start, span, place)).toBe(start)
    }),
    { numRuns: 1000 },
  )
})

test('what is between a start and a time has that start', () => {
  fc.assert(
    fc.property(time, interval, zone, fc.double({ min: 0, max: 1, noNaN: true }), (at, span, place, part) => {
      const start = called('timeTruncate', at, span, place) as number
      const between = Math.round(start + (at - start) * part)
      const found = called('timeTruncate', between, span, place) as number
      // A short span may have been shown by the clocks before.
      if (!['second', 'minute', '15m', 'hour'].includes(span)) expect(found).toBe(start)
      else expect(found).toBeGreaterThanOrEqual(start)
    }),
    { numRuns: 1000 },
  )
})

test('durations are cut into windows as a window does in UTC', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e13 }), fc.integer({ min: 1, max: 1e9 }), (at, size) => {
      expect(called('timeTruncate', at, `${size}ms`)).toBe(Math.floor(at / size) * size)
    }),
  )
})

/** Another implementation, that of the platform, where it has one. */
const other = typeof Temporal === 'object'

test.runIf(other)('parts and days are those of Temporal', () => {
  fc.assert(
    fc.property(time, zone, (at, place) => {
      const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(place)
      const { year, month, day, hour, minute, second, millisecond } = there
      expect(called('timeParts', at, place)).toEqual({
        year,
        month,
        day,
        hour,
        minute,
        second,
        millisecond,
        weekday: there.dayOfWeek,
        week: there.weekOfYear,
        weekYear: there.yearOfWeek,
        dayOfYear: there.dayOfYear,
        offset: there.offsetNanoseconds / 60e9,
      })
      expect(called('timeTruncate', at, 'day', place)).toBe(there.startOfDay().epochMilliseconds)
      const month1 = there.with({ day: 1 }).startOfDay()
      expect(called('timeTruncate', at, 'month', place)).toBe(month1.epochMilliseconds)
    }),
    { numRuns: 1000 },
  )
})

test.each<[date: string, week: string]>([
  // From the table of ISO 8601's Wikipedia page on week dates.
  ['2005-01-01', '2004-53-6'],
  ['2005-12-31', '2005-52-6'],
  ['2007-01-01', '2007-1-1'],
  ['2007-12-31', '2008-1-1'],
  ['2008-12-28', '2008-52-7'],
  ['2008-12-29', '2009-1-1'],
  ['2009-12-31', '2009-53-4'],
  ['2010-01-03', '2009-53-7'],
  ['0001-01-01', '1-1-1'],
])('%s is in week %s', (date, week) => {
  const parts = called('timeParts', Date.parse(date)) as Readonly<Record<string, number>>
  expect(`${parts['weekYear']}-${parts['week']}-${parts['weekday']}`).toBe(week)
})

test('long ago, offsets had seconds', () => {
  expect(called('timeParts', Date.parse('1850-01-01T00:00:00Z'), 'Europe/Berlin')).toMatchObject({
    year: 1850,
    hour: 0,
    minute: 53,
    second: 28,
  })
  expect(called('timeParts', Date.parse('-000044-03-15T12:00:00Z'), 'Europe/Rome')).toMatchObject({
    year: -44,
    day: 15,
  })
})

test('a time of day from and to', () => {
  const at = (hour: number) => hour * 3_600_000
  const night = [0, 5, 6, 12, 22, 23].map((hour) => called('timeWithin', at(hour), '22:00', '06:00'))
  expect(night).toEqual([true, true, false, false, true, true])
  const work = [7, 8, 16, 17, 24].map((hour) => called('timeWithin', at(hour), '08:00', '17:00'))
  expect(work).toEqual([false, true, true, false, false])
  expect(called('timeWithin', at(3), '06:00', '06:00')).toBe(true)
  expect(called('timeWithin', at(23), '20:00', '24:00')).toBe(true)
  expect(called('timeWithin', at(1), '20:00', '24:00')).toBe(false)
})

test.each<[name: string, args: readonly unknown[], said: string]>([
  ['timeTruncate', [0, 'days'], 'argument 2 of $timeTruncate: expected one of second, minute, hour, day'],
  ['timeTruncate', [0, '0s'], 'argument 2 of $timeTruncate'],
  ['timeTruncate', [1e17, 'day'], 'argument 1 of $timeTruncate: expected ms since 1970'],
  ['timeTruncate', [-1, '100000000d'], 'argument 2 of $timeTruncate'],
  [
    'timeTruncate',
    [0, 'day', 'Berlin'],
    'expected the name of a time zone such as "Europe/Berlin", "UTC" or "+02:00", got "Berlin"',
  ],
  ['timeParts', [0, '+25:00'], 'argument 2 of $timeParts: expected the name of a time zone'],
  [
    'timeWithin',
    [0, '08:00', '25:00'],
    'argument 3 of $timeWithin: expected a time of day from "00:00" to "24:00"',
  ],
])('%s of %j says what is wrong', (name, args, said) => {
  expect(() => called(name, ...args)).toThrow(said)
})

test('durations are read back', () => {
  fc.assert(
    fc.property(fc.integer(), (ms) => {
      expect(called('durationParse', called('durationFormat', ms))).toBe(ms === 0 ? 0 : ms)
    }),
  )
})
