import { levelsMatcher } from '../../../../model/filter-levels.ts'
import { cache } from '../../../cache.ts'
import type { Run } from '../../../frame.ts'
import { badArgument } from '../bad-argument.ts'
import { type RuleFunction, ruleFunction } from '../rule-function.ts'
import { readLevels } from './read-levels.ts'

const input = { topic: 'plant/hall/temperature' }
const mqtt = 'MQTT 5.0 (OASIS, 2019), 4.7: topic names and topic filters'

/** Filters are few and come with every event. */
const matchers = cache<ReturnType<typeof levelsMatcher>>(100)

const LOOKS_PER_LEVEL = 4
const LOOKS_TO_MATCH = 64
const LOOKS_PER_CHARACTER = 6

/** One that is longer is not kept. */
const LONGEST_KEPT = 1_000

function match(
  run: Run,
  name: string,
  topic: string,
  filter: string,
): Readonly<Record<string, string>> | undefined {
  // Whether a filter was asked for before must not matter, so the cost is one in between.
  run.look(LOOKS_TO_MATCH + filter.length * LOOKS_PER_CHARACTER + topic.length)
  const make = () => levelsMatcher(readLevels(name, filter))
  const matches = filter.length > LONGEST_KEPT ? make() : matchers(filter, make)
  return matches(topic)
}

export const topicFunctions: readonly RuleFunction[] = [
  ruleFunction({
    name: 'topicLevel',
    signature: '<sn:s>',
    summary: 'One level of a topic.',
    parameters: {
      topic: 'the topic',
      n: 'which level: 0 is the first, -1 the last',
    },
    gives: 'a text; nothing where the topic has no such level',
    source: mqtt,
    examples: [
      { expression: '$topicLevel(topic, 1)', input, result: 'hall' },
      { expression: '$topicLevel(topic, -1)', input, result: 'temperature' },
      { expression: '$topicLevel(topic, 3)', input },
      { expression: '$topicLevel(topic, 0.5)', input, fails: 'M1010' },
    ],
    calculate(run, topic: string, n: number) {
      if (!Number.isInteger(n)) throw badArgument('topicLevel', 2, 'a whole number', n)
      const levels = topic.split('/')
      run.look(levels.length * LOOKS_PER_LEVEL)
      return levels.at(n)
    },
  }),
  ruleFunction({
    name: 'topicLevels',
    signature: '<s:a<s>>',
    summary: 'All levels of a topic.',
    parameters: { topic: 'the topic' },
    gives: 'a list of texts, always a list; a level may be empty',
    source: mqtt,
    examples: [
      { expression: '$topicLevels(topic)', input, result: ['plant', 'hall', 'temperature'] },
      { expression: '$topicLevels("/a")', result: ['', 'a'] },
    ],
    calculate(run, topic: string) {
      const levels = topic.split('/')
      run.look(levels.length * LOOKS_PER_LEVEL)
      return levels
    },
  }),
  ruleFunction({
    name: 'topicMatches',
    signature: '<ss:b>',
    summary: 'Whether a topic matches a filter, as a broker has it.',
    parameters: {
      topic: 'the topic',
      filter:
        'what a source subscribes to: `+` or `{name}` for one level, `#` at the end for all that follow',
    },
    gives: 'true or false; a topic that begins with `$` matches no filter that begins with a wildcard',
    source: mqtt,
    examples: [
      { expression: '$topicMatches(topic, "plant/+/temperature")', input, result: true },
      { expression: '$topicMatches(topic, "plant/#")', input, result: true },
      { expression: '$topicMatches(topic, "plant/{room}/humidity")', input, result: false },
      { expression: '$topicMatches("$SYS/uptime", "#")', result: false },
      { expression: '$topicMatches(topic, "plant/#/temperature")', input, fails: 'M1010' },
    ],
    calculate: (run, topic: string, filter: string) =>
      match(run, 'topicMatches', topic, filter) !== undefined,
  }),
  ruleFunction({
    name: 'topicParams',
    signature: '<ss:o>',
    summary: 'The named levels of a topic, as a source gives them in `params`.',
    parameters: { topic: 'the topic', filter: 'a filter with named levels such as `{room}`' },
    gives: 'an object with a text for each name; nothing where the topic does not match',
    source: mqtt,
    examples: [
      {
        expression: '$topicParams(topic, "plant/{room}/{what}")',
        input,
        result: { room: 'hall', what: 'temperature' },
      },
      { expression: '$topicParams(topic, "house/{room}/#")', input },
    ],
    calculate: (run, topic: string, filter: string) => match(run, 'topicParams', topic, filter),
  }),
]
