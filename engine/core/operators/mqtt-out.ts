import { Failure } from '../model/failure.ts'
import { isBase64 } from '../model/base64-text.ts'
import { describe, type Json } from '../model/json.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at, problem } from '../operator/example.ts'
import { choice } from '../operator/settings/choice.ts'
import { connection } from '../operator/settings/connection.ts'
import { duration } from '../operator/settings/duration.ts'
import { expression } from '../operator/settings/expression.ts'
import { flag } from '../operator/settings/flag.ts'
import { number } from '../operator/settings/number.ts'
import { topicTemplate } from '../operator/settings/topic-template.ts'

const plain = { qos: 1, retain: false, format: 'json' }

export const mqttOut = defineOperator({
  type: 'mqtt-out',
  category: 'sink',
  summary: 'Sends each event to an MQTT broker.',
  description: [
    'Placeholders in the topic are filled in from the event: `{key}`, `{payload.valve.id}`, `{params.room}`, or `{room}` ' +
      'for short. `{topic}` alone sends each event back under the topic it came by.',
    'What an event holds never decides more than its own place in a topic. A value that is missing or empty, that is a ' +
      'list or an object, that holds `/`, `+`, `#` or control characters, or that would begin the topic with `$` makes ' +
      'the event a dead letter with the code `bad-topic-value`.',
  ],
  inputs: { in: 'Events to send' },
  outputs: {},
  settings: {
    topic: topicTemplate({
      summary: 'Where to: a topic, with placeholders for what differs from event to event',
      example: 'alarm/{key}',
      onChange: 'keep',
    }),
    payload: expression.any({
      summary: 'What to send, if not the payload as it is; nothing is sent where it gives nothing',
      example: '{ "state": "closed" }',
      optional: true,
      onChange: 'keep',
    }),
    qos: number({
      summary:
        'How surely a message arrives: 0 at most once, 1 at least once, 2 exactly once as far as the broker can tell',
      default: 1,
      min: 0,
      max: 2,
      integer: true,
      onChange: 'keep',
    }),
    retain: flag({
      summary: 'Whether the broker keeps the message for those who subscribe later',
      default: false,
      onChange: 'keep',
    }),
    expires: duration({
      summary: 'After how long the broker lets go of a message it could not deliver (MQTT 5)',
      min: 1_000,
      optional: true,
      onChange: 'keep',
    }),
    format: choice({
      summary: 'How the payload is written',
      of: {
        json: 'As JSON',
        text: 'As it is: a text, a number, true or false',
        raw: 'As bytes; the payload is a base64 text',
      },
      default: 'json',
      onChange: 'keep',
    }),
    connection: connection({
      summary: 'The name of the broker among the connections kept outside flows',
      to: 'mqtt',
      default: 'default',
      onChange: 'keep',
    }),
  },
  says: ({ topic, payload, retain }) =>
    `sends ${payload ?? 'each event'} to ${topic}${retain === 'yes' ? ', for the broker to keep' : ''}`,
  examples: [
    {
      title: 'An alarm for each room under a topic of its own',
      settings: { topic: 'alarm/{key}' },
      given: { in: [at(0, { celsius: 9 }, { key: 'cold-room' })] },
      expect: {
        sent: [at(0, { celsius: 9 }, { key: 'cold-room', topic: 'alarm/cold-room', properties: plain })],
      },
    },
    {
      title: 'A command that says the state wanted and soon expires',
      settings: {
        topic: 'valve/{payload.valve.id}/command',
        payload: '{ "state": payload.litres > 90 ? "closed" : "open" }',
        qos: 2,
        expires: '30s',
      },
      given: { in: [at(0, { valve: { id: 7 }, litres: 95 })] },
      expect: {
        sent: [
          at(
            0,
            { state: 'closed' },
            { topic: 'valve/7/command', properties: { ...plain, qos: 2, expires: 30_000 } },
          ),
        ],
      },
    },
    {
      title: 'Back under the topic it came by, as bare text, kept by the broker',
      settings: { topic: '{topic}', payload: 'payload * 2', format: 'text', retain: true },
      given: { in: [at(0, 21, { topic: 'plant/hall/target' })] },
      expect: {
        sent: [
          at(0, '42', { topic: 'plant/hall/target', properties: { ...plain, retain: true, format: 'text' } }),
        ],
      },
    },
    {
      title: 'An event does not choose the topic beyond its own place in it',
      settings: { topic: 'room/{payload.room}/alarm' },
      given: {
        in: [
          at(0, { room: '../valve/#' }),
          at(1, { room: '' }),
          at(2, {}),
          at(3, { room: ['hall'] }),
          at(4, { room: 'hall' }),
        ],
      },
      expect: {
        sent: [at(4, { room: 'hall' }, { topic: 'room/hall/alarm', properties: plain })],
        error: [
          problem('bad-topic-value'),
          problem('bad-topic-value'),
          problem('bad-topic-value'),
          problem('bad-topic-value'),
        ],
      },
    },
    {
      title: 'Where the expression gives nothing, nothing is sent; an object is no bare text',
      settings: { topic: 'lamp', payload: 'payload.lamp', format: 'text' },
      given: { in: [at(0, {}), at(1, { lamp: true }), at(2, { lamp: { on: true } })] },
      expect: {
        sent: [at(1, 'true', { topic: 'lamp', properties: { ...plain, format: 'text' } })],
        error: [problem('bad-payload')],
      },
    },
  ],
  create: ({ topic, payload, qos, retain, expires, format }) => {
    const options = { qos, retain, format, ...(expires === undefined ? {} : { expires }) }
    return {
      on: {
        in: (event, { send, drop }) => {
          const value = payload === undefined ? event.payload : payload(event)
          if (value === undefined) drop('nothing')
          else send({ topic: topic(event), payload: written(value, format), options })
        },
      },
    }
  },
})

/** What a payload is in the format asked for; throws a `Failure` where it can't be. */
function written(payload: Json, format: 'json' | 'text' | 'raw'): Json {
  if (format === 'json' || (format === 'raw' && typeof payload === 'string' && isBase64(payload)))
    return payload
  const bare = typeof payload === 'string' || typeof payload === 'number' || typeof payload === 'boolean'
  if (format === 'text' && bare) return String(payload)
  const wanted = format === 'text' ? 'a text, a number, true or false' : 'a base64 text'
  throw new Failure(
    'bad-payload',
    `payload: expected ${wanted} for the format ${format}, got ${describe(payload)}`,
  )
}
