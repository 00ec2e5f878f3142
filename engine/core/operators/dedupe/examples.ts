import { type Example, at, problem, watermark } from '../../operator/example.ts'

const north = { key: 'north' }
const south = { key: 'south' }

export const dedupeExamples: readonly Example<'in', 'out' | 'rest' | 'late'>[] = [
  {
    title: 'A message that was sent twice',
    settings: { id: 'payload.n', for: '1m' },
    given: {
      in: [
        at('0s', { n: 1 }, { key: 'meter-1' }),
        at('1s', { n: 1 }, { key: 'meter-1' }),
        at('2s', { n: 1 }, { key: 'meter-2' }),
        at('3s', { n: 2 }, { key: 'meter-1' }),
      ],
    },
    expect: {
      out: [
        at('0s', { n: 1 }, { key: 'meter-1' }),
        at('2s', { n: 1 }, { key: 'meter-2' }),
        at('3s', { n: 2 }, { key: 'meter-1' }),
      ],
      rest: [at('1s', { n: 1 }, { key: 'meter-1' })],
    },
  },
  {
    title: 'Exactly the span later it is a new one, and counts from there',
    settings: { for: '10s' },
    given: { in: [at(0, 'on'), at(9_999, 'on'), at(10_000, 'on'), at(19_999, 'on'), at(20_000, 'on')] },
    expect: {
      out: [at(0, 'on'), at(10_000, 'on'), at(20_000, 'on')],
      rest: [at(9_999, 'on'), at(19_999, 'on')],
    },
  },
  {
    title: 'The whole payload is the identity, whatever the order of its fields; a text is no number',
    settings: {},
    given: {
      in: [at(0, { a: 1, b: [2] }), at(1, { b: [2], a: 1 }), at(2, 1), at(3, '1'), at(4, null), at(5, null)],
    },
    expect: {
      out: [at(0, { a: 1, b: [2] }), at(2, 1), at(3, '1'), at(4, null)],
      rest: [at(1, { b: [2], a: 1 }), at(5, null)],
    },
  },
  {
    title:
      'At or behind the time that is settled an event is late; without an identity, or with too many, a dead letter',
    settings: { id: 'payload.n', most: 2 },
    given: {
      in: [
        at(1_000, { n: 1 }),
        at(999, { n: 2 }),
        at(1_000, {}),
        at(1_001, { n: 2 }),
        at(1_002, { n: 3 }),
        watermark(601_000),
        at(601_002, { n: 3 }),
      ],
    },
    expect: {
      out: [at(1_000, { n: 1 }), at(1_001, { n: 2 }), at(601_002, { n: 3 })],
      late: [at(999, { n: 2 })],
      error: [problem('no-id'), problem('too-many-ids')],
    },
  },
  {
    title: 'By arrival, as for a command that is sent twice: the first that comes goes out at once',
    settings: { id: 'payload.order', for: '1h', by: 'arrival' },
    given: { in: [at('10s', { order: 7, open: true }), at('11s', { order: 7, open: true })] },
    expect: { out: [at('10s', { order: 7, open: true })], rest: [at('11s', { order: 7, open: true })] },
  },
  {
    title:
      'The newest so far of each sensor goes on, and an equally new one; what is older is not let in between',
    settings: { id: 'payload.sensor', keep: 'last' },
    given: {
      in: [
        at('1s', { sensor: 'a', c: 4 }),
        at('2s', { sensor: 'b', c: 9 }),
        at('2s', { sensor: 'a', c: 5 }),
        at('2s', { sensor: 'a', c: 6 }),
        at('1s', { sensor: 'a', c: 3 }),
      ],
    },
    expect: {
      out: [
        at('1s', { sensor: 'a', c: 4 }),
        at('2s', { sensor: 'b', c: 9 }),
        at('2s', { sensor: 'a', c: 5 }),
        at('2s', { sensor: 'a', c: 6 }),
      ],
      late: [at('1s', { sensor: 'a', c: 3 })],
    },
  },
  {
    title: 'The last reading of each minute and meter, with the time at which it was taken',
    settings: { id: 'key', keep: 'last', shape: 'tumbling', size: '1m', timeAs: 'at' },
    given: {
      in: [
        at('10s', { kWh: 7 }, north),
        at('20s', { kWh: 3 }, south),
        at('50s', { kWh: 8 }, north),
        at('70s', { kWh: 9 }, north),
        at('40s', { kWh: 5 }, south),
      ],
    },
    expect: {
      out: [
        at(59_999, { kWh: 8, start: 0, end: 60_000, at: 50_000 }, north),
        at(59_999, { kWh: 3, start: 0, end: 60_000, at: 20_000 }, south),
        at(119_999, { kWh: 9, start: 60_000, end: 120_000, at: 70_000 }, north),
      ],
      rest: [at('20s', { kWh: 7 }, north)],
      late: [at('40s', { kWh: 5 }, south)],
    },
  },
  {
    title:
      'The first of each window by time, in whatever order they come; of one time, the one that came first',
    settings: { id: 'payload.door', shape: 'tumbling', size: '10s' },
    given: {
      in: [
        at('5s', { door: 1, by: 'Ada' }),
        at('3s', { door: 1, by: 'Ben' }),
        at('3s', { door: 1, by: 'Cem' }),
        at('4s', { door: 2, by: 'Dora' }),
      ],
    },
    expect: {
      out: [
        at(9_999, { door: 1, by: 'Ben', start: 0, end: 10_000 }),
        at(9_999, { door: 2, by: 'Dora', start: 0, end: 10_000 }),
      ],
      rest: [at('5s', { door: 1, by: 'Ada' }), at('5s', { door: 1, by: 'Cem' })],
    },
  },
  {
    title:
      'Where windows overlap one event can be the first of several; what is no object is put under value',
    settings: { id: 'key', shape: 'hopping', size: '20s', every: '10s' },
    given: { in: [at('5s', 'a'), at('12s', 'b'), at('15s', 'c'), at('31s', 'd')] },
    expect: {
      out: [
        at(9_999, { value: 'a', start: -10_000, end: 10_000 }),
        at(19_999, { value: 'a', start: 0, end: 20_000 }),
        at(29_999, { value: 'b', start: 10_000, end: 30_000 }),
        at(39_999, { value: 'd', start: 20_000, end: 40_000 }),
        at(49_999, { value: 'd', start: 30_000, end: 50_000 }),
      ],
      rest: [at('15s', 'c')],
    },
  },
  {
    title: 'The last so far of each half a minute, every ten seconds',
    settings: { id: 'key', keep: 'last', shape: 'cumulate', size: '30s', step: '10s' },
    given: { in: [at('5s', { c: 1 }), at('21s', { c: 2 }), at('24s', { c: 3 })] },
    expect: {
      out: [
        at(9_999, { c: 1, start: 0, end: 10_000 }),
        at(19_999, { c: 1, start: 0, end: 20_000 }),
        at(29_999, { c: 3, start: 0, end: 30_000 }),
      ],
      rest: [at('21s', { c: 2 })],
    },
  },
  {
    title: 'In windows, too, an event without an identity is a dead letter, and one more than is kept',
    settings: { id: 'payload.n', keep: 'last', shape: 'tumbling', size: '10s', most: 2 },
    given: {
      in: [
        at('1s', { n: 1 }),
        at('2s', {}),
        at('3s', { n: 2 }),
        at('4s', { n: 3 }),
        at('5s', { n: 2 }),
        watermark('10s'),
        at('11s', { n: 3 }),
      ],
    },
    expect: {
      out: [
        at(9_999, { n: 1, start: 0, end: 10_000 }),
        at(9_999, { n: 2, start: 0, end: 10_000 }),
        at(19_999, { n: 3, start: 10_000, end: 20_000 }),
      ],
      rest: [at('4s', { n: 2 })],
      error: [problem('no-id'), problem('too-many-ids')],
    },
  },
]
