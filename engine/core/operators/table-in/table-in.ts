import { defineOperator } from '../../operator/define-operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { expression } from '../../operator/settings/expression.ts'
import { flag } from '../../operator/settings/flag.ts'
import { text } from '../../operator/settings/text.ts'
import { sourceSettings } from '../../operator/source-settings.ts'
import { tableInExamples } from './examples.ts'
import { keyOfGone, timeOfGone, unlessGone } from './unless-gone.ts'

const { key: _key, time: _time, outOfOrder, ...others } = sourceSettings

export const tableIn = defineOperator({
  type: 'table-in',
  category: 'source',
  summary: 'Reads a file as a table, whole and again whenever it changes: CSV, JSON or JSON lines.',
  description: [
    'Each row is an event with the row’s key. When the file has changed, and has stayed as it is for half a second, it is read again; only what is different comes then: rows that are new or changed, and for a row that is gone an event whose payload is null, with its key. The last event of a reading has `properties.loaded`. Where there are no rows from the start it is one event with nothing else: payload and key are null.',
    'JSON is one list of rows, or one object of rows by their names: the name is `properties.name`, for `"key": "properties.name"`. Of a CSV file the first row names the columns. The file is UTF-8. Of every row `properties.line` is the line it began on when it came; a row that only stands elsewhere has not changed.',
    'A file that is replaced by another of its name, that vanishes and comes back, or that lies on a disk of the network is followed all the same; there a change is seen within a few seconds. While it cannot be read, or is broken, the table stays as it was and the flow says why. That is so too where the last row of CSV or JSON lines is broken and no end of a line follows: it counts as half written. Best write a new file beside it and rename that: then nobody ever sees half of it.',
    'A row that cannot be used, or has no key, becomes a dead letter with its line, and again only once it is another. Where a key stands there twice the last row counts, and the flow says so. A table has at most 64 MB and 1,000,000 rows.',
    'A table has no end. A flow ends when its other sources have ended and its tables were read once; a flow with nothing but tables goes on until it is stopped. At the start the file has to be there.',
    '`millrace run FLOW --input recording.ndjson` and the tests of a flow do not read the file. There a row that is gone is `"payload": null, "properties": { "key": "m1" }`.',
  ],
  inputs: {},
  outputs: { out: 'One event for each row that is new, changed or gone' },
  settings: {
    path: text({
      summary: 'The file, as a path from the folder that the flow lies in',
      example: 'machines.csv',
    }),
    key: unlessGone(
      expression.key({
        summary: 'Which row it is. A row that is gone has the key that it had',
        example: 'payload.id',
      }),
      keyOfGone,
    ),
    format: choice({
      summary: 'How the file is written',
      of: {
        auto: 'CSV where its name ends in .csv, JSON where it ends in .json, otherwise JSON lines',
        csv: 'Values between separators, with a row of names at the top',
        json: 'One JSON list of rows, or one JSON object of rows by their names',
        ndjson: 'A JSON value on each line',
      },
      default: 'auto',
    }),
    separator: choice({
      summary: 'What stands between the values of a row',
      of: { ',': 'Comma', ';': 'Semicolon', '\t': 'Tabulator', '|': 'Bar' },
      default: ',',
      when: { setting: 'format', in: ['auto', 'csv'] },
    }),
    numbers: flag({
      summary: 'Whether values that are written as numbers become numbers, otherwise they stay texts',
      default: true,
      when: { setting: 'format', in: ['auto', 'csv'] },
    }),
    time: unlessGone(
      expression.time({
        summary: 'Since when a row is as it is; without it the time when it was read',
        example: 'payload.changed',
        optional: true,
        advanced: true,
      }),
      timeOfGone,
    ),
    outOfOrder: { ...outOfOrder, advanced: true },
    ...others,
  },
  says: ({ path, key }) => `keeps up with the table ${path}, each row by ${key}`,
  examples: tableInExamples,
  create: () => ({}),
})
