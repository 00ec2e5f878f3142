import { describe } from '../model/json.ts'
import { defineOperator } from '../operator/define-operator.ts'
import type { Operator } from '../operator/operator.ts'
import { bad, good, type Presence, type SettingWords } from '../operator/setting.ts'
import { choice } from '../operator/settings/choice.ts'
import { declare } from '../operator/settings/declare.ts'
import { duration } from '../operator/settings/duration.ts'
import { expression } from '../operator/settings/expression.ts'
import { flag } from '../operator/settings/flag.ts'
import { json } from '../operator/settings/json.ts'
import { number } from '../operator/settings/number.ts'
import { text } from '../operator/settings/text.ts'
import { sourceSettings } from '../operator/source-settings.ts'
import { log, record } from '../operator/state.ts'
import { filter } from '../operators/filter.ts'
import { gate } from '../operators/gate.ts'
import { map } from '../operators/map.ts'

function topic<const P extends SettingWords & Presence>(words: P) {
  return declare<string, P>(words, {
    kind: 'topic',
    schema: { type: 'string', minLength: 1 },
    read: (raw) =>
      typeof raw === 'string' && raw !== ''
        ? good(raw, () => raw)
        : bad({ code: 'bad-topic', message: `expected a topic, got ${describe(raw)}`, expected: 'a topic' }),
  })
}

const connection = text({ summary: 'The broker', default: 'default' })

const subscribe = defineOperator({
  type: 'mqtt-in',
  category: 'source',
  summary: 'Events from a broker.',
  inputs: {},
  outputs: { out: 'What was received' },
  settings: { topic: topic({ summary: 'Which topics' }), connection, ...sourceSettings },
  says: ({ topic }) => `receives ${topic}`,
  examples: [],
  create: () => ({ accept: ({ payload }) => ({ payload }) }),
})

const publish = defineOperator({
  type: 'mqtt-out',
  category: 'sink',
  summary: 'Publishes events.',
  inputs: { in: 'What to publish' },
  outputs: {},
  settings: {
    topic: topic({ summary: 'On which topic' }),
    connection,
    retain: flag({ summary: 'Whether the broker keeps it', default: false }),
    quality: number({ summary: 'Quality of service', default: 1, min: 0, max: 2, integer: true }),
    body: text({ summary: 'What to publish', optional: true }),
  },
  says: ({ topic }) => `publishes on ${topic}`,
  examples: [],
  create: () => ({ on: { in: (event, { send }) => send({ payload: event.payload }) } }),
})

/** Settings that depend on one another, a check across them, and two older versions. */
const windowed = defineOperator({
  type: 'windowed',
  category: 'time',
  summary: 'Groups events by time.',
  version: 3,
  migrations: [
    {
      to: 3,
      name: 'span becomes size',
      migrate: ({ span, ...rest }) => (span === undefined ? rest : { ...rest, size: span }),
    },
    {
      to: 2,
      name: 'length becomes span',
      migrate: ({ length, ...rest }) => (length === undefined ? rest : { ...rest, span: length }),
    },
  ],
  inputs: { in: { summary: 'Any events', per: 'per' } },
  outputs: {
    out: 'A result for each window',
    late: { summary: 'What came too late', late: true, hidden: true },
  },
  settings: {
    shape: choice({
      summary: 'How windows lie',
      of: { tumbling: 'One after the other', hopping: 'Overlapping', session: 'Between pauses' },
      default: 'tumbling',
    }),
    size: duration({
      summary: 'How long',
      min: 1,
      example: '1m',
      when: { setting: 'shape', in: ['tumbling', 'hopping'] },
    }),
    every: duration({
      summary: 'How often',
      min: 1,
      example: '10s',
      when: { setting: 'shape', in: ['hopping'] },
    }),
    gap: duration({
      summary: 'How long a pause',
      default: '5m',
      when: { setting: 'shape', in: ['session'] },
    }),
    per: expression.key({ summary: 'Whose windows', optional: true }),
    extra: json({ summary: 'Anything', optional: true }),
  },
  state: { events: log<number>() },
  says: ({ size }) => `groups events by ${size ?? 'pauses'}`,
  check: ({ size, every }) =>
    every !== undefined && size !== undefined && every > size
      ? [
          {
            code: 'gaps',
            setting: 'every',
            message: 'events between windows are lost',
            remedy: 'make it at most "size"',
          },
        ]
      : [],
  examples: [],
  create: () => ({ on: { in: () => {} } }),
})

/** A sink that says when it is done. */
const move = defineOperator({
  type: 'move',
  category: 'sink',
  summary: 'Moves something.',
  inputs: { in: 'Where to' },
  outputs: { done: 'When it is there' },
  settings: {},
  says: () => 'moves',
  examples: [],
  create: () => ({ on: { in: () => {} } }),
})

/** Reads all keys together, but remembers nothing: time only passes through it. */
const relay = defineOperator({
  type: 'relay',
  category: 'transform',
  summary: 'Passes events on.',
  inputs: { in: { summary: 'Any events', reads: 'all' } },
  outputs: { out: 'The same' },
  settings: {},
  says: () => 'passes',
  examples: [],
  create: () => ({ on: { in: (_, { forward }) => forward('out') } }),
})

const overall = defineOperator({
  type: 'overall',
  category: 'time',
  summary: 'Counts all events together.',
  inputs: { in: { summary: 'Any events', reads: 'all' } },
  outputs: { out: 'The count' },
  settings: {},
  state: { count: record<number>() },
  says: () => 'counts',
  examples: [],
  create: () => ({ on: { in: () => {} } }),
})

/** Its declaration has faults. */
const faulty = defineOperator({
  type: 'faulty',
  category: 'transform',
  summary: 'Does not work.',
  inputs: { in: 'Any events' },
  outputs: { out: 'Nothing' },
  settings: {
    value: declare<number, { summary: string; optional: true }>(
      { summary: 'Cannot be read', optional: true },
      {
        kind: 'odd',
        schema: {},
        read: () => {
          throw new TypeError('no such thing\n    at somewhere')
        },
      },
    ),
  },
  says: () => 'fails',
  check: () => {
    throw new TypeError('broken')
  },
  examples: [],
  create: () => ({ on: { in: () => {} } }),
})

export const operators: readonly Operator[] = [
  subscribe,
  publish,
  windowed,
  move,
  relay,
  overall,
  faulty,
  filter,
  gate,
  map,
]

export const catalog: ReadonlyMap<string, Operator> = new Map(
  operators.map((operator) => [operator.type, operator]),
)
