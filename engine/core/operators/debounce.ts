import { defineOperator } from '../operator/define-operator.ts'
import { at, wall } from '../operator/example.ts'
import { duration } from '../operator/settings/duration.ts'
import { expression } from '../operator/settings/expression.ts'
import { record } from '../operator/state.ts'
import { giveUp, type HeldEvent, hold, release } from './held-event.ts'

export const debounce = defineOperator({
  type: 'debounce',
  category: 'control',
  summary: 'Waits until a burst of events is over and lets only the last one through.',
  description: [
    'A burst is over once so long nothing has come, for each key by itself, measured by the clock on the wall. An event ' +
      'that comes exactly then begins the next.',
    'Without a longest wait, events that never pause are held back for as long as they go on.',
    'The event that is let through keeps its time, or, where the flow has moved on meanwhile, has the first time that is ' +
      'not late.',
  ],
  inputs: { in: { summary: 'Any events', per: 'per' } },
  outputs: {
    out: { summary: 'The last event of each burst', payload: 'same' },
    rest: { summary: 'The events before it', hidden: true, late: true, payload: 'same' },
  },
  settings: {
    quiet: duration({
      summary: 'How long nothing must come for a burst to be over',
      example: '2s',
      min: 1,
      onChange: 'keep',
    }),
    longest: duration({
      summary: 'How long a burst is waited for at most; then its newest event is let through',
      example: '30s',
      min: 1,
      optional: true,
      onChange: 'keep',
    }),
    per: expression.key({
      summary: 'Whose burst it is, if not that of the key of the event',
      optional: true,
    }),
  },
  state: { held: record<HeldEvent>() },
  check: ({ quiet, longest }) =>
    longest === undefined || longest > quiet
      ? []
      : [
          {
            setting: 'longest',
            code: 'conflicting-settings',
            message: 'the longest wait is not longer than the quiet that is waited for',
            expected: 'a longest wait above quiet',
            remedy:
              'make longest longer, or remove it; to let through one event in each interval use throttle',
          },
        ],
  says: ({ quiet, longest }) =>
    `lets through the last event of a burst, once it is quiet for ${quiet}` +
    (longest === undefined ? '' : ` or ${longest} have passed`),
  examples: [
    {
      title: 'A slider that someone moves: only where it comes to rest',
      settings: { quiet: '2s' },
      given: {
        in: [at('0s', 10), at('1s', 40), at('2999ms', 55), wall('4998ms'), at('10s', 60), wall('11s')],
      },
      expect: { out: [at('2999ms', 55), at('10s', 60)], rest: [at('0s', 10), at('1s', 40)] },
    },
    {
      title: 'An event exactly at the end of the quiet begins the next burst',
      settings: { quiet: '1s' },
      given: { in: [at(0, 1), at('1s', 2)] },
      expect: { out: [at(0, 1), at('1s', 2)] },
    },
    {
      title: 'With a longest wait something gets through even if it never becomes quiet',
      settings: { quiet: '2s', longest: '3s' },
      given: { in: [at('0s', 1), at('1s', 2), at('2s', 3), at('3s', 4), at('4s', 5), wall('9s')] },
      expect: { out: [at('2s', 3), at('4s', 5)], rest: [at('0s', 1), at('1s', 2), at('3s', 4)] },
    },
    {
      title:
        'Two doors by themselves; where time has moved on meanwhile, an event has the first time that is not late',
      settings: { quiet: '5s' },
      given: {
        in: [
          at('1s', 'open', { key: 'front' }),
          at('3s', 'open', { key: 'back' }),
          at('4s', 'shut', { key: 'front' }),
          at('8500ms', 'shut', { key: 'back', at: '8s' }),
        ],
      },
      expect: {
        out: [
          at('4s', 'open', { key: 'back' }),
          at(8_500, 'shut', { key: 'front' }),
          at(8_500, 'shut', { key: 'back' }),
        ],
        rest: [at('1s', 'open', { key: 'front' })],
      },
    },
  ],
  create: ({ quiet, longest }) => ({
    on: {
      in: (event, context, state) => {
        const { now, wake } = context
        const before = state.held.get()
        if (before !== undefined) giveUp(context, 'rest', before)
        else if (longest !== undefined) wake('longest', now + longest, 'wall')
        state.held.set(hold(context, event))
        wake('quiet', now + quiet, 'wall')
      },
    },
    onTimer: (_timer, context, state) => {
      const held = state.held.get()
      if (held !== undefined) release(context, 'out', held)
      state.held.delete()
      context.cancel('quiet')
      context.cancel('longest')
    },
  }),
})
