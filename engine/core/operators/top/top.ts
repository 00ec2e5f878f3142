import type { JsonObject } from '../../model/json.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import type { PayloadFields } from '../../operator/operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { number } from '../../operator/settings/number.ts'
import { text } from '../../operator/settings/text.ts'
import { hopping } from '../window/cuts/hopping.ts'
import { topExamples } from './examples.ts'
import { runningTop } from './running-top.ts'
import { shownOf } from './shown.ts'
import { problemsOf } from './top-problems.ts'
import { saysOf } from './top-says.ts'
import { type Common, topState } from './top-state.ts'
import { windowTop } from './window-top.ts'

const of = (...shapes: readonly string[]) => ({ setting: 'shape', in: shapes })
const inWindows = of('tumbling', 'hopping')

export const top = defineOperator({
  type: 'top',
  category: 'time',
  summary: 'Gives the best events of each key: the n highest or lowest of each window, or of all so far.',
  description: [
    'Events are ranked by a number or a text: numbers by size, texts by code unit (as in most programs: capitals before small letters), and all numbers below all texts. Without `by` they are ranked by their order of arrival: the last n, or with `order` `asc` the first n. An event for which `by` gives nothing is left out, and counted as dropped by the rule `no value`; one for which it gives something else, such as null, is a dead letter.',
    'Of equal events the one that came first ranks before the others, and those behind rank n are cut off. With `ties` `with` equal events share a rank, and all whose rank is n or less are given: of the values 9, 9, 7, 7 and 5 the ranks are 1, 1, 3, 3 and 5, so that n = 3 gives four events.',
    'In windows the result comes once no event of the window is expected any more; its time is the last instant of the window. It is one event with the list, `{ start, end, top }`, or with `as` `events` an event for each, the best first, with the payload that it had. Where no event has a wanted rank there is no result. An event whose windows are all over leaves by late.',
    '`running` takes events in the order in which they come, late or not, and never begins anew, unless the key is forgotten. Each time what it gives has changed it gives the whole list, `{ top }`, with the time of the event that changed it.',
    'Only what can still be among the best is held: n events of a key, or where windows overlap n for each of the parts that they have in common; with `ties` `with` also those that are equal to the last of them.',
  ],
  inputs: { in: { summary: 'Events to rank', per: 'per' } },
  outputs: {
    out: { summary: 'The best events, as a list or one by one', carries: 'key', payload: fieldsOfResult },
    late: { summary: 'Events whose windows were over when they came', late: true, payload: 'same' },
  },
  settings: {
    by: expression.any({
      summary: 'What events are ranked by, a number or a text; without it, by their order of arrival',
      example: 'payload.celsius',
      optional: true,
    }),
    order: choice({
      summary: 'What is best',
      of: { desc: 'The greatest; what came last', asc: 'The least; what came first' },
      default: 'desc',
    }),
    n: number({ summary: 'The last rank that is given: how many events', example: 3, min: 1, integer: true }),
    from: number({
      summary: 'The first rank that is given',
      default: 1,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
    ties: choice({
      summary: 'What becomes of equal events',
      of: {
        cut: 'They rank in order of arrival; there are never more than n',
        with: 'They share a rank; there are more than n where the last of them are equal',
      },
      default: 'cut',
    }),
    rank: text({
      summary:
        'The field of each event that gets its rank; a payload that is no object becomes one, with the field `payload`',
      example: 'rank',
      optional: true,
      onChange: 'keep',
    }),
    shape: choice({
      summary: 'Among which events the best are found',
      of: {
        tumbling: 'Those of windows of one size, one after the other',
        hopping: 'Those of windows of one size that overlap: one begins every so often',
        running: 'All so far; there is a result each time the list changes',
      },
      default: 'tumbling',
    }),
    size: duration({ summary: 'How long a window is', example: '1m', min: 1, when: inWindows }),
    every: duration({ summary: 'How often a window begins', example: '10s', min: 1, when: of('hopping') }),
    offset: duration({
      summary: 'By how much windows start later than the full multiples of their size since 1970 (UTC)',
      default: '0s',
      advanced: true,
      when: inWindows,
    }),
    as: choice({
      summary: 'How the best of a window are given',
      of: { list: 'In one event, as a list', events: 'In one event each, the best first' },
      default: 'list',
      onChange: 'keep',
      when: inWindows,
    }),
    per: expression.key({
      summary: 'Among whose events the best are found; by default those of the key of the event',
      example: 'payload.room',
      optional: true,
    }),
    maxEvents: number({
      summary: 'How many events of a key are held at most; one more among the best is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state: topState,
  check: problemsOf,
  silent: ({ shape }) => (shape === 'running' ? ['late'] : []),
  span: ({ shape, size }) => (shape === 'running' ? 0 : size),
  says: saysOf,
  examples: topExamples,
  create: ({ by, n, order, ties, from, rank, shape, size, every, offset, as, maxEvents }) => {
    const best = { n, order, ties }
    const common: Common = { best, by, maxEvents, shown: (list) => shownOf(list, { best, from, rank }) }
    if (shape === 'running') return runningTop(common)
    return windowTop(hopping(size, shape === 'hopping' ? every : size, offset), as, common)
  },
})

function fieldsOfResult({ shape, as, rank }: JsonObject): PayloadFields {
  if (shape === 'running') return ['top']
  if (as !== 'events') return ['start', 'end', 'top']
  return typeof rank === 'string' ? { beside: [rank] } : 'same'
}
