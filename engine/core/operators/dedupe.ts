import { Failure } from '../model/failure.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at, problem, watermark } from '../operator/example.ts'
import { duration } from '../operator/settings/duration.ts'
import { expression } from '../operator/settings/expression.ts'
import { number } from '../operator/settings/number.ts'
import { map } from '../operator/state.ts'
import { canonicalText } from './canonical-text.ts'

export const dedupe = defineOperator({
  type: 'dedupe',
  category: 'transform',
  summary:
    'Lets through the first event of each identity; repeats within a span of time leave by a second port.',
  description: [
    'An identity is what a device gives its messages, such as a running number, or the whole payload. Two events of one ' +
      'identity are the same if their times are less than the span apart; exactly the span apart they are two.',
    'An event that comes so late that its identity may be forgotten already leaves by late.',
  ],
  inputs: { in: { summary: 'Any events', per: 'per' } },
  outputs: {
    out: 'The first event of each identity',
    rest: { summary: 'Repeats', hidden: true },
    late: { summary: 'Events that come too late to tell', late: true },
  },
  settings: {
    id: expression.any({
      summary: 'What is the same for an event and its repeat',
      example: 'payload.messageId',
      default: 'payload',
    }),
    for: duration({
      summary: 'Within which span of time they are repeats',
      default: '10m',
      min: 1,
      onChange: 'keep',
    }),
    most: number({
      summary: 'How many identities of one key are remembered at once; an event of one more is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
    per: expression.key({
      summary: 'Whose identity it is, if not that of the key of the event',
      optional: true,
    }),
  },
  state: { seen: map<string, number>() },
  says: ({ id, for: span }) =>
    `lets through the first event of each ${id === 'payload' ? 'payload' : `value of ${id}`} within ${span}`,
  examples: [
    {
      title: 'A message that was sent twice',
      settings: { id: 'payload.n', for: '1m' },
      given: {
        in: [
          at('0s', { n: 1 }, { key: 'meter-1' }),
          at('1s', { n: 1 }, { key: 'meter-1' }),
          at('2s', { n: 1 }, { key: 'meter-2' }),
          at('3s', { n: 2 }, { key: 'meter-1' }),
        ],
      },
      expect: {
        out: [
          at('0s', { n: 1 }, { key: 'meter-1' }),
          at('2s', { n: 1 }, { key: 'meter-2' }),
          at('3s', { n: 2 }, { key: 'meter-1' }),
        ],
        rest: [at('1s', { n: 1 }, { key: 'meter-1' })],
      },
    },
    {
      title: 'Exactly the span later it is a new one, and counts from there',
      settings: { for: '10s' },
      given: { in: [at(0, 'on'), at(9_999, 'on'), at(10_000, 'on'), at(19_999, 'on'), at(20_000, 'on')] },
      expect: {
        out: [at(0, 'on'), at(10_000, 'on'), at(20_000, 'on')],
        rest: [at(9_999, 'on'), at(19_999, 'on')],
      },
    },
    {
      title: 'The whole payload is the identity, whatever the order of its fields; a text is no number',
      settings: {},
      given: {
        in: [
          at(0, { a: 1, b: [2] }),
          at(1, { b: [2], a: 1 }),
          at(2, 1),
          at(3, '1'),
          at(4, null),
          at(5, null),
        ],
      },
      expect: {
        out: [at(0, { a: 1, b: [2] }), at(2, 1), at(3, '1'), at(4, null)],
        rest: [at(1, { b: [2], a: 1 }), at(5, null)],
      },
    },
    {
      title:
        'At or behind the time that is settled an event is late; without an identity, or with too many, a dead letter',
      settings: { id: 'payload.n', most: 2 },
      given: {
        in: [
          at(1_000, { n: 1 }),
          at(999, { n: 2 }),
          at(1_000, {}),
          at(1_001, { n: 2 }),
          at(1_002, { n: 3 }),
          watermark(601_000),
          at(601_002, { n: 3 }),
        ],
      },
      expect: {
        out: [at(1_000, { n: 1 }), at(1_001, { n: 2 }), at(601_002, { n: 3 })],
        late: [at(999, { n: 2 })],
        error: [problem('no-id'), problem('too-many-ids')],
      },
    },
  ],
  create: ({ id, for: span, most }) => ({
    on: {
      in: (event, { forward, late, wake, watermark }, { seen }) => {
        if (event.time <= watermark) return late()
        const identity = id(event)
        if (identity === undefined) throw new Failure('no-id', 'id: expected a value, got nothing')
        const name = canonicalText(identity)
        const first = seen.get(name)
        if (first !== undefined && Math.abs(event.time - first) < span) return forward('rest')
        if (first === undefined && seen.size >= most) {
          throw new Failure(
            'too-many-ids',
            `this node remembers ${most} identities of a key at most (setting most)`,
          )
        }
        const newest = Math.max(event.time, first ?? event.time)
        seen.set(name, newest)
        // From here on whatever could be its repeat is late.
        wake(name, newest + span - 1, 'event')
        forward('out')
      },
    },
    onTimer: ({ name }, _context, { seen }) => seen.delete(name),
  }),
})
