import { at, problem, watermark } from '../../operator/example.ts'

const north = { key: 'north' }
const south = { key: 'south' }

export const overExamples = [
  {
    title: 'The moving average of the last three readings, sensor by sensor',
    settings: { before: 2, aggregates: { average: '$average(payload.c)' } },
    given: {
      in: [
        at('1s', { c: 10 }, north),
        at('2s', { c: 50 }, south),
        at('3s', { c: 20 }, north),
        at('4s', { c: 30 }, north),
        at('5s', { c: 70 }, north),
      ],
    },
    expect: {
      out: [
        at('1s', { c: 10, average: 10 }, north),
        at('2s', { c: 50, average: 50 }, south),
        at('3s', { c: 20, average: 15 }, north),
        at('4s', { c: 30, average: 20 }, north),
        at('5s', { c: 70, average: 40 }, north),
      ],
    },
  },
  {
    title: 'Over the last second: what is exactly that old counts, and events of one time share a result',
    settings: { frame: 'range', beforeSpan: '1s', aggregates: { n: '$count($)', most: '$max(payload.kW)' } },
    given: {
      in: [at('1s', { kW: 9 }), at('2s', { kW: 3 }), at('2s', { kW: 5 }), at('3001ms', { kW: 1 })],
    },
    expect: {
      out: [
        at('1s', { kW: 9, n: 1, most: 9 }),
        at('2s', { kW: 3, n: 3, most: 9 }),
        at('2s', { kW: 5, n: 3, most: 9 }),
        at('3001ms', { kW: 1, n: 1, most: 1 }),
      ],
    },
  },
  {
    title: 'A running total: a frame without a beginning; a payload that is no object is put under value',
    settings: { aggregates: { total: '$sum(payload)' } },
    given: { in: [at('1s', 5), at('2s', 7), at('2s', 8)] },
    expect: {
      out: [
        at('1s', { value: 5, total: 5 }),
        at('2s', { value: 7, total: 12 }),
        at('2s', { value: 8, total: 20 }),
      ],
    },
  },
  {
    title: 'The change since the reading before, and where an event stands among all',
    settings: {
      lags: { before: 'payload.c', twoBack: { value: 'payload.c', rows: 2, default: 0 } },
      numberAs: 'n',
      rankAs: 'rank',
      denseRankAs: 'dense',
    },
    given: { in: [at('1s', { c: 4 }), at('1s', { c: 6 }), at('2s', { c: 9 })] },
    expect: {
      out: [
        at('1s', { c: 4, twoBack: 0, n: 1, rank: 1, dense: 1 }),
        at('1s', { c: 6, before: 4, twoBack: 0, n: 2, rank: 1, dense: 1 }),
        at('2s', { c: 9, before: 6, twoBack: 4, n: 3, rank: 3, dense: 2 }),
      ],
    },
  },
  {
    title: 'Smoothed by one row on either side: the result waits for it, at most a minute, and has its time',
    settings: {
      before: 1,
      after: 1,
      waitAtMost: '1m',
      timeAs: 'at',
      aggregates: { smooth: '$average(payload.c)' },
    },
    given: { in: [at('1s', { c: 1 }), at('2s', { c: 6 }), at('3s', { c: 2 })] },
    expect: {
      out: [
        at('2s', { c: 1, smooth: 3.5, at: 1_000 }),
        at('3s', { c: 6, smooth: 3, at: 2_000 }),
        at('63s', { c: 2, smooth: 4, at: 3_000 }),
      ],
    },
  },
  {
    title:
      'From 2 seconds before to 1 second after, with an expression that sees the events in order of time',
    settings: {
      frame: 'range',
      beforeSpan: '2s',
      afterSpan: '1s',
      aggregates: { around: '$[].payload', first: '$first(payload)' },
    },
    given: { in: [at('1s', 'a'), at('3s', 'c'), at('4s', 'd')] },
    expect: {
      out: [
        at('2s', { value: 'a', around: ['a'], first: 'a' }),
        at('4s', { value: 'c', around: ['a', 'c', 'd'], first: 'a' }),
        at('5s', { value: 'd', around: ['c', 'd'], first: 'c' }),
      ],
    },
  },
  {
    title: 'At or behind the time that is settled an event is late; what cannot be summed up takes no part',
    settings: { aggregates: { total: '$sum(payload.c)' }, numberAs: 'n' },
    given: {
      in: [
        at('1s', { c: 1 }),
        watermark('1s'),
        at('1s', { c: 2 }),
        at('2s', { c: 'warm' }),
        at('3s', { c: 4 }),
      ],
    },
    expect: {
      out: [at('1s', { c: 1, total: 1, n: 1 }), at('3s', { c: 4, total: 5, n: 2 })],
      late: [at('1s', { c: 2 })],
      error: [problem('not-a-number')],
    },
  },
  {
    title: 'What waits or is kept for a frame is bounded',
    settings: { frame: 'range', beforeSpan: '1m', maxEvents: 2, aggregates: { n: '$count($)' } },
    given: { in: [at('1s', 'a'), at('2s', 'b'), at('3s', 'c'), watermark('62s'), at('90s', 'd')] },
    expect: {
      out: [at('1s', { value: 'a', n: 1 }), at('2s', { value: 'b', n: 2 }), at('90s', { value: 'd', n: 1 })],
      error: [problem('over-full')],
    },
  },
]
