import { at, problem, wall, watermark } from '../../operator/example.ts'

const kitchen = { key: 'kitchen' }
const cellar = { key: 'cellar' }

export const windowExamples = [
  {
    title: 'The average of each minute, room by room',
    settings: { size: '1m', aggregates: { celsius: '$average(payload.c)', readings: '$count($)' } },
    given: {
      in: [
        at('5s', { c: 20 }, kitchen),
        at('10s', { c: 8 }, cellar),
        at('50s', { c: 22 }, kitchen),
        at('60s', { c: 30 }, kitchen),
      ],
    },
    expect: {
      out: [
        at(59_999, { start: 0, end: 60_000, celsius: 21, readings: 2 }, kitchen),
        at(59_999, { start: 0, end: 60_000, celsius: 8, readings: 1 }, cellar),
        at(119_999, { start: 60_000, end: 120_000, celsius: 30, readings: 1 }, kitchen),
      ],
    },
  },
  {
    title: 'Expressions of any kind: what can be kept up is, the others see all events of the window',
    settings: {
      size: '10s',
      aggregates: {
        swing: '$max(payload.c) - $min(payload.c)',
        all: '$[].payload.c',
        first: '$first(payload.c)',
        different: '$count($distinct(payload.c))',
      },
    },
    given: { in: [at('1s', { c: 5 }), at('3s', { c: 9 }), at('2s', { c: 5 })] },
    expect: { out: [at(9_999, { start: 0, end: 10_000, swing: 4, all: [5, 9, 5], first: 5, different: 2 })] },
  },
  {
    title: 'Windows are aligned to 1970, before it too; the end belongs to the next one',
    settings: { size: '10ms', aggregates: { n: '$count($)' } },
    given: { in: [at('-11ms', 1), at('-10ms', 2), at('-1ms', 3), at(0, 4), at(9, 5), at(10, 6)] },
    expect: {
      out: [
        at('-11ms', { start: -20, end: -10, n: 1 }),
        at('-1ms', { start: -10, end: 0, n: 2 }),
        at(9, { start: 0, end: 10, n: 2 }),
        at(19, { start: 10, end: 20, n: 1 }),
      ],
    },
  },
  {
    title: 'An event that comes after its window is gone leaves by late',
    settings: { size: '10s', aggregates: { n: '$count($)' } },
    given: { in: [at('5s', 'a'), at('10s', 'b'), watermark('10s'), at('7s', 'too late')] },
    expect: {
      out: [at(9_999, { start: 0, end: 10_000, n: 1 }), at(19_999, { start: 10_000, end: 20_000, n: 1 })],
      late: [at('7s', 'too late')],
    },
  },
  {
    title: 'While lateness lasts, a late event corrects the result',
    settings: { size: '10s', lateness: '5s', aggregates: { n: '$count($)', all: '$[].payload' } },
    given: {
      in: [at('5s', 'a'), at('12s', 'b'), at('7s', 'late'), at('15s', 'c'), at('8s', 'too late')],
    },
    expect: {
      out: [
        at(9_999, { start: 0, end: 10_000, n: 1, all: ['a'] }),
        at(19_999, { start: 10_000, end: 20_000, n: 2, all: ['b', 'c'] }),
      ],
      update: [at(9_999, { start: 0, end: 10_000, n: 2, all: ['a', 'late'] })],
      late: [at('8s', 'too late')],
    },
  },
  {
    title: 'A value that cannot be summed up is a dead letter and spoils nothing',
    settings: { size: '10s', aggregates: { total: '$sum(payload.c)' } },
    given: { in: [at(1, { c: 1 }), at(2, { c: 'warm' }), at(3, { c: 2 }), at(4, {})] },
    expect: { out: [at(9_999, { start: 0, end: 10_000, total: 3 })], error: [problem('not-a-number')] },
  },
  {
    title: 'Where events have to be collected, there is a bound',
    settings: { size: '10s', maxEvents: 2, aggregates: { all: '$[].payload' } },
    given: { in: [at(1, 'a'), at(2, 'b'), at(3, 'c'), watermark('10s'), at('11s', 'd')] },
    expect: {
      out: [
        at(9_999, { start: 0, end: 10_000, all: ['a', 'b'] }),
        at(19_999, { start: 10_000, end: 20_000, all: ['d'] }),
      ],
      error: [problem('window-full')],
    },
  },
  {
    title: 'Windows that overlap: the last 10 seconds, every 5 seconds',
    settings: {
      shape: 'hopping',
      size: '10s',
      every: '5s',
      aggregates: { most: '$max(payload.c)', n: '$count($)' },
    },
    given: { in: [at('1s', { c: 9 }), at('6s', { c: 3 }), at('7s', { c: 5 })] },
    expect: {
      out: [
        at(4_999, { start: -5_000, end: 5_000, most: 9, n: 1 }),
        at(9_999, { start: 0, end: 10_000, most: 9, n: 3 }),
        at(14_999, { start: 5_000, end: 15_000, most: 5, n: 2 }),
      ],
    },
  },
  {
    title: 'The total of the hour so far, every quarter of an hour',
    settings: { shape: 'cumulate', size: '1h', step: '15m', aggregates: { total: '$sum(payload.kWh)' } },
    given: { in: [at('5m', { kWh: 1 }), at('20m', { kWh: 2 }), at('65m', { kWh: 4 })] },
    expect: {
      out: [
        at(899_999, { start: 0, end: 900_000, total: 1 }),
        at(1_799_999, { start: 0, end: 1_800_000, total: 3 }),
        at(2_699_999, { start: 0, end: 2_700_000, total: 3 }),
        at(3_599_999, { start: 0, end: 3_600_000, total: 3 }),
        at(4_499_999, { start: 3_600_000, end: 4_500_000, total: 4 }),
        at(5_399_999, { start: 3_600_000, end: 5_400_000, total: 4 }),
        at(6_299_999, { start: 3_600_000, end: 6_300_000, total: 4 }),
        at(7_199_999, { start: 3_600_000, end: 7_200_000, total: 4 }),
      ],
    },
  },
  {
    title: 'For each reading the mean of the 3 seconds up to it',
    settings: {
      shape: 'sliding',
      size: '3s',
      aggregates: { mean: '$average(payload.c)', last: '$latest(payload.c, time)' },
    },
    given: { in: [at('1s', { c: 2 }), at('2s', { c: 6 }), at('3s', { c: 4 }), at('5s', { c: 9 })] },
    expect: {
      out: [
        at('1s', { start: -1_999, end: 1_001, mean: 2, last: 2 }),
        at('2s', { start: -999, end: 2_001, mean: 4, last: 6 }),
        at('3s', { start: 1, end: 3_001, mean: 4, last: 4 }),
        at('5s', { start: 2_001, end: 5_001, mean: 6.5, last: 9 }),
      ],
    },
  },
  {
    title: 'A session ends when nothing comes for so long',
    settings: { shape: 'session', gap: '5s', aggregates: { trips: '$count($)', first: '$first(payload)' } },
    given: {
      in: [at('1s', 'a'), at('2s', 'x', kitchen), at('5s', 'b'), at('9s', 'c'), at('20s', 'd')],
    },
    expect: {
      out: [
        at(6_999, { start: 2_000, end: 7_000, trips: 1, first: 'x' }, kitchen),
        at(13_999, { start: 1_000, end: 14_000, trips: 3, first: 'a' }),
        at(24_999, { start: 20_000, end: 25_000, trips: 1, first: 'd' }),
      ],
    },
  },
  {
    title: 'The day on which clocks go forward in Berlin has 23 hours',
    settings: {
      shape: 'calendar',
      unit: 'day',
      zone: 'Europe/Berlin',
      aggregates: { litres: '$sum(payload.l)' },
    },
    given: {
      in: [
        at(Date.UTC(2026, 2, 28, 22, 59), { l: 1 }),
        at(Date.UTC(2026, 2, 28, 23, 0), { l: 2 }),
        at(Date.UTC(2026, 2, 29, 21, 59), { l: 4 }),
        at(Date.UTC(2026, 2, 29, 22, 0), { l: 8 }),
      ],
    },
    expect: {
      out: [
        at(Date.UTC(2026, 2, 28, 23) - 1, {
          start: Date.UTC(2026, 2, 27, 23),
          end: Date.UTC(2026, 2, 28, 23),
          litres: 1,
        }),
        at(Date.UTC(2026, 2, 29, 22) - 1, {
          start: Date.UTC(2026, 2, 28, 23),
          end: Date.UTC(2026, 2, 29, 22),
          litres: 6,
        }),
        at(Date.UTC(2026, 2, 30, 22) - 1, {
          start: Date.UTC(2026, 2, 29, 22),
          end: Date.UTC(2026, 2, 30, 22),
          litres: 8,
        }),
      ],
    },
  },
  {
    title: 'The mean of every three parts',
    settings: { shape: 'count', events: 3, aggregates: { grams: '$average(payload.g)' } },
    given: { in: [at('1s', { g: 10 }), at('2s', { g: 20 }), at('3s', { g: 30 }), at('4s', { g: 99 })] },
    expect: { out: [at('3s', { grams: 20 })] },
  },
  {
    title: 'The last two parts after each, from the first on',
    settings: {
      shape: 'count',
      events: 2,
      everyEvents: 1,
      partial: true,
      aggregates: { sum: '$sum(payload)', all: '$.payload' },
    },
    given: { in: [at('1s', 1), at('2s', 2), at('3s', 4)] },
    expect: {
      out: [
        at('1s', { sum: 1, all: 1 }),
        at('2s', { sum: 3, all: [1, 2] }),
        at('3s', { sum: 6, all: [2, 4] }),
      ],
    },
  },
  {
    title: 'From start to stop: how long a cycle took, and what it used',
    settings: {
      shape: 'state',
      opens: 'payload.state = "start"',
      closes: 'payload.state = "stop"',
      aggregates: { used: '$last(payload.kWh) - $first(payload.kWh)' },
    },
    given: {
      in: [
        at('1s', { state: 'idle', kWh: 1 }),
        at('2s', { state: 'start', kWh: 2 }),
        at('5s', { state: 'run', kWh: 4 }),
        at('9s', { state: 'stop', kWh: 7 }),
      ],
    },
    expect: { out: [at('9s', { start: 2_000, end: 9_001, used: 5 })] },
  },
  {
    title: 'As long as a door is open, in pieces of a minute at most',
    settings: {
      shape: 'state',
      opens: 'payload.open',
      longest: '1m',
      aggregates: { coldest: '$min(payload.c)' },
    },
    given: {
      in: [
        at('10s', { open: true, c: 6 }),
        at('30s', { open: true, c: 8 }),
        at('80s', { open: true, c: 9 }),
        at('90s', { open: false, c: 7 }),
      ],
    },
    expect: {
      out: [
        at(69_999, { start: 10_000, end: 70_000, coldest: 6 }),
        at('90s', { start: 80_000, end: 90_000, coldest: 9 }),
      ],
    },
  },
  {
    title: 'A minute without an event has a result, too, for a key that had some',
    settings: { size: '1m', emitEmpty: true, emptyFor: '2m', aggregates: { n: '$count($)' } },
    given: { in: [at('10s', 1), at('190s', 1)] },
    expect: {
      out: [
        at(59_999, { start: 0, end: 60_000, n: 1 }),
        at(119_999, { start: 60_000, end: 120_000, n: 0 }),
        at(179_999, { start: 120_000, end: 180_000, n: 0 }),
        at(239_999, { start: 180_000, end: 240_000, n: 1 }),
        at(299_999, { start: 240_000, end: 300_000, n: 0 }),
        at(359_999, { start: 300_000, end: 360_000, n: 0 }),
      ],
    },
  },
  {
    title: 'What a long window holds so far, every ten seconds by the clock on the wall',
    settings: { size: '1m', early: '10s', aggregates: { n: '$count($)' } },
    given: { in: [at('5s', 1), at('8s', 1), wall('16s'), at('70s', 1)] },
    expect: {
      early: [
        at(59_999, { start: 0, end: 60_000, n: 2 }),
        at(119_999, { start: 60_000, end: 120_000, n: 1 }),
      ],
      out: [at(59_999, { start: 0, end: 60_000, n: 2 }), at(119_999, { start: 60_000, end: 120_000, n: 1 })],
    },
  },
  {
    title: 'A session so far; it may still grow',
    settings: { shape: 'session', gap: '30s', early: '10s', aggregates: { n: '$count($)' } },
    given: { in: [at('5s', 1), at('8s', 1), wall('16s'), at('20s', 1)] },
    expect: {
      early: [
        at(37_999, { start: 5_000, end: 38_000, n: 2 }),
        at(49_999, { start: 5_000, end: 50_000, n: 3 }),
      ],
      out: [at(49_999, { start: 5_000, end: 50_000, n: 3 })],
    },
  },
]
