import type { Event } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import type { JsonObject } from '../../model/json.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import type { PayloadFields } from '../../operator/operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { number } from '../../operator/settings/number.ts'
import { text } from '../../operator/settings/text.ts'
import { canonicalText } from '../canonical-text.ts'
import { cumulate } from '../window/cuts/cumulate.ts'
import { hopping } from '../window/cuts/hopping.ts'
import { problemsOf } from './dedupe-problems.ts'
import { saysOf } from './dedupe-says.ts'
import { dedupeState } from './dedupe-state.ts'
import { dedupeExamples } from './examples.ts'
import { firstWithin } from './first-within.ts'
import { newestSoFar } from './newest-so-far.ts'
import { onePerWindow } from './one-per-window.ts'

const of = (...shapes: readonly string[]) => ({ setting: 'shape', in: shapes })
const inWindows = of('tumbling', 'hopping', 'cumulate')

export const dedupe = defineOperator({
  type: 'dedupe',
  category: 'transform',
  summary:
    'Keeps one event of each identity: the first within a span of time, the newest so far, or the first or last of each window.',
  description: [
    'An identity is what a device gives its messages, such as a running number, or the whole payload; with `id` `key` one event of each key is kept. An event leaves by one port alone: by out if it is kept, by rest if another one is kept instead, by late if it came too late to tell.',
    'Without windows (`shape` `running`), `keep` `first` keeps the first and lets repeats go: two events of one identity are the same if their times are less than the span `for` apart; exactly the span apart they are two.',
    'By time (`by`), the first is the one with the earliest time, in whatever order they come; of one time, the one that came first. For that each event waits until none with an earlier time is expected any more: for the `outOfOrder` of its source, and for what holds time up besides, such as another source that is silent. Where events come in order (`outOfOrder` 0) none waits.',
    'By arrival, what comes first goes out at once, as a command should that is sent twice. Where events are out of order, it depends on the order in which they come which of them go out.',
    'Without windows, `keep` `last` keeps the newest so far, since nobody ever knows that an event is the last. It goes out at once, each time one comes that is newer than all of its identity before it, or just as new; an older one that comes after it leaves by rest. So of each identity what goes out never goes back in time, and what went out last is the last there is. Where events come in order, all go out: to have one every so often, take windows; to have one once no more come, take `debounce`.',
    'In windows there is one event of each identity and window: the first or the last by time; of one time, the one that came first, or last. It comes once no event of the window is expected any more, and its time is the last instant of the window. It is the event that came, its payload with `start` and `end` of the window, in place of any fields of these names; a payload that is no object is put under `value`. Where windows overlap, one event may be that of several. Those of one window and key come in the order of their own times.',
    'In windows an event that none of them gives leaves by rest, at the latest when the last of them is over; where its own time is settled by then, with a later one that is not. If it is between windows that leave gaps, it is dropped by the rule `between windows`.',
    'Without windows an event at or behind the time that is settled leaves by late, and in windows one whose windows are all over. An event without an identity is a dead letter (`no-id`), and so is one for which there is no room (`too-many-ids`, setting `most`). What is remembered goes as time passes: the span `for` after an event; of the newest so far as soon as all that is older is late; with the last window that could give it.',
  ],
  inputs: { in: { summary: 'Any events', per: 'per' } },
  outputs: {
    out: { summary: 'The events that are kept', payload: fieldsOfResult },
    rest: { summary: 'Those of which another one is kept: repeats', hidden: true, payload: 'same' },
    late: { summary: 'Events that come too late to tell', late: true, payload: 'same' },
  },
  settings: {
    id: expression.any({
      summary: 'What is the same for an event and its repeat',
      example: 'payload.messageId',
      default: 'payload',
    }),
    keep: choice({
      summary: 'Which of the events of one identity is kept',
      of: {
        first: 'The first',
        last: 'The last; without windows, each that is the newest so far',
      },
      default: 'first',
    }),
    shape: choice({
      summary: 'Among which events it is kept',
      of: {
        running: 'All; of first ones, those within a span of time',
        tumbling: 'Those of windows of one size, one after the other',
        hopping: 'Those of windows of one size that overlap: one begins every so often',
        cumulate: 'Those of windows that begin together and grow step by step up to a size',
      },
      default: 'running',
    }),
    for: duration({
      summary: 'Within which span of time they are repeats; without windows',
      default: '10m',
      min: 1,
      onChange: 'keep',
      when: { setting: 'keep', in: ['first'] },
    }),
    by: choice({
      summary: 'Which of several is the first',
      of: {
        time: 'The one with the earliest time; each event waits until none before it is expected',
        arrival: 'The one that comes first; it goes out at once',
      },
      default: 'time',
      when: of('running'),
    }),
    size: duration({ summary: 'How long a window is', example: '1m', min: 1, when: inWindows }),
    every: duration({ summary: 'How often a window begins', example: '10s', min: 1, when: of('hopping') }),
    step: duration({
      summary: 'By how much windows grow; the size is a multiple of it',
      example: '10s',
      min: 1,
      when: of('cumulate'),
    }),
    offset: duration({
      summary: 'By how much windows start later than the full multiples of their size since 1970 (UTC)',
      default: '0s',
      advanced: true,
      when: inWindows,
    }),
    timeAs: text({
      summary: 'The field for the event’s own time, ms since 1970 (UTC)',
      example: 'at',
      optional: true,
      onChange: 'keep',
      when: inWindows,
    }),
    most: number({
      summary:
        'How many identities and waiting events of one key are kept at once, in windows an event of each identity, where they overlap in each part that they have in common; an event more is a dead letter',
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
  state: dedupeState,
  check: problemsOf,
  span: ({ shape, size }) => (shape === 'running' ? 0 : size),
  says: saysOf,
  examples: dedupeExamples,
  create: ({ id, keep, shape, for: span, by, most, size, every, step, offset, timeAs }) => {
    const identityOf = (event: Event): string => {
      const identity = id(event)
      if (identity === undefined) throw new Failure('no-id', 'id: expected a value, got nothing')
      return canonicalText(identity)
    }
    const common = { identityOf, most }
    if (shape === 'running') return keep === 'last' ? newestSoFar(common) : firstWithin(span, by, common)
    const cut =
      shape === 'cumulate'
        ? cumulate(size, step, offset)
        : hopping(size, shape === 'hopping' ? every : size, offset)
    return onePerWindow(cut, { ...common, keep, timeAs })
  },
})

/** A payload that is no object is put under `value`, which not every result has. */
function fieldsOfResult({ shape = 'running', timeAs }: JsonObject): PayloadFields {
  if (shape === 'running') return 'same'
  return { beside: ['start', 'end', 'value', ...(typeof timeAs === 'string' ? [timeAs] : [])] }
}
