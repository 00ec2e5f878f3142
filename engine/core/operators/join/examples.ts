import { at } from '../../operator/example.ts'

const a = { key: 'a' }
const b = { key: 'b' }

export const joinExamples = [
  {
    title: 'An order and the delivery within 5 seconds after it',
    settings: { from: '0s', to: '5s' },
    given: {
      left: [at('1s', 'order 1', a), at('2s', 'order 2', b)],
      right: [at('4s', 'delivered 1', a), at('9s', 'delivered 2', b)],
    },
    expect: { out: [at('4s', { left: 'order 1', right: 'delivered 1' }, a)] },
  },
  {
    title: 'What was not confirmed within 5 seconds',
    settings: { match: 'anti', from: '0s', to: '5s' },
    given: {
      left: [at('1s', 'command 1', a), at('2s', 'command 2', b)],
      right: [at('6s', 'confirmed', a), at('8s', 'confirmed', b)],
    },
    expect: { out: [at('7s', 'command 2', b)] },
  },
  {
    title: 'Traffic and weather of the same minute, with a payload of one’s own',
    settings: {
      kind: 'window',
      match: 'left',
      size: '1m',
      payload: '{ "speed": $left.payload.kmh, "rain": $right.payload.mm }',
    },
    given: {
      left: [at('10s', { kmh: 50 }, a), at('70s', { kmh: 30 }, a)],
      right: [at('40s', { mm: 2 }, a)],
    },
    expect: { out: [at(59_999, { speed: 50, rain: 2 }, a), at(119_999, { speed: 30 }, a)] },
  },
  {
    title: 'Each reading with the set point that was in force',
    settings: { kind: 'as-of', match: 'left' },
    given: {
      right: [at('2s', 20, a), at('6s', 22, a)],
      left: [at('1s', 18, a), at('2s', 19, a), at('5s', 21, a), at('7s', 21, a)],
    },
    expect: {
      out: [
        at('1s', { left: 18, right: null }, a),
        at('2s', { left: 19, right: 20 }, a),
        at('5s', { left: 21, right: 20 }, a),
        at('7s', { left: 21, right: 22 }, a),
      ],
    },
  },
  {
    title: 'A set point that is taken back is in force no more',
    settings: { kind: 'as-of', removes: 'payload = null' },
    given: { right: [at('1s', 20), at('3s', null)], left: [at('2s', 'warm'), at('4s', 'cold')] },
    expect: { out: [at('2s', { left: 'warm', right: 20 })] },
  },
  {
    title: 'The next reading after a switch was moved, if it comes within 10 seconds',
    settings: { kind: 'as-of', match: 'left', direction: 'after', strict: true, maxAge: '10s' },
    given: { left: [at('1s', 'on'), at('20s', 'off')], right: [at('1s', 5), at('4s', 7), at('6s', 8)] },
    expect: {
      out: [at('4s', { left: 'on', right: 7 }), at('30s', { left: 'off', right: null })],
    },
  },
  {
    title: 'At once, with what is known',
    settings: { kind: 'as-of', match: 'left', when: 'latest' },
    given: { right: [at('2s', 'new')], left: [at('1s', 'x'), at('3s', 'y')] },
    expect: { out: [at('1s', { left: 'x', right: null }), at('3s', { left: 'y', right: 'new' })] },
  },
]
