import { isObject, type Json, type JsonObject } from '../../model/json.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import type { PayloadFields } from '../../operator/operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { number } from '../../operator/settings/number.ts'
import { text } from '../../operator/settings/text.ts'
import { overExamples } from './examples.ts'
import { type Frame, longestWait } from './frame.ts'
import { lagsSetting } from './lags-setting.ts'
import { namedAggregates, noAggregates } from './named-aggregates.ts'
import { problemsOf } from './over-problems.ts'
import { saysOf } from './over-says.ts'
import { overState } from './over-state.ts'
import { runningAggregates } from './running-aggregates.ts'

const of = (frame: string) => ({ setting: 'frame', in: [frame] })

export const over = defineOperator({
  type: 'over',
  category: 'time',
  summary: 'Adds to each event what it and those around it come to: running totals, moving averages, ranks.',
  description: [
    'For each key, events are put in order of time; those of one time stay in the order in which they came. A frame is what lies around an event, itself included: so many `rows`, or a `range` of time, both ends included. In a range, events of one time have the same frame and share a result. Without `before`, or `beforeSpan`, a frame has no beginning: all events of the key so far, until it is forgotten (`forget`).',
    'An event goes on with its payload, key, topic and properties once no event is expected any more that its frame would hold. What is computed is added to the payload, in place of fields of the same names; a payload that is no object is put under `value`.',
    'Without `after` (or `afterSpan`) its time stays what it was. With it, the result is known only later and has that time: of a range, the time of its end; of rows, that of the last row. `timeAs` adds the event’s own time. A row for which not enough others come waits for no longer than `waitAtMost`, and has that time then.',
    'An aggregate is a JSONata expression over the list of the events in the frame, in order of time. Sums, averages, extremes, counts and their like are kept up event by event; for an expression that looks at the events in another way they are kept, as many as `maxEvents`. Each frame that moves on is made of parts, so that a long one costs little more than a short one; one without a beginning is a single sum.',
    '`lags` tell of an earlier event, so many rows before; `numberAs`, `rankAs` and `denseRankAs` count the events of a key from the first on. Events of one time have different numbers and the same ranks; behind two of rank 1 come rank 3 and dense rank 2.',
    'An event that cannot be summed up is a dead letter and takes no part. One at or behind the time that is settled leaves by late.',
  ],
  inputs: { in: { summary: 'Any events', per: 'per' } },
  outputs: {
    out: { summary: 'Each event, with what was added', payload: fieldsOfResult },
    late: { summary: 'Events that came too late for their place', late: true, payload: 'same' },
  },
  settings: {
    frame: choice({
      summary: 'What counts as around an event',
      of: { rows: 'So many events before and after it', range: 'So much time before and after it' },
      default: 'rows',
    }),
    before: number({
      summary: 'How many rows before the event are in its frame; by default all',
      example: 9,
      optional: true,
      min: 0,
      max: 1_000_000,
      integer: true,
      when: of('rows'),
    }),
    after: number({
      summary: 'How many rows after the event are in its frame; it waits for them',
      default: 0,
      min: 0,
      max: 1_000_000,
      integer: true,
      when: of('rows'),
    }),
    waitAtMost: duration({
      summary: 'How long after its time a row waits for rows after it; it makes do with those that came then',
      default: '1d',
      min: 1,
      advanced: true,
      when: of('rows'),
    }),
    beforeSpan: duration({
      summary: 'How far before the event its frame begins; by default with the first event',
      example: '1m',
      optional: true,
      when: of('range'),
    }),
    afterSpan: duration({
      summary: 'How far after the event its frame ends; it waits so long',
      default: '0s',
      when: of('range'),
    }),
    per: expression.key({
      summary: 'What to group by; by default the key of the event',
      example: 'payload.room',
      optional: true,
    }),
    aggregates: namedAggregates({
      summary: 'What to compute: names and expressions over the events of a frame',
      example: { average: '$average(payload.c)' },
    }),
    lags: lagsSetting({
      summary:
        'What to tell of an earlier event: names and expressions, of the event one row before, or `{ value, rows, default }`',
      example: { previous: 'payload.c', tenBack: { value: 'payload.c', rows: 10, default: 0 } },
      optional: true,
    }),
    numberAs: text({
      summary: 'The field for the number of the event: 1 for the first of its key, and so on',
      example: 'n',
      optional: true,
    }),
    rankAs: text({
      summary: 'The field for its rank by time: one more than there are events with an earlier time',
      example: 'rank',
      optional: true,
    }),
    denseRankAs: text({
      summary: 'The field for its dense rank by time: one more than there are earlier times',
      example: 'rank',
      optional: true,
    }),
    timeAs: text({
      summary: 'The field for the event’s own time, ms since 1970 (UTC)',
      example: 'at',
      optional: true,
    }),
    maxEvents: number({
      summary: 'How many events of a key wait or are kept at most; one more is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state: overState,
  check: problemsOf,
  span: (settings) => longestWait(frameOf(settings)),
  says: saysOf,
  examples: overExamples,
  create: (settings) => {
    const { aggregates = noAggregates, lags = [], maxEvents } = settings
    return runningAggregates(frameOf(settings), { summary: aggregates, lags, places: settings, maxEvents })
  },
})

interface FrameSettings {
  readonly frame: 'rows' | 'range'
  readonly before: number | undefined
  readonly after: number
  readonly waitAtMost: number
  readonly beforeSpan: number | undefined
  readonly afterSpan: number
}

const frameOf = ({ frame, before, after, waitAtMost, beforeSpan, afterSpan }: FrameSettings): Frame =>
  frame === 'rows'
    ? { isOfRows: true, before: before ?? Number.POSITIVE_INFINITY, after, waitAtMost }
    : { isOfRows: false, before: beforeSpan ?? Number.POSITIVE_INFINITY, after: afterSpan, waitAtMost }

/** A payload that is no object is put under `value`, which not every result has. */
function fieldsOfResult({ aggregates, lags, ...settings }: JsonObject): PayloadFields {
  const names = ['numberAs', 'rankAs', 'denseRankAs', 'timeAs'].flatMap((setting) => {
    const name = settings[setting]
    return typeof name === 'string' ? [name] : []
  })
  return { beside: [...namesIn(aggregates), ...namesIn(lags), ...names, 'value'] }
}

const namesIn = (table: Json | undefined): readonly string[] => (isObject(table) ? Object.keys(table) : [])
