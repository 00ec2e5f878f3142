import { isObject, type JsonObject } from '../../model/json.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { flag } from '../../operator/settings/flag.ts'
import { number } from '../../operator/settings/number.ts'
import { timeZone } from '../../operator/settings/time-zone.ts'
import { aggregatesSetting } from './aggregates-setting.ts'
import { calendar, longestOf } from './cuts/calendar.ts'
import { cumulate } from './cuts/cumulate.ts'
import { hopping } from './cuts/hopping.ts'
import { windowExamples } from './examples.ts'
import { alignedWindows } from './shapes/aligned.ts'
import { counts } from './shapes/counts.ts'
import { sessions } from './shapes/sessions.ts'
import { windowState } from './shapes/shape.ts'
import { sliding } from './shapes/sliding.ts'
import { states } from './shapes/states.ts'
import { successiveWindows } from './shapes/successive.ts'
import { problemsOf } from './window-problems.ts'
import { saysOf } from './window-says.ts'

const of = (...shapes: readonly string[]) => ({ setting: 'shape', in: shapes })
const byTime = of('tumbling', 'hopping', 'cumulate', 'calendar')

export const window = defineOperator({
  type: 'window',
  category: 'time',
  summary: 'Groups the events of each key by time, by number or by a state, and sums each group up.',
  description: [
    'A result comes out once the time of its window has passed: when no event of the window is expected any more. Its time is the last instant of the window. A key without an event has no result, unless `emitEmpty` asks for one; `millrace docs time` shows how to get a 0 all the same.',
    'Windows by time are `tumbling` (each begins where the one before ends), `hopping` (they overlap), `cumulate` (they share a start and grow), `calendar` (days, weeks, months and years of a place, right across changes of its clocks), `sliding` (one for each event, of what came before it) and `session` (events that follow one another without a gap). A window of `count` has so many events, in whatever time; one of `state` begins and ends with conditions.',
    'Each aggregate is a JSONata expression over the list of the window’s events, in order of arrival. Sums, averages, extremes, counts and their like are kept up event by event; an expression that looks at the events in another way has them collected until the end. The result is the same, but perhaps for its last digit: sums that are kept up are exact, and so the same in whatever order events come; JSONata rounds at each step. Where values are lists of lists, or empty lists, JSONata goes by how many there are together; what is kept up takes each as it comes.',
    'Windows that overlap hold each event once: in panes, of which several windows are made. An hour every second costs as much memory as an hour of seconds.',
  ],
  inputs: { in: { summary: 'Events to group', per: 'per' } },
  outputs: {
    out: {
      summary: 'A result for each window and key that had an event',
      carries: 'key',
      payload: fieldsOfResult,
    },
    early: {
      summary: 'What a window holds so far, before its end',
      carries: 'key',
      hidden: true,
      payload: fieldsOfResult,
    },
    late: { summary: 'Events whose window was gone when they came', late: true, payload: 'same' },
    update: {
      summary: 'A window’s new result after a late event that still counted',
      carries: 'key',
      late: true,
      hidden: true,
      payload: fieldsOfResult,
    },
  },
  settings: {
    shape: choice({
      summary: 'How events are grouped',
      of: {
        tumbling: 'Windows of one size, one after the other',
        hopping: 'Windows of one size that overlap: one begins every so often',
        cumulate: 'Windows that begin together and grow step by step up to a size',
        sliding: 'For each event those of the time before it',
        session: 'Events with no longer gap between them',
        calendar: 'Days, weeks, months, quarters or years of a place',
        count: 'So many events',
        state: 'From one condition to another',
      },
      default: 'tumbling',
    }),
    size: duration({
      summary: 'How long a window is',
      example: '1m',
      min: 1,
      when: of('tumbling', 'hopping', 'cumulate', 'sliding'),
    }),
    every: duration({ summary: 'How often a window begins', example: '10s', min: 1, when: of('hopping') }),
    step: duration({
      summary: 'By how much windows grow; the size is a multiple of it',
      example: '10s',
      min: 1,
      when: of('cumulate'),
    }),
    gap: duration({
      summary: 'How long no event comes for a session to be over',
      example: '5m',
      min: 1,
      when: of('session'),
    }),
    unit: choice({
      summary: 'What a window is; weeks begin on Monday',
      of: { day: 'A day', week: 'A week', month: 'A month', quarter: 'A quarter', year: 'A year' },
      default: 'day',
      when: of('calendar'),
    }),
    zone: timeZone({
      summary: 'Where: the time zone whose clocks count',
      example: 'Europe/Berlin',
      default: 'UTC',
      when: of('calendar'),
    }),
    events: number({
      summary: 'How many events a window has',
      example: 10,
      min: 1,
      max: 1_000_000,
      integer: true,
      when: of('count'),
    }),
    everyEvents: number({
      summary: 'After how many events a result comes; by default after as many as a window has',
      example: 1,
      optional: true,
      min: 1,
      max: 1_000_000,
      integer: true,
      when: of('count'),
    }),
    partial: flag({
      summary: 'Whether results come from the first on, before there are as many events as a window has',
      default: false,
      when: of('count'),
    }),
    opens: expression.boolean({
      summary: 'When a window opens; that event belongs to it',
      example: 'payload.state = "running"',
      when: of('state'),
    }),
    closes: expression.boolean({
      summary:
        'When it closes; that event belongs to it. Without it a window closes with the first event for which `opens` does not hold, which does not belong to it',
      example: 'payload.state = "idle"',
      optional: true,
      when: of('state'),
    }),
    longest: duration({
      summary: 'After how long it closes in any case',
      default: '1d',
      min: 1,
      when: of('state'),
    }),
    offset: duration({
      summary: 'By how much windows start later than the full multiples of their size since 1970 (UTC)',
      default: '0s',
      advanced: true,
      when: of('tumbling', 'hopping', 'cumulate'),
    }),
    per: expression.key({
      summary: 'What to group by; by default the key of the event',
      example: 'payload.room',
      optional: true,
    }),
    aggregates: aggregatesSetting({
      summary: 'What to compute: names and expressions over the events of a window',
      example: { celsius: '$average(payload.c)' },
      default: { count: '$count($)' },
    }),
    lateness: duration({
      summary:
        'How long after its end a window still takes late events in; each gives a new result on `update`',
      default: '0s',
      advanced: true,
      when: of('tumbling', 'hopping', 'cumulate', 'calendar', 'session'),
    }),
    corrects: choice({
      summary: 'What a new result after a late event holds',
      of: { whole: 'All events of the window', new: 'The late event alone' },
      default: 'whole',
      advanced: true,
      when: of('tumbling', 'hopping', 'cumulate', 'calendar', 'session'),
    }),
    early: duration({
      summary: 'How often what a window holds so far leaves by `early`, by the clock on the wall',
      example: '10s',
      optional: true,
      min: 1,
      advanced: true,
      when: of('tumbling', 'hopping', 'cumulate', 'calendar', 'session'),
    }),
    emitEmpty: flag({
      summary: 'Whether a window without events has a result, too, for keys that have had some',
      default: false,
      when: byTime,
    }),
    emptyFor: duration({
      summary: 'For how long after the last window with events there are empty ones',
      default: '1d',
      advanced: true,
      when: { setting: 'emitEmpty', in: [true] },
    }),
    maxEvents: number({
      summary:
        'How many events of a key are collected at most, where an aggregate needs them all, or where they wait; one more is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state: windowState,
  check: problemsOf,
  silent: ({ early, lateness }) => [
    ...(early === undefined ? (['early'] as const) : []),
    ...(lateness === 0 ? (['update'] as const) : []),
  ],
  span: ({ shape, size, gap, unit, longest, lateness }) => {
    if (shape === 'count') return 0
    if (shape === 'session') return gap + lateness
    if (shape === 'state') return longest
    return (shape === 'calendar' ? longestOf(unit) : size) + lateness
  },
  says: saysOf,
  examples: windowExamples,
  create: (settings) => {
    const { shape, size, offset, aggregates, maxEvents, early, lateness } = settings
    const common = { summary: aggregates, maxEvents, lateness, tellsNew: settings.corrects === 'new', early }
    if (shape === 'session') return sessions(settings.gap, common)
    if (shape === 'sliding') return sliding(size, common)
    if (shape === 'state') return states(settings, common)
    if (shape === 'count') {
      const { events, everyEvents = events, partial } = settings
      return counts(events, everyEvents, partial, common)
    }
    const cut =
      shape === 'calendar'
        ? calendar(settings.unit, settings.zone)
        : shape === 'cumulate'
          ? cumulate(size, settings.step, offset)
          : hopping(size, shape === 'hopping' ? settings.every : size, offset)
    const isSuccessive = shape === 'tumbling' || shape === 'calendar'
    if (isSuccessive && lateness === 0 && early === undefined && !settings.emitEmpty)
      return successiveWindows(cut, common)
    return alignedWindows(cut, {
      ...common,
      emptyFor: settings.emitEmpty ? settings.emptyFor : undefined,
    })
  },
})

function fieldsOfResult({ aggregates, shape }: JsonObject): readonly string[] {
  const names = isObject(aggregates) ? Object.keys(aggregates) : []
  return shape === 'count' ? names : [...names, 'start', 'end']
}
