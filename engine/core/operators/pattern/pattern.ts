import type { JsonObject } from '../../model/json.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import type { PayloadFields } from '../../operator/operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { madeFields } from '../../operator/settings/made-object.ts'
import { number } from '../../operator/settings/number.ts'
import { text } from '../../operator/settings/text.ts'
import { patternExamples } from './examples.ts'
import { patternHooks } from './pattern-hooks.ts'
import { problemsOf } from './pattern-problems.ts'
import { patternState } from './pattern-state.ts'
import { type Part, planPattern } from './plan.ts'
import { boundNames, stepsSetting } from './steps-setting.ts'
import { limitInWords } from './words.ts'

export const pattern = defineOperator({
  type: 'pattern',
  category: 'detect',
  summary: 'Finds events that follow each other in a certain way: this, then that, and nothing in between.',
  description: [
    'For each key, events are taken in order of their times; those of one time stay in the order in which they came. A match takes one step after the other. `contiguity` says how a step follows: `next`, the very next event; `followed-by`, the first that fits, whatever comes in between; `followed-by-any`, every later one that fits, each in a match of its own. Any event that fits the first step begins an attempt.',
    'In conditions `$open` stands for the events that are bound to the step `open` so far: `$open.payload.door` is the door of the only one, `$push[0].time` the time of the first, `$push[-1].payload.force` what the last one says. Where nothing is bound there is nothing, and a comparison with it does not hold.',
    'A step with `times` happens several times. Without `greedy` each number of its events makes a match; with it, an event that the step can take goes to nothing behind it. `until` names an event that closes the loop; it may be bound to the next step.',
    'A step with `not` must not happen: with `next` not as the very next event; with `followed-by` at no time until the next step, or, at the end, until `within` is over; with `for` not within that time, before which the next step does not count. Within that time other events do not count for `next` either. A pattern that begins with quiet looks for it from `quietFrom` on, and again after each event that must not happen; once it is over, it counts for the next step whatever comes in between.',
    'A match whose last event is `within` or more after its first is none. An attempt that has come so far leaves by `timeout`, with the events that it has, unless it is a match already, or only waits for a quiet time to be over.',
    'After a match, `skip` says which others are dropped: `past-last`, those that begin before it is over; `to-next`, those with the same first event; `to-first` and `to-last`, those that begin before the first or last event of the step `skipTo`; with `none`, each match counts. Except with `none`, a match waits while an attempt that began before it is still open, for that goes first: `within` says for how long at most. A key of which a match waits is not forgotten.',
    'A result has the steps as fields, each with the list of the payloads that are bound to it; `gives` makes another payload of them. Its time is that of what completed it.',
  ],
  inputs: { in: { summary: 'Any events', per: 'per' } },
  outputs: {
    out: { summary: 'Matches', carries: 'key', payload: fieldsOfResult },
    timeout: {
      summary: 'Attempts that ran out of time, with the events they have',
      carries: 'key',
      payload: fieldsOfResult,
    },
    late: {
      summary: 'Events that came too late to be taken in order',
      late: true,
      hidden: true,
      payload: 'same',
    },
  },
  settings: {
    steps: stepsSetting({
      summary: 'What happens, step by step',
      example: [
        { name: 'open', where: "payload.door = 'open'" },
        { name: 'closed', where: "payload.door = 'closed'", not: true },
      ],
    }),
    within: duration({
      summary: 'How long a match may take, from its first event to its last; by default any time',
      example: '5m',
      optional: true,
      min: 1,
    }),
    skip: choice({
      summary: 'Which other matches are dropped after one',
      of: {
        'past-last': 'Those that begin before it is over',
        'to-next': 'Those that begin with the same event',
        'to-first': 'Those that begin before the first event of a step of it',
        'to-last': 'Those that begin before the last event of a step of it',
        none: 'None',
      },
      example: 'past-last',
    }),
    skipTo: text({
      summary: 'The step whose event others may begin with',
      example: 'open',
      optional: true,
      when: { setting: 'skip', in: ['to-first', 'to-last'] },
    }),
    gives: expression.any({
      summary:
        'The payload of a result, by the steps and its last event; by default the payloads of each step',
      example: '{ "seconds": ($close.time - $open.time) / 1000 }',
      variablesBy: { setting: 'steps', names: boundNames },
      optional: true,
      onChange: 'keep',
    }),
    quietFrom: expression.time({
      summary:
        'From when on it counts as quiet, where the first step must not happen; by the first event of a key',
      default: 'time',
      advanced: true,
    }),
    per: expression.key({
      summary: 'Whose events make a match, if not those of the key of the event',
      example: 'payload.door',
      optional: true,
    }),
    maxPartial: number({
      summary:
        'How many partial matches of a key there are at most, and how many matches wait; one more is let go, with a dead letter',
      default: 1_000,
      min: 1,
      max: 100_000,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
    maxEvents: number({
      summary:
        'How many events of a key wait, or are held by partial matches, at most; one more is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state: patternState,
  check: problemsOf,
  span: ({ steps, within }) => within ?? quietIn(steps),
  remembers: ({ steps }) => quietIn(steps),
  says: ({ steps, within }) => `finds ${limitInWords(steps ?? '', within)}`,
  examples: patternExamples,
  create: ({ steps, within, skip, skipTo, gives, quietFrom, maxPartial, maxEvents }) => {
    const plan = planPattern(steps, within ?? Number.POSITIVE_INFINITY)
    const target = plan.steps.findIndex(({ name }) => name === skipTo)
    const rules = { skip, target, maxAttempts: maxPartial, maxEvents }
    return patternHooks({ pattern: plan, rules, gives, quietFrom })
  },
})

const quietIn = (steps: readonly Part[]): number =>
  steps.reduce((sum, part) => sum + (part.kind === 'absent' ? (part.absent.duration ?? 0) : 0), 0)

function fieldsOfResult({ steps, gives }: JsonObject): PayloadFields {
  return gives === undefined ? boundNames(steps) : madeFields(gives)
}
