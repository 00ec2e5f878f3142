import { at, problem } from '../../operator/example.ts'

const hall = { key: 'hall' }
const attic = { key: 'attic' }

export const gatherExamples = [
  {
    title: 'All rooms together, with each reading',
    settings: { value: 'payload.c' },
    given: { in: [at('1s', { c: 19 }, hall), at('2s', { c: 25 }, attic), at('3s', { c: 20 }, hall)] },
    expect: {
      out: [at('1s', { hall: 19 }), at('2s', { attic: 25, hall: 19 }), at('3s', { attic: 25, hall: 20 })],
    },
  },
  {
    title: 'Every ten seconds, as long as values hold',
    settings: { value: 'payload.c', gives: 'tick', every: '10s', holds: '15s' },
    given: { in: [at('1s', { c: 19 }, hall), at('9s', { c: 25 }, attic), at('10s', { c: 26 }, attic)] },
    expect: { out: [at('10s', { attic: 26, hall: 19 }), at('20s', { attic: 26 })] },
  },
  {
    title: 'For each building by itself; what gives no value is taken out',
    settings: { name: 'payload.room', value: 'payload.c', per: 'payload.house' },
    given: {
      in: [
        at(1, { house: 'A', room: 'hall', c: 19 }),
        at(2, { house: 'B', room: 'hall', c: 15 }),
        at(3, { house: 'A', room: 'hall' }),
      ],
    },
    expect: {
      out: [at(1, { hall: 19 }, { key: 'A' }), at(2, { hall: 15 }, { key: 'B' }), at(3, {}, { key: 'A' })],
    },
  },
  {
    title: 'There is a bound for names',
    settings: { most: 1 },
    given: { in: [at(1, 5, hall), at(2, 6, attic), at(3, 7, hall)] },
    expect: { out: [at(1, { hall: 5 }), at(3, { hall: 7 })], error: [problem('too-many-names')] },
  },
]
