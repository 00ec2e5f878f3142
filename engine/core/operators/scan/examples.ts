import { at, problem } from '../../operator/example.ts'

const a = { key: 'a' }
const b = { key: 'b' }

export const scanExamples = [
  {
    title: 'How much a value has changed since the event before',
    settings: { next: 'payload.c', gives: '$merge([payload, { "change": payload.c - $before }])' },
    given: {
      in: [at('1s', { c: 20 }, a), at('2s', { c: 22 }, a), at('3s', { c: 5 }, b), at('4s', { c: 21 }, a)],
    },
    expect: {
      out: [
        at('1s', { c: 20 }, a),
        at('2s', { c: 22, change: 2 }, a),
        at('3s', { c: 5 }, b),
        at('4s', { c: 21, change: -1 }, a),
      ],
    },
  },
  {
    title: 'A total, and how many it is made of',
    settings: {
      initial: '{ "total": 0, "n": 0 }',
      next: '{ "total": $state.total + payload.l, "n": $state.n + 1 }',
    },
    given: { in: [at(1, { l: 2 }), at(2, { l: 5 }), at(3, { l: 1 })] },
    expect: { out: [at(1, { total: 2, n: 1 }), at(2, { total: 7, n: 2 }), at(3, { total: 8, n: 3 })] },
  },
  {
    title: 'Energy from power: each value holds until the next',
    settings: {
      initial: '{ "at": time, "kW": payload.kW, "kWh": 0 }',
      next: '{ "at": time, "kW": payload.kW, "kWh": $state.kWh + $state.kW * (time - $state.at) / 3600000 }',
      gives: '$state.kWh',
    },
    given: { in: [at('0s', { kW: 2 }), at('30m', { kW: 4 }), at('60m', { kW: 0 })] },
    expect: { out: [at('0s', 0), at('30m', 1), at('60m', 3)] },
  },
  {
    title: 'Only valid readings change what is remembered',
    settings: { next: 'payload.c', when: 'payload.valid', gives: '{ "last": $state }' },
    given: { in: [at(1, { c: 7, valid: true }), at(2, { c: 99, valid: false })] },
    expect: { out: [at(1, { last: 7 }), at(2, { last: 7 })] },
  },
  {
    title: 'A controller with a part for the difference and one for its sum',
    settings: {
      initial: '{ "sum": 0 }',
      next: '($e := 20 - payload.c; { "e": $e, "sum": $state.sum + $e })',
      gives: '{ "valve": $round(10 * $state.e + 2 * $state.sum, 1) }',
      by: 'arrival',
    },
    given: { in: [at(1, { c: 18 }), at(2, { c: 19.5 }), at(3, { c: 20 })] },
    expect: { out: [at(1, { valve: 24 }), at(2, { valve: 10 }), at(3, { valve: 5 })] },
  },
  {
    title: 'What fails leaves the state as it was; a state has a bound',
    settings: { next: '$append($state, payload + 0)', gives: '$count($state)', maxValues: 3 },
    given: { in: [at(1, 1), at(2, 'x'), at(3, 2), at(4, 3)] },
    expect: { out: [at(1, 1), at(3, 2)], error: [problem('T2001'), problem('state-too-large')] },
  },
]
