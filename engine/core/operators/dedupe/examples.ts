import { type Example, at, problem, watermark } from '../../operator/example.ts'

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
]
