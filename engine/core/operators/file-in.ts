import { defineOperator } from '../operator/define-operator.ts'
import { at, problem } from '../operator/example.ts'
import { choice } from '../operator/settings/choice.ts'
import { expression } from '../operator/settings/expression.ts'
import { flag } from '../operator/settings/flag.ts'
import { number } from '../operator/settings/number.ts'
import { text } from '../operator/settings/text.ts'
import { sourceSettings } from '../operator/source-settings.ts'

export const fileIn = defineOperator({
  type: 'file-in',
  category: 'source',
  summary: 'Reads a file row by row: JSON lines or CSV, at once or at the speed at which it once happened.',
  description: [
    'Of a CSV file the first row names the columns, and each further row becomes an object of them.',
    'With a `speed` the rows come spaced as their times are: 1 is as it happened, 60 an hour in a minute. That changes ' +
      'when they come, never what comes of them.',
    'The file is UTF-8; its lines end with LF, CRLF or CR. A row that cannot be read, or is no UTF-8, becomes a dead ' +
      'letter with its line, and the next one is read. Of every event `properties.line` is the line it began on.',
    'A row has no topic and no `params`: whose it is stands in its columns, as in `"key": "payload.machine"`. Without ' +
      '`key` all rows are of one key, `null`.',
    '`millrace run FLOW --input recording.ndjson` and the tests of a flow do not read the file: what is given there takes ' +
      'the place of every source.',
    'Once the file has been read to its end nothing waits for more of it: its last windows close at once, though other ' +
      'sources go on. Where it was the last source, the flow ends.',
  ],
  inputs: {},
  outputs: { out: { summary: 'One event for each row', carries: 'key' } },
  settings: {
    path: text({
      summary: 'The file, as a path from the folder that the flow lies in',
      example: 'week-12.csv',
    }),
    format: choice({
      summary: 'How the file is written',
      of: {
        auto: 'CSV where its name ends in .csv, otherwise JSON lines',
        ndjson: 'A JSON value on each line',
        csv: 'Values between separators, with a row of names at the top',
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
    speed: number({
      summary: 'How many times faster than it happened; without it as fast as it can be read',
      example: 60,
      min: 0.001,
      max: 1_000_000,
      optional: true,
      onChange: 'keep',
    }),
    ...sourceSettings,
    key: expression.key({
      summary: 'Whose row it is: a machine, a room, a vehicle. Without it all rows are of one key, null',
      example: 'payload.machine',
      optional: true,
    }),
  },
  check: ({ speed, time }) =>
    speed === undefined || time !== undefined
      ? []
      : [
          {
            setting: 'speed',
            code: 'missing-setting',
            message: 'a speed needs to know when each row happened, and time is not set',
            expected: 'time beside speed',
            remedy: 'add the field that holds it, such as "time": "payload.ts", or remove speed',
          },
        ],
  says: ({ path, speed }) =>
    `reads ${path}${speed === undefined ? '' : ` at ${speed} times the speed at which it happened`}`,
  examples: [
    {
      title: 'Rows of a recording, each machine by itself',
      settings: { path: 'machines.ndjson', key: 'payload.machine', time: 'payload.ts' },
      given: {
        arrivals: [
          at('1h', { ts: 1_000, machine: 'press', celsius: 61 }),
          at('1h', { ts: 1_500, machine: 'saw', celsius: 40 }),
        ],
      },
      expect: {
        out: [
          at(1_000, { ts: 1_000, machine: 'press', celsius: 61 }, { key: 'press' }),
          at(1_500, { ts: 1_500, machine: 'saw', celsius: 40 }, { key: 'saw' }),
        ],
      },
    },
    {
      title: 'A row without a time is a dead letter; the next one is read',
      settings: { path: 'day.csv', time: 'payload.when' },
      given: {
        arrivals: [at('1h', { celsius: 4 }), at('1h', { when: '1970-01-01T00:00:07Z', celsius: 5 })],
      },
      expect: {
        out: [at('7s', { when: '1970-01-01T00:00:07Z', celsius: 5 })],
        error: [problem('no-time')],
      },
    },
  ],
  create: () => ({}),
})
