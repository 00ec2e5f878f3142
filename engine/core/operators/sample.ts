import type { Event } from '../model/event.ts'
import type { Context } from '../operator/context.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at } from '../operator/example.ts'
import { duration } from '../operator/settings/duration.ts'
import { expression } from '../operator/settings/expression.ts'
import { number } from '../operator/settings/number.ts'
import { type Handles, log, record } from '../operator/state.ts'
import { Failure } from '../model/failure.ts'

const state = {
  /** Values that may still be asked for, by time. */
  values: log<Event>(),
  /** The instant that comes next. */
  next: record<number>(),
}

const tick = 'tick'

export const sample = defineOperator({
  type: 'sample',
  category: 'time',
  summary: 'Gives the value that holds at regular instants of event time, as if a device had sent it then.',
  description: [
    'At each full multiple of `every` since 1970 (moved by `offset`) the newest event of each key at or before it is given, with that instant as its time. A value holds for `holds` at most; after that there is none until the next event. So values of devices that send at times of their own can be compared, joined or stored on one grid.',
    'To send less, by the wall, see throttle.',
  ],
  inputs: { in: { summary: 'Values', per: 'per' } },
  outputs: {
    out: { summary: 'The value that holds at each instant', payload: 'same' },
    late: { summary: 'Events whose instant has passed', late: true, payload: 'same' },
  },
  settings: {
    every: duration({ summary: 'How far instants are apart', example: '1m', min: 1 }),
    offset: duration({
      summary: 'By how much they are later than the full multiples since 1970 (UTC)',
      default: '0s',
      advanced: true,
    }),
    holds: duration({ summary: 'For how long a value holds at most', default: '1h', min: 1 }),
    per: expression.key({
      summary: 'Whose value it is, if not that of the key of the event',
      optional: true,
    }),
    maxEvents: number({
      summary: 'How many values of a key wait for their instant at most; one more is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state,
  span: ({ every, holds }) => every + holds,
  says: ({ every, holds }) => `gives the value at each ${every}, which holds for ${holds} at most`,
  examples: [
    {
      title: 'A value every ten seconds, from a device that sends when it likes',
      settings: { every: '10s', holds: '25s' },
      given: { in: [at('3s', 1, { key: 'a' }), at('8s', 2, { key: 'a' }), at('40s', 5, { key: 'a' })] },
      expect: {
        out: [
          at('10s', 2, { key: 'a' }),
          at('20s', 2, { key: 'a' }),
          at('30s', 2, { key: 'a' }),
          at('40s', 5, { key: 'a' }),
          at('50s', 5, { key: 'a' }),
          at('60s', 5, { key: 'a' }),
        ],
      },
    },
    {
      title: 'What comes at the very instant counts; what comes after it has passed is late',
      settings: { every: '10s', holds: '10s' },
      given: { in: [at('10s', 'a'), at('12s', 'b'), at('21s', 'c'), at('19s', 'too late')] },
      expect: {
        out: [at('10s', 'a'), at('20s', 'b'), at('30s', 'c')],
        late: [at('19s', 'too late')],
      },
    },
  ],
  create: ({ every, offset, holds, maxEvents }) => {
    /** The first instant at or after a time. */
    const instantFor = (time: number): number => Math.ceil((time - offset) / every) * every + offset

    const wakeFor = (
      time: number,
      { wake }: Context<'out' | 'late'>,
      { next }: Handles<typeof state>,
    ): void => {
      const before = next.get()
      if (before !== undefined && before <= time) return
      next.set(time)
      wake(tick, time, 'event')
    }

    return {
      on: {
        in: (event, context, state) => {
          // Its first instant may have passed while it still holds for a later one.
          const first = instantFor(Math.max(event.time, context.watermark + 1))
          if (first >= event.time + holds) {
            if (instantFor(event.time) <= context.watermark) return context.late()
            return context.drop('holds for no instant')
          }
          if (state.values.length >= maxEvents)
            throw new Failure(
              'too-many-values',
              `${maxEvents} values of this key wait for their instant already (setting maxEvents)`,
            )
          state.values.append(event.time, event)
          wakeFor(first, context, state)
        },
      },
      onTimer: ({ time }, context, state) => {
        const { values, next } = state
        next.delete()
        const held = values.entries(time - holds + 1, time).at(-1)
        if (held !== undefined) {
          const { payload, key } = held.value
          context.emit('out', payload, { time, key, from: held.value })
        }
        values.dropBefore(held?.time ?? time + 1)
        const following = time + every
        const isHeld = held !== undefined && following < held.time + holds
        const ahead = values.entries(time + 1)[0]
        if (isHeld) wakeFor(following, context, state)
        else if (ahead !== undefined) wakeFor(instantFor(ahead.time), context, state)
        else values.dropBefore(Number.POSITIVE_INFINITY)
      },
    }
  },
})
