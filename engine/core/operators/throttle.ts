import { defineOperator } from '../operator/define-operator.ts'
import { at, wall } from '../operator/example.ts'
import { choice } from '../operator/settings/choice.ts'
import { duration } from '../operator/settings/duration.ts'
import { expression } from '../operator/settings/expression.ts'
import { number } from '../operator/settings/number.ts'
import { record } from '../operator/state.ts'
import { giveUp, type HeldEvent, hold, release } from './held-event.ts'

/** The interval that is running: since when on the wall, how many events it let through, and what it holds. */
interface Interval {
  readonly since: number
  readonly passed: number
  readonly held?: HeldEvent
}

export const throttle = defineOperator({
  type: 'throttle',
  category: 'control',
  summary: 'Lets through at most so many events in an interval; the others leave by a second port.',
  description: [
    'An interval begins with the first event after the last interval, for each key by itself, and is measured by the ' +
      'clock on the wall, not by the times of the events. An event that comes exactly at its end belongs to the next.',
    'An event that had to wait keeps its time, or, where the flow has moved on meanwhile, has the first time that is not ' +
      'late.',
  ],
  inputs: { in: { summary: 'Any events', per: 'per' } },
  outputs: {
    out: { summary: 'Events that are let through', payload: 'same' },
    rest: { summary: 'The others', hidden: true, late: true, payload: 'same' },
  },
  settings: {
    every: duration({ summary: 'How long an interval is', example: '5m', min: 1, onChange: 'keep' }),
    takes: choice({
      summary: 'Which events of an interval are let through',
      of: {
        first: 'The first ones, at once: for alarms',
        newest: 'The first one at once, and at the end of each interval the newest since: for displays',
        last: 'Only the newest, at the end of the interval',
      },
      default: 'first',
    }),
    most: number({
      summary: 'How many of the first ones',
      default: 1,
      min: 1,
      integer: true,
      onChange: 'keep',
      when: { setting: 'takes', in: ['first'] },
    }),
    per: expression.key({
      summary: 'Whose interval it is, if not that of the key of the event',
      optional: true,
    }),
  },
  state: { interval: record<Interval>() },
  says: ({ every, takes, most }) => {
    if (takes === 'first') {
      return `lets through at most ${most === '1' ? 'one event' : `${most} events`} in ${every}`
    }
    return takes === 'last'
      ? `lets through the newest event of each ${every}, at its end`
      : `lets through an event at once and then the newest every ${every}`
  },
  examples: [
    {
      title: 'At most one alarm in five minutes, for each room by itself',
      settings: { every: '5m' },
      given: {
        in: [
          at('0s', 'warm', { key: 'a' }),
          at('1m', 'warm', { key: 'a' }),
          at('2m', 'warm', { key: 'b' }),
          at('299999ms', 'hot', { key: 'a' }),
          at('5m', 'warm', { key: 'a' }),
          at('6m', 'warm', { key: 'a' }),
        ],
      },
      expect: {
        out: [at('0s', 'warm', { key: 'a' }), at('2m', 'warm', { key: 'b' }), at('5m', 'warm', { key: 'a' })],
        rest: [
          at('1m', 'warm', { key: 'a' }),
          at('299999ms', 'hot', { key: 'a' }),
          at('6m', 'warm', { key: 'a' }),
        ],
      },
    },
    {
      title: 'It goes by the wall: a backlog that comes all at once is throttled, whatever its times',
      settings: { every: '10s', most: 2 },
      given: {
        in: [
          at('1s', 1, { at: '1h' }),
          at('30s', 2, { at: '1h' }),
          at('60s', 3, { at: '1h' }),
          at('90s', 4, { at: 3_609_999 }),
          at('120s', 5, { at: 3_610_000 }),
        ],
      },
      expect: { out: [at('1s', 1), at('30s', 2), at('120s', 5)], rest: [at('60s', 3), at('90s', 4)] },
    },
    {
      title: 'For a display: one at once, then the newest each second, and the last one is not lost',
      settings: { every: '1s', takes: 'newest' },
      given: { in: [at(0, 1), at(300, 2), at(600, 3), at(1_500, 4), wall('9s'), at('9s', 5)] },
      expect: { out: [at(0, 1), at(600, 3), at(1_500, 4), at('9s', 5)], rest: [at(300, 2)] },
    },
    {
      title:
        'Only the newest, at the end; where time has moved on meanwhile it has the first time that is not late',
      settings: { every: '1s', takes: 'last' },
      given: {
        in: [at(0, 1, { key: 'a' }), at(400, 2, { key: 'a' }), at(900, 'x', { key: 'b' }), wall('5s')],
      },
      expect: {
        out: [at(900, 2, { key: 'a' }), at(900, 'x', { key: 'b' })],
        rest: [at(0, 1, { key: 'a' })],
      },
    },
  ],
  create: ({ every, takes, most }) => ({
    on: {
      in: (event, context, { interval }) => {
        const { now, forward, wake } = context
        const running = interval.get()
        if (takes === 'first') {
          const fresh = running === undefined || now >= running.since + every
          const { since, passed } = fresh ? { since: now, passed: 0 } : running
          if (passed < most) interval.set({ since, passed: passed + 1 })
          forward(passed < most ? 'out' : 'rest')
          return
        }
        if (running === undefined) wake('end', now + every, 'wall')
        if (running?.held !== undefined) giveUp(context, 'rest', running.held)
        if (running === undefined && takes === 'newest') {
          forward('out')
          interval.set({ since: now, passed: 1 })
        } else {
          interval.set({
            since: running?.since ?? now,
            passed: running?.passed ?? 0,
            held: hold(context, event),
          })
        }
      },
    },
    onTimer: (_timer, context, { interval }) => {
      const held = interval.get()?.held
      if (held !== undefined) release(context, 'out', held)
      if (held !== undefined && takes === 'newest') {
        interval.set({ since: context.now, passed: 1 })
        context.wake('end', context.now + every, 'wall')
      } else interval.delete()
    },
  }),
})
