import type { Json } from '../../model/json.ts'
import { makeEvent } from '../../model/event.ts'
import type { Context } from '../../operator/context.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import { choice } from '../../operator/settings/choice.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { flag } from '../../operator/settings/flag.ts'
import { madeFields } from '../../operator/settings/made-object.ts'
import { timeZone } from '../../operator/settings/time-zone.ts'
import { sourceSettings } from '../../operator/source-settings.ts'
import { cron } from './cron-setting.ts'
import { timerExamples } from './examples.ts'
import { type MadeTick, missedTicks } from './missed-ticks.ts'
import { type NextTick, schedule } from './schedule.ts'

// A tick knows its own time and belongs to nobody; how time goes on between two of them is for the few who care.
const { key: _key, time: _time, outOfOrder, ...others } = sourceSettings
const clockSettings = { outOfOrder: { ...outOfOrder, advanced: true }, ...others }

export const timer = defineOperator({
  type: 'timer',
  category: 'source',
  summary: 'Makes an event every so often, or at the times that a cron line names.',
  description: [
    'Ticks of `every` stand at whole multiples since 1970-01-01 00:00 UTC: `15m` ticks at every quarter of an hour, ' +
      'whenever the flow was started. For times of day use `cron` with a time zone.',
    'Where clocks go forward, a fixed time that is skipped (`30 2 * * *`) comes at the first instant after the gap. ' +
      'Where they go back, it comes once, at its first occurrence. Repeating times (`*/15 * * * *`) go on evenly.',
    'Without `payload` an event holds `{ "tick": <instant in ms> }`. One that makes up for several ticks also has ' +
      '`missed`, how many it stands for; they are counted up to 10,000.',
  ],
  inputs: {},
  outputs: {
    out: {
      summary: 'One event for each tick, with the time of the tick',
      carries: 'key',
      payload: ({ payload }) => (payload === undefined ? ['tick', 'missed'] : madeFields(payload)),
    },
  },
  settings: {
    every: duration({ summary: 'How often', example: '5m', optional: true, min: 1 }),
    cron: cron({
      summary: 'When: minute, hour, day of month, month, day of week; with six fields seconds come first',
      example: '0 6 * * 1-5',
      optional: true,
    }),
    timeZone: timeZone({
      summary: 'The time zone that the cron line is meant in; UTC without it',
      example: 'Europe/Berlin',
      optional: true,
    }),
    atStart: flag({
      summary: 'Whether there is a tick when the flow is started for the first time, too',
      default: false,
      onChange: 'keep',
    }),
    payload: expression.any({
      summary:
        'What the events hold; `payload.tick` is the instant. Where it gives nothing there is no event',
      example: '{ "report": "daily", "at": $fromMillis(payload.tick) }',
      optional: true,
      onChange: 'keep',
    }),
    missed: choice({
      summary: 'What becomes of the ticks that fell due while the flow was not running',
      of: {
        once: 'One event, for the last of them',
        all: 'An event for each of them, with its own time',
        skip: 'Nothing; it goes on with the next tick',
      },
      default: 'once',
      onChange: 'keep',
    }),
    ...clockSettings,
  },
  keeps: 'forever',
  check: ({ every, cron, timeZone }) => {
    if (every === undefined && cron === undefined) {
      return [
        {
          setting: 'every',
          code: 'missing-setting',
          message: 'it is not said when',
          expected: 'either every or cron',
          remedy: 'add "every": "5m", or a cron line such as "cron": "0 6 * * *"',
        },
      ]
    }
    if (every !== undefined && cron !== undefined) {
      return [
        {
          setting: 'cron',
          code: 'conflicting-settings',
          message: 'there are both every and cron',
          expected: 'one of them',
          remedy: 'remove one; for both, use two timers wired to the same node',
        },
      ]
    }
    if (timeZone !== undefined && cron === undefined) {
      return [
        {
          setting: 'timeZone',
          code: 'no-effect',
          message: 'intervals have no time zone',
          expected: 'a time zone beside a cron line',
          remedy: 'for times of day use cron, such as "cron": "0 0 * * *"; else remove timeZone',
        },
      ]
    }
    return []
  },
  says: ({ every, cron, timeZone }) =>
    every === undefined
      ? `makes an event at the times ${cron ?? '?'} (${timeZone ?? 'UTC'})`
      : `makes an event every ${every}`,
  examples: timerExamples,
  create: ({ every, cron, timeZone, atStart, payload, missed }) => {
    const next: NextTick = schedule(every, cron, timeZone ?? 'UTC')

    /** Two timers, since what an expression's failure undoes must not be the next tick. They fire in order of name. */
    const wake = ({ wake }: Context<'out'>, after: number): void => {
      const due = next(after)
      if (due === undefined) return
      wake('1 make', due, 'wall', due)
      wake('2 next', due, 'wall', due)
    }
    const make = ({ emit }: Context<'out'>, { tick, count }: MadeTick): void => {
      const own: Json = count > 1 ? { tick, missed: count } : { tick }
      const made = payload === undefined ? own : payload(makeEvent(own, tick))
      if (made !== undefined) emit('out', made, { time: tick })
    }
    return {
      onStart: (context) => {
        if (atStart) context.wake('0 start', context.now, 'wall', context.now)
        wake(context, context.now)
      },
      onTimer: ({ name, payload }, context) => {
        const due = Number(payload)
        if (name === '0 start') make(context, { tick: due, count: 1 })
        else {
          const { made, reached } = missedTicks(due, context.now, next, missed)
          if (name === '2 next') wake(context, reached)
          else for (const tick of made) make(context, tick)
        }
      },
    }
  },
})
