import type { Event } from '../../model/event.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Context } from '../../operator/context.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { expression } from '../../operator/settings/expression.ts'
import { madeFields } from '../../operator/settings/made-object.ts'
import { number } from '../../operator/settings/number.ts'
import { type Handles, record } from '../../operator/state.ts'
import { inTimeOrder, waitingState } from '../in-time-order.ts'
import { scanExamples } from './examples.ts'
import { demandSmall } from './state-size.ts'

const state = { ...waitingState, held: record<Json>() }
type State = Handles<typeof state>
type Port = 'out' | 'late'

const variables = {
  state: 'What is remembered; nothing before the first event, if `initial` says nothing',
}

export const scan = defineOperator({
  type: 'scan',
  category: 'transform',
  summary:
    'Carries a value from event to event: what was before, differences, totals, counters, controllers.',
  description: [
    'For each event `next` works out the new `$state` of its key from the event and the `$state` before; where it gives nothing, the state stays as it is. `gives` makes the new payload of both: `$state` is the new one there, `$before` the one before. Where it gives nothing, nothing goes on.',
    'By time (`by`), events are taken in order of their times, in whatever order they come: each waits until none with an earlier time is expected any more. What comes after that is late. By arrival they are taken as they come, at once.',
    'With `when`, only events for which it holds change the state; the others go on with the state as it is.',
  ],
  inputs: { in: { summary: 'Events to go through', per: 'per' } },
  outputs: {
    out: {
      summary: 'Each event with what `gives` makes of it',
      payload: ({ gives }: JsonObject) => madeFields(gives),
    },
    late: { summary: 'Events that came too late to be taken in order', late: true, payload: 'same' },
  },
  settings: {
    initial: expression.any({
      summary: 'The state before the first event of a key, worked out from that event',
      example: '{ "total": 0 }',
      optional: true,
    }),
    next: expression.any({
      summary: 'The new state',
      example: '{ "total": $state.total + payload.litres }',
      variables,
    }),
    gives: expression.any({
      summary: 'The new payload',
      example: '$merge([payload, { "change": payload.c - $before }])',
      variables: {
        ...variables,
        state: 'What is remembered from now on',
        before: 'What was remembered before',
      },
      default: '$state',
      onChange: 'keep',
    }),
    when: expression.boolean({
      summary: 'Which events change the state; by default all',
      example: 'payload.valid',
      variables,
      optional: true,
      onChange: 'keep',
    }),
    by: choice({
      summary: 'In which order',
      of: {
        time: 'By their times; each event waits until none before it is expected',
        arrival: 'As they come, at once',
      },
      default: 'time',
    }),
    per: expression.key({
      summary: 'Whose state it is, if not that of the key of the event',
      optional: true,
    }),
    maxValues: number({
      summary: 'How many values a state may hold; an event that would make it larger is a dead letter',
      default: 1_000,
      min: 1,
      max: 1_000_000,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
    maxEvents: number({
      summary: 'How many events of a key wait for those before them at most; one more is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state,
  says: ({ next, gives }) =>
    gives === undefined || gives === '$state'
      ? `carries ${next} from event to event`
      : `gives ${gives}, carrying ${next} from event to event`,
  examples: scanExamples,
  create: ({ initial, next, gives, when, by, maxValues, maxEvents }) => {
    /** The new payload, and the state before it is kept: what may fail comes first. */
    const step = (event: Event, { held }: State): Json | undefined => {
      const before = held.get() ?? initial?.(event)
      const isTaken = when === undefined || when(event, { state: before })
      const after = isTaken ? (next(event, { state: before }) ?? before) : before
      if (after !== undefined) demandSmall(after, maxValues)
      const payload = gives(event, { state: after, before })
      if (after !== undefined && isTaken) held.set(after)
      return payload
    }
    const ordered = inTimeOrder<Port, State>(maxEvents, (event, { emit }, state) => {
      const payload = step(event, state)
      if (payload !== undefined) emit('out', payload, { time: event.time, key: event.key, from: event })
    })
    const asItComes = (event: Event, { forward, drop }: Context<Port>, state: State): void => {
      const payload = step(event, state)
      if (payload === undefined) drop('nothing')
      else forward('out', payload)
    }
    return by === 'time'
      ? { on: { in: ordered.takeIn }, onTimer: ordered.onTimer }
      : { on: { in: asItComes } }
  },
})
