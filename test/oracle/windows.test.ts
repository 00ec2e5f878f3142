import * as fc from 'fast-check'
import { test } from 'vitest'
import { window } from '../../engine/core/operators/window/window.ts'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { comparison } from './agreement.ts'
import type { Row } from './database.ts'
import { type Case, casesOf } from './generated-case.ts'
import { streamed } from './streamed.ts'

const agree = comparison()

const aggregates = {
  n: '$count($)',
  sum: '$sum(payload)',
  mean: '$average(payload)',
  least: '$min(payload)',
  most: '$max(payload)',
  first: '$first(payload)',
  last: '$last(payload)',
  latest: '$latest(payload, time)',
  different: '$count($distinct(payload))',
  middle: '$median(payload)',
  all: '$[].payload',
}

/** The same in SQL, over rows of `inside`: events, each with the window that it lies in. */
const sums = `
  count(*) as n, sum(value)::bigint as sum, avg(value) as mean, min(value) as least, max(value) as most,
  arg_min(value, id) as first, arg_max(value, id) as last, arg_max(value, (time, value)) as latest,
  count(distinct value) as different, median(value) as middle, list(value order by id) as all`

/** One result for each window of each key, or for each that `also` tells apart. */
const resultsOf = (inside: string, also: readonly string[] = []): string => `
  with inside as (${inside})
  select "case", "end" - 1 as time, key, start, "end", ${sums}
  from inside group by ${['"case"', 'key', 'start', '"end"', ...also].join(', ')}`

function rowsOf(given: Case<Row>, settings: JsonObject, more = 0): readonly Row[] {
  return streamed(window, given, { ...settings, aggregates }, ({ value }) => value, more).map(
    ({ time, key, payload }) => ({
      time,
      key: key === null ? null : JSON.stringify(key),
      ...(payload as JsonObject),
    }),
  )
}

const length = fc.constantFrom(1, 2, 5, 10, 24, 60)
const offset = fc.constantFrom(0, 0, 1, 3, 37)
const timesOf = (unit: number): number[] => [-3, -2, -1, 0, 1, 2, 3].map((times) => times * unit)

test('windows one after the other', () =>
  agree({
    cases: casesOf(fc.record({ size: length, offset }), ({ size, offset }) => ({
      instants: timesOf(size).map((start) => start + offset),
      distances: [0, size, -size],
    })),
    stream: (given) =>
      rowsOf(given, { size: `${given.settings.size}ms`, offset: `${given.settings.offset}ms` }),
    columns: { size: 'BIGINT', offset: 'BIGINT' },
    sql: resultsOf(`
      select e.*, (floor((time - "offset") / size) * size)::bigint + "offset" as start, start + size as "end"
      from events e join settings using ("case")`),
  }))

test('windows that overlap, or have gaps between them', () =>
  agree({
    cases: casesOf(fc.record({ size: length, every: length, offset }), ({ size, every, offset }) => ({
      instants: timesOf(every).flatMap((start) => [start + offset, start + offset + size]),
      distances: [0, size, -size, every],
    })),
    stream: (given) => {
      const { size, every, offset } = given.settings
      return rowsOf(given, {
        shape: 'hopping',
        size: `${size}ms`,
        every: `${every}ms`,
        offset: `${offset}ms`,
      })
    },
    columns: { size: 'BIGINT', every: 'BIGINT', offset: 'BIGINT' },
    sql: resultsOf(`
      select e.*, "offset" + place * every as start, start + size as "end"
      from events e join settings using ("case"), range(-400, 400) places(place)
      where "offset" + place * every <= time and time < "offset" + place * every + size`),
  }))

test('windows that grow', () =>
  agree({
    cases: casesOf(
      fc.record({ step: length, steps: fc.constantFrom(1, 2, 5), offset }),
      ({ step, steps, offset }) => ({
        instants: timesOf(step).flatMap((start) => [start + offset, start + offset + step * steps]),
        distances: [0, step, step * steps],
      }),
    ),
    stream: (given) => {
      const { step, steps, offset } = given.settings
      return rowsOf(given, {
        shape: 'cumulate',
        size: `${step * steps}ms`,
        step: `${step}ms`,
        offset: `${offset}ms`,
      })
    },
    columns: { step: 'BIGINT', steps: 'BIGINT', offset: 'BIGINT' },
    sql: resultsOf(`
      select e.*, (floor((time - "offset") / (step * steps)) * step * steps)::bigint + "offset" as start,
        start + grown * step as "end"
      from events e join settings using ("case"), range(1, 6) parts(grown)
      where grown <= steps and time < start + grown * step`),
  }))

test('for each event those of the time up to it', () =>
  agree({
    cases: casesOf(fc.record({ size: length }), ({ size }) => ({
      instants: [0],
      distances: [0, size, -size],
    })),
    stream: (given) => rowsOf(given, { shape: 'sliding', size: `${given.settings.size}ms` }),
    columns: { size: 'BIGINT' },
    sql: resultsOf(
      `
      select e.*, of.id as up_to, of.time - size + 1 as start, of.time + 1 as "end"
      from events of join settings using ("case") join events e using ("case")
      where e.key is not distinct from of.key and e.time > of.time - size and e.time <= of.time`,
      ['up_to'],
    ),
  }))

test('sessions; exactly the gap apart they are one', () =>
  agree({
    cases: casesOf(fc.record({ gap: length }), ({ gap }) => ({
      instants: [0],
      distances: [gap, gap, -gap, 0],
    })),
    // Without room beyond the disorder there is, a session may be over when what is exactly the gap later comes.
    stream: (given) => rowsOf(given, { shape: 'session', gap: `${given.settings.gap}ms` }, 1),
    columns: { gap: 'BIGINT' },
    sql: resultsOf(`
      with marked as (
        select e.*, gap, coalesce(time - lag(time) over earlier > gap, true) as opens
        from events e join settings using ("case") window earlier as (partition by "case", key order by time, id)
      ), numbered as (
        select *, count(*) filter (where opens) over (partition by "case", key order by time, id) as session
        from marked
      )
      select *, min(time) over own as start, max(time) over own + gap as "end"
      from numbered window own as (partition by "case", key, session)`),
  }))

const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'Australia/Lord_Howe']
/** Midnights in those zones: before 1970, across changes of their clocks, and about the day that Apia skipped. */
const midnights = [
  '1969-12-31T23:00:00Z',
  '1970-01-01T00:00:00Z',
  '2026-03-28T23:00:00Z',
  '2026-03-29T22:00:00Z',
  '2026-10-24T22:00:00Z',
  '2026-10-25T23:00:00Z',
  '2026-11-01T02:30:00Z',
  '2026-11-02T03:30:00Z',
  '2011-12-30T10:00:00Z',
  '2026-04-04T13:00:00Z',
  '2026-04-05T13:30:00Z',
].map(Date.parse)

test.each(['day', 'week', 'month', 'quarter', 'year'])('each %s of a place', (unit) =>
  agree({
    cases: casesOf(fc.record({ zone: fc.constantFrom(...zones) }), () => ({
      instants: midnights,
      distances: [0, 3_600_000, 86_400_000, -86_400_000],
    })),
    stream: (given) => rowsOf(given, { shape: 'calendar', unit, zone: given.settings.zone }),
    columns: { zone: 'VARCHAR' },
    sql: resultsOf(`
      select e.*, date_trunc('${unit}', timezone(zone, make_timestamptz(time * 1000))) as local,
        epoch_ms(timezone(zone, local)) as start, epoch_ms(timezone(zone, local + interval 1 ${unit})) as "end"
      from events e join settings using ("case")`),
  }),
)
