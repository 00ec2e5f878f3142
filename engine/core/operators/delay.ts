import type { Event } from '../model/event.ts'
import { Failure } from '../model/failure.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at, wall } from '../operator/example.ts'
import { choice } from '../operator/settings/choice.ts'
import { duration } from '../operator/settings/duration.ts'
import { number } from '../operator/settings/number.ts'
import { log } from '../operator/state.ts'
import { type HeldEvent, hold, release } from './held-event.ts'

const due = 'due'

export const delay = defineOperator({
  type: 'delay',
  category: 'time',
  summary: 'Passes each event on so much later.',
  description: [
    'By the wall, an event leaves so long after it has come, in the order in which they came. It keeps its time, or, where the flow has moved on meanwhile, has the first time that is not late.',
    'By event time, its time is so much later, and it leaves when time has come that far: what happened an hour ago goes on now. With the same source wired past it, values of now can be compared with those of before.',
  ],
  inputs: { in: { summary: 'Any events', reads: 'key' } },
  outputs: { out: { summary: 'The same events, later', payload: 'same' } },
  settings: {
    for: duration({ summary: 'How much later', example: '10s', min: 1 }),
    clock: choice({
      summary: 'By which time',
      of: { wall: 'By the clock on the wall, from when it came', event: 'By the times of the events' },
      default: 'wall',
    }),
    maxEvents: number({
      summary: 'How many events of a key are held at most; one more is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state: {
    /** Events by when they are due. */
    held: log<HeldEvent>(),
  },
  span: ({ for: length, clock }) => (clock === 'event' ? length : 0),
  says: ({ for: length, clock }) =>
    `passes each event on ${length} later${clock === 'event' ? ', by event time' : ''}`,
  examples: [
    {
      title: 'Ten seconds later',
      settings: { for: '10s' },
      given: { in: [at('1s', 'a'), at('4s', 'b'), wall('11s'), at('12s', 'c'), wall('30s')] },
      expect: { out: [at('4s', 'a'), at('12s', 'b'), at('12s', 'c')] },
    },
    {
      title: 'What was an hour ago, as of now',
      settings: { for: '1h', clock: 'event' },
      given: { in: [at('10m', { c: 5 }, { key: 'a' }), at('90m', { c: 8 }, { key: 'a' })] },
      expect: { out: [at('70m', { c: 5 }, { key: 'a' }), at('150m', { c: 8 }, { key: 'a' })] },
    },
  ],
  create: ({ for: length, clock, maxEvents }) => ({
    on: {
      in: (event: Event, context, { held }) => {
        if (held.length >= maxEvents)
          throw new Failure(
            'too-many-held',
            `${maxEvents} events of this key are held already (setting maxEvents)`,
          )
        const until = (clock === 'wall' ? context.now : event.time) + length
        // What is due already goes on with the first time that is not late.
        if (clock === 'event' && until <= context.watermark) return context.forward('out')
        held.append(until, hold(context, event))
        const first = held.first()?.time ?? until
        if (first === until) context.wake(due, until, clock)
      },
    },
    onTimer: ({ time }, context, { held }) => {
      for (const { time: until, value } of held.entries(undefined, time)) {
        if (clock === 'wall') release(context, 'out', value)
        else {
          context.settle()
          context.emit('out', value.payload, { time: until, key: value.key, from: value })
        }
      }
      held.dropBefore(time + 1)
      const first = held.first()
      if (first !== undefined) context.wake(due, first.time, clock)
    },
  }),
})
