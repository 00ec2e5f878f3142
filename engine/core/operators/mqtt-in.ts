import { Failure } from '../model/failure.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at, problem } from '../operator/example.ts'
import { choice } from '../operator/settings/choice.ts'
import { connection } from '../operator/settings/connection.ts'
import { number } from '../operator/settings/number.ts'
import { topicFilter } from '../operator/settings/topic-filter.ts'
import { sourceSettings } from '../operator/source-settings.ts'

export const mqttIn = defineOperator({
  type: 'mqtt-in',
  category: 'source',
  summary: 'Takes in the messages of an MQTT broker under a topic.',
  description: [
    'A topic is a list of levels between slashes. `+` stands for any one level, `#` at the end for all that follow. A ' +
      'level in braces, as in `plant/{room}/temperature`, stands for any one level too and gives it a name: the event ' +
      'has it as `params.room`. `$share/group/topic` shares the messages among all who subscribe in this group.',
    'Without a key of its own each topic is a key: what comes later keeps the topics apart. With `"key": "params.room"` ' +
      'all topics of a room belong together, and `{key}` can stand in the topic of a sink; a topic as a whole, with its ' +
      'slashes, cannot.',
    'A message that the broker had kept (retained) has `properties.retain`. It says what was, so it does not move time on.',
    'A message that cannot be read in the format asked for becomes a dead letter, and the flow goes on.',
  ],
  inputs: {},
  outputs: { out: 'One event for each message' },
  settings: {
    topic: topicFilter({
      summary: 'Which messages: a topic with + and # or with named levels in braces',
      example: 'plant/{room}/temperature',
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
    format: choice({
      summary: 'What the messages hold',
      of: {
        json: 'JSON, such as {"celsius": 4.5} or a bare number',
        text: 'Text in UTF-8, taken as it is',
        raw: 'Anything; the payload is its bytes as a base64 text',
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
    ...sourceSettings,
  },
  says: ({ topic, key }) =>
    `takes in messages under ${topic}${key === undefined ? '' : `, each as an event of ${key}`}`,
  examples: [
    {
      title: 'Temperatures of all rooms, each room by itself',
      settings: { topic: 'plant/{room}/temperature', key: 'params.room', time: 'payload.ts' },
      given: {
        arrivals: [
          at('10s', { celsius: 21, ts: 9_800 }, { topic: 'plant/hall/temperature' }),
          at('11s', { celsius: 4, ts: 10_900 }, { topic: 'plant/cold-room/temperature' }),
        ],
      },
      expect: {
        out: [
          at(9_800, { celsius: 21, ts: 9_800 }, { key: 'hall', topic: 'plant/hall/temperature' }),
          at(10_900, { celsius: 4, ts: 10_900 }, { key: 'cold-room', topic: 'plant/cold-room/temperature' }),
        ],
      },
    },
    {
      title: 'Without a key each topic is one, and without a time it is the time of arrival',
      settings: { topic: 'plant/#' },
      given: {
        arrivals: [at('1s', 21, { topic: 'plant/hall/temperature' }), at('2s', 'on', { topic: 'plant' })],
      },
      expect: {
        out: [
          at('1s', 21, { key: 'plant/hall/temperature', topic: 'plant/hall/temperature' }),
          at('2s', 'on', { key: 'plant', topic: 'plant' }),
        ],
      },
    },
    {
      title: 'A message that the broker had kept is marked and does not move time on',
      settings: { topic: 'tank/{id}/level', key: 'params.id', time: 'payload.ts' },
      given: {
        arrivals: [
          at('10s', { level: 7, ts: 9_999 }, { topic: 'tank/1/level', properties: { retain: true } }),
          at('11s', { level: 8, ts: 5_000 }, { topic: 'tank/2/level' }),
        ],
      },
      expect: {
        out: [
          at(
            9_999,
            { level: 7, ts: 9_999 },
            { key: '1', topic: 'tank/1/level', properties: { retain: true } },
          ),
          at(5_000, { level: 8, ts: 5_000 }, { key: '2', topic: 'tank/2/level' }),
        ],
      },
    },
    {
      title:
        'A message under another topic, one without a time, and one from a clock far ahead are dead letters',
      settings: { topic: 'plant/{room}/temperature', time: 'payload.ts', maxAhead: '1m' },
      given: {
        arrivals: [
          at('1s', { ts: 1_000 }, { topic: 'plant/hall/humidity' }),
          at('2s', { celsius: 21 }, { topic: 'plant/hall/temperature' }),
          at('3s', { ts: 63_001 }, { topic: 'plant/hall/temperature' }),
        ],
      },
      expect: { error: [problem('wrong-topic'), problem('no-time'), problem('clock-ahead')] },
    },
  ],
  create: ({ topic: pattern }) => {
    // Devices send under the same topics over and over.
    const known = new Map<string, Readonly<Record<string, string>>>()
    const paramsOf = (topic: string): Readonly<Record<string, string>> => {
      const before = known.get(topic)
      if (before !== undefined) return before
      const params = pattern.match(topic)
      if (params === undefined) {
        throw new Failure(
          'wrong-topic',
          `topic: expected one that matches ${pattern.text}, got ${JSON.stringify(topic)}`,
        )
      }
      if (known.size >= manyTopics) known.clear()
      known.set(topic, params)
      return params
    }
    return {
      accept: ({ payload, topic, properties }) => ({
        payload,
        topic,
        // A recording need not say by which topic something came.
        params: topic === undefined ? undefined : paramsOf(topic),
        properties,
      }),
    }
  },
})

/** How many topics are remembered with their named levels. */
const manyTopics = 10_000
