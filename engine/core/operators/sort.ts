import type { Context } from '../operator/context.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at } from '../operator/example.ts'
import { number } from '../operator/settings/number.ts'
import type { Handles } from '../operator/state.ts'
import { inTimeOrder, waitingState } from './in-time-order.ts'

type State = Handles<typeof waitingState>

export const sort = defineOperator({
  type: 'sort',
  category: 'time',
  summary: 'Puts events in order of time, of all keys and of all wires that lead here.',
  description: [
    'Each event waits until none with an earlier time is expected any more: for the `outOfOrder` of its source, and for the slowest of several sources. Events of one time stay as they came. With several wires, this merges streams by time.',
    'What comes after its place has been passed leaves by late.',
  ],
  inputs: { in: { summary: 'Any events', reads: 'all' } },
  outputs: {
    out: { summary: 'The same events, in order of time', payload: 'same' },
    late: { summary: 'Events that came too late to be put in order', late: true, payload: 'same' },
  },
  settings: {
    maxEvents: number({
      summary: 'How many events wait at most; one more is a dead letter',
      default: 100_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state: waitingState,
  says: () => 'puts events in order of time',
  examples: [
    {
      title: 'Events of several devices, in order',
      settings: {},
      given: {
        in: [
          at('1s', 'a', { key: 'x' }),
          at('3s', 'c', { key: 'y' }),
          at('3s', 'd', { key: 'x' }),
          at('2s', 'late', { key: 'y' }),
          at('4s', 'e', { key: 'y' }),
        ],
      },
      expect: {
        out: [
          at('1s', 'a', { key: 'x' }),
          at('3s', 'c', { key: 'y' }),
          at('3s', 'd', { key: 'x' }),
          at('4s', 'e', { key: 'y' }),
        ],
        late: [at('2s', 'late', { key: 'y' })],
      },
    },
  ],
  create: ({ maxEvents }) => {
    const { takeIn, onTimer } = inTimeOrder<'out' | 'late', State>(
      maxEvents,
      (event, { emit }: Context<'out' | 'late'>) =>
        emit('out', event.payload, { time: event.time, key: event.key, from: event }),
    )
    return { on: { in: takeIn }, onTimer }
  },
})
