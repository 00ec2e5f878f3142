import { at } from '../../operator/example.ts'

const press = { name: 'Press', limit: 60 }
const a = { key: 'a' }

export const lookupExamples = [
  {
    title: 'What is known of a machine, by its key',
    settings: {},
    given: { table: [at(0, press, { key: 'm1' })], in: [at('3s', { c: 70 }, { key: 'm1' })] },
    expect: { out: [at('3s', { c: 70, row: press }, { key: 'm1' })] },
  },
  {
    title: 'By a field, as a payload of one’s own; what is not known goes another way',
    settings: { by: 'payload.id', rowKey: 'payload.id', gives: '$merge([payload, { "max": $row.limit }])' },
    given: {
      table: [at(0, { id: 7, limit: 60 }), at(0, { id: 8, limit: 80 })],
      in: [at('3s', { id: '8', c: 70 }), at('4s', { id: 9, c: 70 }), at('5s', { c: 70 })],
    },
    expect: {
      out: [at('3s', { id: '8', c: 70, max: 80 })],
      missing: [at('4s', { id: 9, c: 70 }), at('5s', { c: 70 })],
    },
  },
  {
    title: 'A row is what it is when the event comes; null takes it away',
    settings: { as: 'mode', missing: 'pass' },
    given: {
      table: [at(0, 'day', a), at('4s', 'night', a), at('6s', null, a)],
      in: [at('3s', { n: 1 }, a), at('5s', { n: 2 }, a), at('7s', { n: 3 }, a)],
    },
    expect: {
      out: [
        at('3s', { n: 1, mode: 'day' }, a),
        at('5s', { n: 2, mode: 'night' }, a),
        at('7s', { n: 3, mode: null }, a),
      ],
    },
  },
  {
    title: 'Events wait for the table; the last row says that all are there',
    settings: { loading: '10s' },
    given: {
      in: [at('1s', 5, a), at('2s', 6, { key: 'b' })],
      table: [at('3s', 'A', a), at('4s', 'B', { key: 'b', properties: { loaded: true } })],
    },
    expect: {
      out: [at('1s', { value: 5, row: 'A' }, a), at('2s', { value: 6, row: 'B' }, { key: 'b' })],
    },
  },
  {
    title: 'A row that is too old counts no longer',
    settings: { maxAge: '1m' },
    given: { table: [at(0, 'A', a)], in: [at('1m', 5, a), at('61s', 6, a)] },
    expect: { out: [at('1m', { value: 5, row: 'A' }, a)], missing: [at('61s', 6, a)] },
  },
]
