import { at, problem, watermark } from '../../operator/example.ts'

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
]
