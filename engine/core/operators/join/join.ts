import type { Key } from '../../model/event.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { flag } from '../../operator/settings/flag.ts'
import { madeFields } from '../../operator/settings/made-object.ts'
import { number } from '../../operator/settings/number.ts'
import { payloadWithout } from '../payload-without.ts'
import { cumulate } from '../window/cuts/cumulate.ts'
import { hopping } from '../window/cuts/hopping.ts'
import { asOfJoin } from './as-of-join.ts'
import { joinExamples } from './examples.ts'
import { intervalJoin } from './interval-join.ts'
import { type Common, joinState } from './join-state.ts'
import { problemsOf } from './join-problems.ts'
import { saysOf } from './join-says.ts'
import { windowJoin } from './window-join.ts'

const of = (...kinds: readonly string[]) => ({ setting: 'kind', in: kinds })

export const join = defineOperator({
  type: 'join',
  category: 'time',
  summary:
    'Brings events of two inputs together that belong to the same key and lie near each other in time.',
  description: [
    'By `interval`, a right event goes with a left one if it is at least `from` and at most `to` later, both included (`-5s` is earlier). A pair is given as soon as both are there, with the time of the later one.',
    'By `window`, both lie in the same window; pairs come at its end, with its `start` and `end` beside them.',
    'By `as-of`, each left event goes with one right event of its key: the newest at or before its time, as in a table of prices or set points that changes now and then; or, with `direction` `after`, the next one to come. A result comes when no other event can take the place of that one; with `when` `latest` at once, with what is known.',
    'What has no partner is given alone where `match` says so, once none can come any more: `left`, `right` and `full` fill in null; `semi` gives left events that have a partner, each once, and `anti` those that have none.',
    'Events are told apart by their keys, or by `leftPer` and `rightPer`. There nothing and null equal nothing.',
  ],
  inputs: {
    left: { summary: 'Events on the left', per: 'leftPer' },
    right: { summary: 'Events on the right', per: 'rightPer' },
  },
  outputs: {
    out: { summary: 'What came together', carries: 'key', payload: fieldsOfResult },
    late: { summary: 'Events that came too late to find a partner', late: true, payload: 'same' },
  },
  settings: {
    kind: choice({
      summary: 'What lies near each other',
      of: {
        interval: 'What is no further apart than an interval',
        window: 'What lies in the same window',
        'as-of': 'What was in force at the time',
      },
      default: 'interval',
    }),
    match: choice({
      summary: 'What becomes of events without a partner',
      of: {
        inner: 'They are left out',
        left: 'Those of the left are given with null',
        right: 'Those of the right are given with null',
        full: 'Those of both sides are given with null',
        semi: 'Left events with a partner, alone',
        anti: 'Left events without a partner, alone',
      },
      default: 'inner',
    }),
    from: duration({
      summary: 'How much later than the left event the right one is at least; `-5s` for up to 5 s earlier',
      example: '-5s',
      min: Number.NEGATIVE_INFINITY,
      when: of('interval'),
    }),
    to: duration({
      summary: 'How much later than the left event the right one is at most',
      example: '5s',
      min: Number.NEGATIVE_INFINITY,
      when: of('interval'),
    }),
    shape: choice({
      summary: 'How windows lie',
      of: {
        tumbling: 'One after the other',
        hopping: 'Of one length, begun every so often',
        cumulate: 'Begun together, each longer than the one before',
      },
      default: 'tumbling',
      when: of('window'),
    }),
    size: duration({
      summary: 'How long a window is; of cumulating windows the longest',
      example: '1m',
      min: 1,
      when: of('window'),
    }),
    every: duration({
      summary: 'How often a window begins',
      example: '10s',
      min: 1,
      when: { setting: 'shape', in: ['hopping'] },
    }),
    step: duration({
      summary: 'How much longer each window is than the one before',
      example: '10s',
      min: 1,
      when: { setting: 'shape', in: ['cumulate'] },
    }),
    offset: duration({
      summary: 'By how much windows start later than the full multiples of their size since 1970 (UTC)',
      default: '0s',
      advanced: true,
      when: of('window'),
    }),
    direction: choice({
      summary: 'Which right event goes with a left one',
      of: { before: 'The newest before it', after: 'The next one after it' },
      default: 'before',
      when: of('as-of'),
    }),
    strict: flag({
      summary: 'Whether one of the very same time does not count',
      default: false,
      when: of('as-of'),
    }),
    when: choice({
      summary: 'When a result is given',
      of: { exact: 'When no other event can change it any more', latest: 'At once, with what is known' },
      default: 'exact',
      when: { setting: 'direction', in: ['before'] },
    }),
    maxAge: duration({
      summary: 'How far from the left event the right one may be',
      default: '7d',
      never: 'never',
      when: of('as-of'),
    }),
    removes: expression.boolean({
      summary: 'On a right event: whether from its time on there is none for this key',
      example: 'payload = null',
      optional: true,
      when: of('as-of'),
    }),
    leftPer: expression.key({ summary: 'What left events are told apart by', optional: true }),
    rightPer: expression.key({ summary: 'What right events are told apart by', optional: true }),
    payload: expression.any({
      summary: 'What is given of two events; by default an object with the payload of each',
      example: '$merge([$left.payload, { "price": $right.payload.price }])',
      variables: {
        left: 'The left event',
        right: 'The right event',
        start: 'When the window begins, ms; of windows only',
        end: 'When it ends',
      },
      optional: true,
      onChange: 'keep',
    }),
    maxEvents: number({
      summary: 'How many events of a key wait on each side at most; one more is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state: joinState,
  check: problemsOf,
  span: ({ kind, from, to, size, direction, maxAge }) => {
    if (kind === 'interval') return Math.max(0, to, -from)
    if (kind === 'window') return size
    return direction === 'after' ? maxAge : 0
  },
  says: saysOf,
  examples: joinExamples,
  create: (settings) => {
    const { kind, match: type, payload, maxEvents, maxAge } = settings
    const pers = { left: settings.leftPer, right: settings.rightPer }
    const isAlone = type === 'semi' || type === 'anti'
    const common: Common = {
      type,
      maxEvents,
      matches: (key, side) => !isNull(key, pers[side] !== undefined),
      payloadOf(left, right, bounds) {
        const event = left ?? right
        if (payload !== undefined && event !== undefined)
          return payload(event, { left, right, ...bounds }) ?? null
        const alone = left?.payload ?? null
        if (!isAlone) return { left: alone, right: right?.payload ?? null, ...bounds }
        return bounds === undefined ? alone : { ...payloadWithout(alone, boundNames), ...bounds }
      },
    }
    if (kind === 'interval') return intervalJoin(settings, common)
    if (kind === 'window') {
      const { shape, size, every, step, offset } = settings
      const cut =
        shape === 'cumulate'
          ? cumulate(size, step, offset)
          : hopping(size, shape === 'hopping' ? every : size, offset)
      return windowJoin(cut, common)
    }
    return asOfJoin(
      {
        direction: settings.direction,
        isStrict: settings.strict,
        isAtOnce: settings.when === 'latest' && settings.direction === 'before',
        maxAge,
        removes: settings.removes,
      },
      common,
    )
  },
})

/** A key that was asked for and is nothing equals no other; without one all events are of the same. */
const isNull = (key: Key, isAsked: boolean): boolean =>
  Array.isArray(key) ? key.includes(null) : isAsked && key === null

const boundNames = new Set(['start', 'end'])

function fieldsOfResult({ payload, match, kind }: JsonObject): ReturnType<typeof madeFields> {
  if (payload !== undefined) return madeFields(payload as Json)
  if (match === 'semi' || match === 'anti') return undefined
  return kind === 'window' ? ['left', 'right', ...boundNames] : ['left', 'right']
}
