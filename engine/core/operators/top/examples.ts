import { at, problem } from '../../operator/example.ts'

const a = { key: 'a' }
const b = { key: 'b' }

export const topExamples = [
  {
    title: 'The two warmest readings of each minute, with their ranks',
    settings: { by: 'payload.celsius', n: 2, size: '1m', rank: 'rank' },
    given: {
      in: [
        at('10s', { celsius: 19 }, a),
        at('20s', { celsius: 23 }, a),
        at('30s', { celsius: 21 }, a),
        at('40s', { celsius: 5 }, b),
        at('70s', { celsius: 20 }, a),
      ],
    },
    expect: {
      out: [
        at(
          59_999,
          {
            start: 0,
            end: 60_000,
            top: [
              { rank: 1, celsius: 23 },
              { rank: 2, celsius: 21 },
            ],
          },
          a,
        ),
        at(59_999, { start: 0, end: 60_000, top: [{ rank: 1, celsius: 5 }] }, b),
        at(119_999, { start: 60_000, end: 120_000, top: [{ rank: 1, celsius: 20 }] }, a),
      ],
    },
  },
  {
    title: 'The cheapest offer of each minute goes on as an event; one without a price is left out',
    settings: { by: 'payload.price', order: 'asc', n: 1, size: '1m', as: 'events' },
    given: {
      in: [
        at('10s', { shop: 'x', price: 4 }),
        at('20s', { shop: 'y', price: 3 }),
        at('30s', { shop: 'z' }),
        at('70s', { shop: 'x', price: 5 }),
      ],
    },
    expect: { out: [at(59_999, { shop: 'y', price: 3 }), at(119_999, { shop: 'x', price: 5 })] },
  },
  {
    title: 'Equal events share a rank, and none of them is cut off',
    settings: { by: 'payload.score', n: 2, ties: 'with', rank: 'place', size: '1m', as: 'events' },
    given: {
      in: [
        at('1s', { who: 'Ada', score: 7 }),
        at('2s', { who: 'Ben', score: 9 }),
        at('3s', { who: 'Cem', score: 7 }),
        at('4s', { who: 'Dora', score: 6 }),
      ],
    },
    expect: {
      out: [
        at(59_999, { place: 1, who: 'Ben', score: 9 }),
        at(59_999, { place: 2, who: 'Ada', score: 7 }),
        at(59_999, { place: 2, who: 'Cem', score: 7 }),
      ],
    },
  },
  {
    title: 'The least of the last 20 seconds, every 10 seconds',
    settings: {
      by: 'payload',
      order: 'asc',
      n: 1,
      shape: 'hopping',
      size: '20s',
      every: '10s',
      rank: 'rank',
    },
    given: { in: [at('5s', 3), at('12s', 4), at('18s', 8), at('25s', 6)] },
    expect: {
      out: [
        at(9_999, { start: -10_000, end: 10_000, top: [{ rank: 1, payload: 3 }] }),
        at(19_999, { start: 0, end: 20_000, top: [{ rank: 1, payload: 3 }] }),
        at(29_999, { start: 10_000, end: 30_000, top: [{ rank: 1, payload: 4 }] }),
        at(39_999, { start: 20_000, end: 40_000, top: [{ rank: 1, payload: 6 }] }),
      ],
    },
  },
  {
    title: 'A list of records, given anew each time it changes',
    settings: { by: 'payload.metres', n: 2, shape: 'running' },
    given: {
      in: [
        at('1s', { metres: 70 }),
        at('2s', { metres: 60 }),
        at('3s', { metres: 50 }),
        at('4s', { metres: 80 }),
      ],
    },
    expect: {
      out: [
        at('1s', { top: [{ metres: 70 }] }),
        at('2s', { top: [{ metres: 70 }, { metres: 60 }] }),
        at('4s', { top: [{ metres: 80 }, { metres: 70 }] }),
      ],
    },
  },
  {
    title: 'The second best alone',
    settings: { by: 'payload', n: 2, from: 2, shape: 'running' },
    given: { in: [at('1s', 5), at('2s', 3), at('3s', 4), at('4s', 4), at('5s', 9)] },
    expect: { out: [at('2s', { top: [3] }), at('3s', { top: [4] }), at('5s', { top: [5] })] },
  },
  {
    title: 'The last two messages of each room, the newest first',
    settings: { n: 2, shape: 'running', per: 'payload.room' },
    given: {
      in: [
        at('1s', { room: 'a', says: 'one' }),
        at('2s', { room: 'a', says: 'two' }),
        at('3s', { room: 'a', says: 'three' }),
      ],
    },
    expect: {
      out: [
        at('1s', { top: [{ room: 'a', says: 'one' }] }, a),
        at(
          '2s',
          {
            top: [
              { room: 'a', says: 'two' },
              { room: 'a', says: 'one' },
            ],
          },
          a,
        ),
        at(
          '3s',
          {
            top: [
              { room: 'a', says: 'three' },
              { room: 'a', says: 'two' },
            ],
          },
          a,
        ),
      ],
    },
  },
  {
    title: 'What can be put in no order is a dead letter',
    settings: { by: 'payload', n: 1, size: '1m', as: 'events' },
    given: { in: [at('1s', 'b'), at('2s', true), at('3s', 'a')] },
    expect: { out: [at(59_999, 'b')], error: [problem('unranked')] },
  },
]
