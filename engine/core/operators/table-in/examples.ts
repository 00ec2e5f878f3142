import { at, problem } from '../../operator/example.ts'

const press = { id: 'm1', name: 'Press', limit: 60 }
const saw = { id: 'm2', name: 'Saw', limit: 80 }
const loaded = { loaded: true }
const gone = { key: 'm2', loaded: true }

export const tableInExamples = [
  {
    title: 'Rows by their keys; the last one says that all are there',
    settings: { path: 'machines.csv', key: 'payload.id' },
    given: {
      arrivals: [at('1s', press, { properties: { line: 2 } }), at('1s', saw, { properties: loaded })],
    },
    expect: {
      out: [
        at('1s', press, { key: 'm1', properties: { line: 2 } }),
        at('1s', saw, { key: 'm2', properties: loaded }),
      ],
    },
  },
  {
    title: 'The file has changed: another limit, and a machine that is gone',
    settings: { path: 'machines.csv', key: 'payload.id' },
    given: {
      arrivals: [
        at('1s', press),
        at('1s', saw, { properties: loaded }),
        at('9s', null, { properties: { key: 'm2' } }),
        at('9s', { ...press, limit: 55 }, { properties: loaded }),
      ],
    },
    expect: {
      out: [
        at('1s', press, { key: 'm1' }),
        at('1s', saw, { key: 'm2', properties: loaded }),
        at('9s', null, { key: 'm2', properties: { key: 'm2' } }),
        at('9s', { ...press, limit: 55 }, { key: 'm1', properties: loaded }),
      ],
    },
  },
  {
    title: 'An object of rows by their names',
    settings: { path: 'modes.json', key: 'properties.name' },
    given: {
      arrivals: [
        at('1s', 'day', { properties: { name: 'hall' } }),
        at('1s', 'night', { properties: { name: 'yard', ...loaded } }),
      ],
    },
    expect: {
      out: [
        at('1s', 'day', { key: 'hall', properties: { name: 'hall' } }),
        at('1s', 'night', { key: 'yard', properties: { name: 'yard', ...loaded } }),
      ],
    },
  },
  {
    title: 'A table without rows says so',
    settings: { path: 'machines.csv', key: 'payload.id' },
    given: { arrivals: [at('1s', null, { properties: loaded })] },
    expect: { out: [at('1s', null, { properties: loaded })] },
  },
  {
    title: 'Rows with a time of their own; one without is a dead letter, one that is gone needs none',
    settings: { path: 'machines.csv', key: 'payload.id', time: 'payload.changed' },
    given: {
      arrivals: [
        at('9s', { id: 'm1', changed: 2_000 }),
        at('9s', { id: 'm2' }),
        at('9s', null, { properties: gone }),
      ],
    },
    expect: {
      out: [
        at('2s', { id: 'm1', changed: 2_000 }, { key: 'm1' }),
        at('9s', null, { key: 'm2', properties: gone }),
      ],
      error: [problem('no-time')],
    },
  },
]
