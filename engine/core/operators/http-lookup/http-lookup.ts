import type { JsonObject } from '../../model/json.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import type { PayloadFields } from '../../operator/operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { connection } from '../../operator/settings/connection.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { madeFields } from '../../operator/settings/made-object.ts'
import { number } from '../../operator/settings/number.ts'
import { pathTemplate } from '../../operator/settings/path-template.ts'
import { text } from '../../operator/settings/text.ts'
import { askingHooks, askingState } from './asking.ts'
import { cacheState } from './cache.ts'
import { httpLookupExamples } from './examples.ts'

export const httpLookup = defineOperator({
  type: 'http-lookup',
  category: 'transform',
  summary: 'Asks a service by HTTP about each event, and adds what it answers.',
  description: [
    'For each event a GET is sent to the address of the connection and `path`. What is answered is added to the payload: JSON as it is, other text as a text. An answer counts for `cacheFor`, for every event that asks for the same; events that ask for the same at once share one request.',
    'An event waits for its answer, and keeps its time. Those of its key that come behind it wait too (`order`), or go on as soon as they are answered; the others do not. Windows and the like wait with their time for what is still to come.',
    'Where the service says that there is nothing (404, 410), the event leaves by `missing`, or, if you wish, goes on without. What may pass (429, 5xx, a connection that fails, no answer within `timeout`) is tried again up to `retries` times, each time after twice as long a pause. What fails for good is a dead letter of the event.',
    'How many requests are under way at once, whom we are to the service and how large an answer may be are settings of the connection.',
    'In a replay nothing is asked: the answers are those of the recording, lines such as `{"node": "ask", "answer": "4096", "payload": ...}`. Without them events fail when their time is over.',
  ],
  inputs: { in: 'Events to ask about' },
  outputs: {
    out: { summary: 'Events with what was answered', payload: fieldsOfResult },
    missing: { summary: 'Events that the service knows nothing about', payload: 'same' },
  },
  settings: {
    connection: connection({ summary: 'The service, by its name', to: 'http', example: 'machines' }),
    path: pathTemplate({
      summary: 'What to ask for, behind the address of the connection',
      example: '/machines/{payload.machine}',
    }),
    as: text({ summary: 'The field that the answer is put in', default: 'row' }),
    gives: expression.any({
      summary: 'Another payload, of the event and the answer, `$row`',
      example: '$merge([payload, { "limit": $row.limit }])',
      variables: { row: 'The answer; nothing where there is none' },
      optional: true,
    }),
    missing: choice({
      summary: 'What becomes of events that the service knows nothing about',
      of: {
        leave: 'They leave by the port missing, as they came',
        pass: 'They go on by out: the field is null, `$row` is nothing',
      },
      default: 'leave',
    }),
    cacheFor: duration({
      summary: 'How long an answer counts for others that ask for the same',
      default: '1m',
    }),
    timeout: duration({ summary: 'How long to wait for an answer', default: '5s', min: 1 }),
    retries: number({
      summary: 'How often it is tried again',
      default: 2,
      min: 0,
      max: 100,
      integer: true,
    }),
    retryAfter: duration({
      summary:
        'How long until it is tried again for the first time; then twice as long each time, 1m at most',
      default: '1s',
      min: 1,
      advanced: true,
    }),
    order: choice({
      summary: 'Whether events of a key stay in their order',
      of: { kept: 'Each waits for those of its key before it', free: 'Each goes on when it is answered' },
      default: 'kept',
      advanced: true,
    }),
    maxCached: number({
      summary: 'How many answers are kept at most; then those go that would count the shortest',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
    maxEvents: number({
      summary: 'How many events of a key wait at most; one more is a dead letter',
      default: 1_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state: askingState,
  table: cacheState,
  keeps: { time: Number.POSITIVE_INFINITY, keys: 100_000 },
  holds: true,
  asks: true,
  says: ({ connection = '', path = '', as }) =>
    `asks ${connection} for ${path}${as === undefined ? '' : `, and adds it as ${as}`}`,
  examples: httpLookupExamples,
  create: (settings) => askingHooks(settings),
})

function fieldsOfResult({ gives, as = 'row' }: JsonObject): PayloadFields {
  return gives === undefined ? { beside: [String(as), 'value'] } : madeFields(gives)
}
