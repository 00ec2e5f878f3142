import type { Event } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import type { Context } from '../../operator/context.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { number } from '../../operator/settings/number.ts'
import { type Handles, log, map } from '../../operator/state.ts'
import { canonicalText } from '../canonical-text.ts'
import { type HeldEvent, hold } from '../held-event.ts'
import { dedupeExamples } from './examples.ts'

interface Waiting {
  readonly name: string
  readonly event: HeldEvent
}

const state = {
  /** The times of the events that went out, by their identity. */
  seen: map<string, readonly number[]>(),
  waiting: log<Waiting>(),
}
type State = Handles<typeof state>
type Port = 'out' | 'rest' | 'late'
type Hook = (event: Event, context: Context<Port>, state: State) => void

export const dedupe = defineOperator({
  type: 'dedupe',
  category: 'transform',
  summary:
    'Lets through the first event of each identity; repeats within a span of time leave by a second port.',
  description: [
    'An identity is what a device gives its messages, such as a running number, or the whole payload. Two events of one ' +
      'identity are the same if their times are less than the span apart; exactly the span apart they are two.',
    'By time (`by`), the first is the one with the earliest time, in whatever order they come; of one time, the one that ' +
      'came first. For that each event waits until none with an earlier time is expected any more: for the `outOfOrder` ' +
      'of its source, and for what holds time up besides, such as another source that is silent. Where events come in ' +
      'order (`outOfOrder` 0) none waits.',
    'By arrival, what comes first goes out at once, as a command should that is sent twice. Where events are out of order, ' +
      'it depends on the order in which they come which of them go out.',
    'An event at or behind the time that is settled leaves by late.',
  ],
  inputs: { in: { summary: 'Any events', per: 'per' } },
  outputs: {
    out: { summary: 'The first event of each identity', payload: 'same' },
    rest: { summary: 'Repeats', hidden: true, payload: 'same' },
    late: { summary: 'Events that come too late to tell', late: true, payload: 'same' },
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
    by: choice({
      summary: 'Which of several is the first',
      of: {
        time: 'The one with the earliest time; each event waits until none before it is expected',
        arrival: 'The one that comes first; it goes out at once',
      },
      default: 'time',
    }),
    most: number({
      summary:
        'How many identities and waiting events of one key are kept at once; an event more is a dead letter',
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
  state,
  says: ({ id, for: span, by }) => {
    const what = id === 'payload' ? 'payload' : `value of ${id}`
    return `lets through the first event of each ${what} within ${span}${by === 'arrival' ? ', by arrival' : ''}`
  },
  examples: dedupeExamples,
  create: ({ id, for: span, by, most }) => {
    const identityOf = (event: Event): string => {
      const identity = id(event)
      if (identity === undefined) throw new Failure('no-id', 'id: expected a value, got nothing')
      return canonicalText(identity)
    }

    /** Whether it is the first of its identity, which is then remembered. */
    const isFirst = (time: number, name: string, context: Context<Port>, { seen }: State): boolean => {
      const before = seen.get(name) ?? []
      if (before.some((other) => Math.abs(time - other) < span)) return false
      // What lies further back has no repeat that is in time.
      const times = [...before.filter((other) => other + span - 1 > context.watermark), time]
      if (times.length > most) throw tooMany(most)
      seen.set(name, times)
      // From here on whatever could be its repeat is late.
      context.wake(name, Math.max(...times) + span - 1, 'event')
      return true
    }

    const takeIn: Hook = (event, context, state) => {
      const { time } = event
      const { seen, waiting } = state
      if (time <= context.watermark) return context.late()
      const name = identityOf(event)
      const kept = (seen.get(name) === undefined ? seen.size : 0) + waiting.length
      if (kept >= most) throw tooMany(most)
      if (by === 'arrival' || time === context.watermark + 1) {
        return context.forward(isFirst(time, name, context, state) ? 'out' : 'rest')
      }
      // One before it may still come, which would be the first in its place.
      waiting.append(time, { name, event: hold(context, event) })
      wakeForFirst(context, state)
    }

    return {
      on: { in: takeIn },
      onTimer: (timer, context, state) => {
        if (timer.name !== next) return state.seen.delete(timer.name)
        const { waiting } = state
        for (const { time, value } of waiting.entries(undefined, timer.time + 1)) {
          const { name, event } = value
          const port = isFirst(time, name, context, state) ? 'out' : 'rest'
          context.settle()
          context.emit(port, event.payload, { time, key: event.key, from: event })
        }
        waiting.dropBefore(timer.time + 2)
        wakeForFirst(context, state)
      },
    }
  },
})

/** The timer of the events that wait; the others are named after identities, whose texts are JSON. */
const next = 'next'

function wakeForFirst({ wake }: Context<Port>, { waiting }: State): void {
  const first = waiting.first()
  // At this time an earlier one would be late; one of the same time comes after it anyway.
  if (first !== undefined) wake(next, first.time - 1, 'event')
}

const tooMany = (most: number): Failure =>
  new Failure('too-many-ids', `this node remembers ${most} identities of a key at most (setting most)`)
