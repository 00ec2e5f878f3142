import { type Example, at, wall } from '../../operator/example.ts'

export const absenceExamples: readonly Example<'in', 'absent' | 'back' | 'late'>[] = [
  {
    title: 'A cold room falls silent and is back after twelve minutes',
    settings: { after: '5m' },
    given: {
      in: [
        at('0m', { c: 4 }, { key: 'cold-1' }),
        at('3m', { c: 3 }, { key: 'cold-2' }),
        at('6m', { c: 3 }, { key: 'cold-2' }),
        at('9m', { c: 3 }, { key: 'cold-2' }),
        at('12m', { c: 9 }, { key: 'cold-1' }),
      ],
    },
    expect: {
      absent: [at('5m', { since: 0, last: { c: 4 } }, { key: 'cold-1' })],
      back: [at('12m', { since: 0, away: 720_000 }, { key: 'cold-1' })],
    },
    ends: false,
  },
  {
    title: 'Exactly so long after is in time; a millisecond more is not',
    settings: { after: '10s' },
    given: { in: [at('0s', 1), at('10s', 2), at(20_001, 3)] },
    expect: {
      absent: [at('20s', { since: 10_000, last: 2 })],
      back: [at(20_001, { since: 10_000, away: 10_001 })],
    },
    ends: false,
  },
  {
    title: 'When all input has ended, everyone is silent',
    settings: { after: '10s', per: 'payload.id' },
    given: { in: [at('1s', { id: 'b' }), at('1s', { id: 'a' }), at('2s', { id: 'b' })] },
    expect: {
      absent: [
        at('11s', { since: 1_000, last: { id: 'a' } }, { key: 'a' }),
        at('12s', { since: 2_000, last: { id: 'b' } }, { key: 'b' }),
      ],
    },
  },
  {
    title: 'An event that is out of order does not shorten the wait, and a late one does not count',
    settings: { after: '10s' },
    given: {
      in: [
        at('5s', 1),
        at('5s', 2),
        at(4_999, 3),
        at('16s', 0, { key: 'other' }),
        at(15_999, 4),
        at('17s', 5),
      ],
    },
    expect: {
      late: [at(4_999, 3), at(15_999, 4)],
      absent: [at('15s', { since: 5_000, last: 2 })],
      back: [at('17s', { since: 5_000, away: 12_000 })],
    },
    ends: false,
  },
  {
    title: 'By the wall: what counts is when events arrive, not what they say',
    settings: { after: '10s', clock: 'wall' },
    given: {
      in: [at('1s', 1, { at: '1s' }), at('1s', 2, { at: '9s' }), wall('25s'), at('9s', 3, { at: '25s' })],
    },
    expect: {
      absent: [at('19s', { since: 9_000, last: 2 })],
      back: [at('9s', { since: 9_000, away: 16_000 })],
    },
    ends: false,
  },
  {
    title: 'A freezer of which nothing ever comes is missed from the start, and is back once it shows itself',
    settings: { after: '5m', expect: ['freezer-1', 'freezer-2'] },
    given: {
      in: [
        at('0m', { c: -19 }, { key: 'freezer-1' }),
        at('4m', { c: -18 }, { key: 'freezer-1' }),
        at('6m', { c: -18 }, { key: 'freezer-1' }),
        at('7m', { c: -9 }, { key: 'freezer-2' }),
      ],
    },
    expect: {
      absent: [at('5m', { since: 0 }, { key: 'freezer-2' })],
      back: [at('7m', { since: 0, away: 420_000 }, { key: 'freezer-2' })],
    },
    ends: false,
  },
  {
    title: 'What is expected and has not come by the end counts as silent, too',
    settings: { after: '10s', expect: ['a', 'b', 7] },
    given: { in: [at('1s', 1, { key: 'a' }), at('2s', 2, { key: 'c' })] },
    expect: {
      absent: [
        at('11s', { since: 1_000 }, { key: 'b' }),
        at('11s', { since: 1_000 }, { key: 7 }),
        at('11s', { since: 1_000, last: 1 }, { key: 'a' }),
        at('12s', { since: 2_000, last: 2 }, { key: 'c' }),
      ],
    },
  },
]
