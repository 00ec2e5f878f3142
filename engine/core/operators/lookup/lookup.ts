import type { JsonObject } from '../../model/json.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import type { PayloadFields } from '../../operator/operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { madeFields } from '../../operator/settings/made-object.ts'
import { number } from '../../operator/settings/number.ts'
import { text } from '../../operator/settings/text.ts'
import { lookupExamples } from './examples.ts'
import { lookupHooks, lookupState } from './lookup-hooks.ts'
import { tableState } from './table.ts'

export const lookup = defineOperator({
  type: 'lookup',
  category: 'transform',
  summary: 'Adds to each event a row of a table: of a file, of retained topics, of another stream.',
  description: [
    'What comes by `table` makes the rows: each event is the row of its key from then on, in place of the one before. A file comes by `table-in`, retained topics by `mqtt-in`; any other stream is kept as a table in the same way. An event whose payload is null takes its row away (`removes`).',
    'Each event is given the row as it is when it comes; what went on before does not change. Where there is none it leaves by `missing`, or, if you wish, goes on without. Keys that are numbers find rows that are called by the same text, and the other way round; a key that is null finds nothing.',
    'After the start events wait until the table is there: until an event on `table` says so (`loaded`), as the last row of a file does, and for no longer than `loading`. The time of their results stays what it is; what comes behind waits for them.',
    'The time of the table holds nobody back, and its rows stay until they are replaced or taken away. With `maxAge` a row counts only for so long.',
  ],
  inputs: {
    in: { summary: 'Events that something is to be added to' },
    table: { summary: 'Rows, each by its key', reads: 'table' },
  },
  outputs: {
    out: { summary: 'Events with their row', payload: fieldsOfResult },
    missing: { summary: 'Events that there is no row for', payload: 'same' },
  },
  settings: {
    by: expression.key({
      summary: 'What to look up; by default the key of the event',
      example: 'payload.machine',
      optional: true,
    }),
    as: text({ summary: 'The field that the row is put in', default: 'row' }),
    gives: expression.any({
      summary: 'Another payload, of the event and its `$row`',
      example: '$merge([payload, $row])',
      variables: { row: 'The row; nothing where there is none' },
      optional: true,
    }),
    missing: choice({
      summary: 'What becomes of events that there is no row for',
      of: {
        leave: 'They leave by the port missing, as they came',
        pass: 'They go on by out: the field is null, `$row` is nothing',
      },
      default: 'leave',
    }),
    maxAge: duration({
      summary: 'How much earlier a row may be than the event that it is for; by default any time',
      example: '1h',
      optional: true,
    }),
    rowKey: expression.key({
      summary: 'Of an event on `table`: which row it is; by default that of its key',
      example: 'payload.id',
      optional: true,
    }),
    row: expression.any({
      summary: 'Of an event on `table`: what is kept of it',
      default: 'payload',
      advanced: true,
    }),
    removes: expression.boolean({
      summary: 'Of an event on `table`: whether it takes its row away',
      default: 'payload = null',
      advanced: true,
    }),
    loaded: expression.boolean({
      summary: 'Of an event on `table`: whether all rows are there now',
      default: 'properties.loaded = true',
      advanced: true,
    }),
    loading: duration({
      summary: 'How long after the start events wait for the table at most',
      default: '2s',
    }),
    maxRows: number({
      summary: 'How many rows there may be; an event on `table` that makes one more is a dead letter',
      default: 100_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
    maxEvents: number({
      summary: 'How many events of a key wait for the table at most; one more is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state: lookupState,
  table: tableState,
  keeps: { time: Number.POSITIVE_INFINITY, keys: 100_000 },
  holds: true,
  says: ({ by, as, gives }) =>
    `looks up ${by ?? 'the key'}${gives === undefined ? `, and adds the row as ${as}` : `, and gives ${gives}`}`,
  examples: lookupExamples,
  create: (settings) => lookupHooks(settings),
})

function fieldsOfResult({ gives, as = 'row' }: JsonObject): PayloadFields {
  return gives === undefined ? { beside: [String(as), 'value'] } : madeFields(gives)
}
