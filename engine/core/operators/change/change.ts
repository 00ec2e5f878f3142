import { deepEqual } from '../../expression/values/value.ts'
import type { Json } from '../../model/json.ts'
import { defineOperator } from '../../operator/define-operator.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { json } from '../../operator/settings/json.ts'
import { number } from '../../operator/settings/number.ts'
import { record } from '../../operator/state.ts'
import { changeExamples } from './examples.ts'

/** What was reported last, and the time of the event that reported it. */
interface Reported {
  readonly value: Json
  readonly time: number
}

export const change = defineOperator({
  type: 'change',
  category: 'detect',
  summary:
    'Reports by exception: lets an event through only where its value differs from the last one reported.',
  description: [
    'Each key is looked at by itself, and its first value is reported unless `initial` says otherwise. What counts is the distance from the value ' +
      'reported last, so a slow drift is reported too, once it has gone far enough.',
    'Numbers have to differ by more than the deadband. Anything else is compared as a whole, and so is a number with ' +
      'something that is none.',
    'With a heartbeat an event is reported anyway once so much event time has passed since the last report; it does not ' +
      'make events by itself.',
    'Events are compared in the order in which they come.',
  ],
  inputs: { in: { summary: 'Readings', per: 'per' } },
  outputs: {
    out: { summary: 'Events whose value is reported', passes: 'in' },
    rest: { summary: 'Events with no more to say than the last report', hidden: true, passes: 'in' },
  },
  settings: {
    value: expression.any({
      summary: 'What is compared; an event for which it gives nothing leaves by rest, and is counted',
      example: 'payload.celsius',
      default: 'payload',
      countsNothing: 'of event',
    }),
    deadband: number({
      summary: 'How far a number may move without being reported',
      example: 0.5,
      min: 0,
      optional: true,
      onChange: 'keep',
    }),
    percent: number({
      summary: 'The same in percent of the value reported last',
      example: 5,
      min: 0,
      unit: '%',
      optional: true,
      onChange: 'keep',
    }),
    heartbeat: duration({
      summary: 'After how long a value is reported anyway',
      example: '15m',
      min: 1,
      optional: true,
      onChange: 'keep',
    }),
    initial: json({
      summary:
        'A value that counts as reported before the first event: a key that begins with it is not reported',
      example: false,
      optional: true,
      onChange: 'keep',
    }),
    per: expression.key({ summary: 'Whose value it is, if not the key of the event', optional: true }),
  },
  state: { reported: record<Reported>() },
  check: ({ deadband, percent }) =>
    deadband === undefined || percent === undefined
      ? []
      : [
          {
            setting: 'percent',
            code: 'conflicting-settings',
            message: 'there are both deadband and percent',
            expected: 'one of them',
            remedy: 'remove one; for both, wire two such nodes one behind the other',
          },
        ],
  says: ({ value, deadband, percent, heartbeat }) => {
    const amount = deadband ?? percent
    const what = value === 'payload' ? '' : ` of ${value}`
    const changes = `reports changes${what}${amount === undefined ? '' : ` of more than ${amount}`}`
    return heartbeat === undefined ? changes : `${changes}, and every ${heartbeat} anyway`
  },
  examples: changeExamples,
  create: ({ value: valueOf, deadband = 0, percent, heartbeat = Number.POSITIVE_INFINITY, initial }) => {
    const differs = (value: Json, last: Json): boolean => {
      if (typeof value !== 'number' || typeof last !== 'number') return !deepEqual(value, last)
      return Math.abs(value - last) > (percent === undefined ? deadband : (Math.abs(last) * percent) / 100)
    }
    return {
      on: {
        in: (event, { forward }, { reported }) => {
          const value = valueOf(event)
          const last =
            reported.get() ?? (initial === undefined ? undefined : { value: initial, time: event.time })
          const news =
            value !== undefined &&
            (last === undefined || differs(value, last.value) || event.time - last.time >= heartbeat)
          if (news) reported.set({ value, time: event.time })
          forward(news ? 'out' : 'rest')
        },
      },
    }
  },
})
