import { deepEqual } from '../expression/value.ts'
import type { Json } from '../model/json.ts'
import { defineOperator } from '../operator/define-operator.ts'
import { at, problem } from '../operator/example.ts'
import { duration } from '../operator/settings/duration.ts'
import { expression } from '../operator/settings/expression.ts'
import { json } from '../operator/settings/json.ts'
import { number } from '../operator/settings/number.ts'
import { record } from '../operator/state.ts'

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
    out: 'Events whose value is reported',
    rest: { summary: 'Events with no more to say than the last report', hidden: true },
  },
  settings: {
    value: expression.any({
      summary: 'What is compared; an event for which it gives nothing leaves by rest',
      example: 'payload.celsius',
      default: 'payload',
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
  examples: [
    {
      title: 'Changes of more than half a degree since the last report',
      settings: { value: 'payload.c', deadband: 0.5 },
      given: {
        in: [
          at(0, { c: 20 }),
          at(1, { c: 20.3 }),
          at(2, { c: 20.5 }),
          at(3, { c: 20.6 }),
          at(4, { c: 20.2 }),
          at(5, { c: 20 }),
        ],
      },
      expect: {
        out: [at(0, { c: 20 }), at(3, { c: 20.6 }), at(5, { c: 20 })],
        rest: [at(1, { c: 20.3 }), at(2, { c: 20.5 }), at(4, { c: 20.2 })],
      },
    },
    {
      title: 'Of more than ten percent; from zero, any change',
      settings: { percent: 10 },
      given: { in: [at(0, 200), at(1, 220), at(2, 179), at(3, 0), at(4, 0), at(5, 0.01)] },
      expect: { out: [at(0, 200), at(2, 179), at(3, 0), at(5, 0.01)], rest: [at(1, 220), at(4, 0)] },
    },
    {
      title: 'An alarm that is not raised at first is no news',
      settings: { value: 'payload.raised', initial: false },
      given: { in: [at(0, { raised: false }), at(1, { raised: true }), at(2, { raised: false })] },
      expect: {
        out: [at(1, { raised: true }), at(2, { raised: false })],
        rest: [at(0, { raised: false })],
      },
    },
    {
      title: 'Two doors: each by itself, texts as a whole',
      settings: {},
      given: {
        in: [
          at(0, 'open', { key: 'front' }),
          at(1, 'open', { key: 'back' }),
          at(2, 'open', { key: 'front' }),
          at(3, 'shut', { key: 'front' }),
        ],
      },
      expect: {
        out: [
          at(0, 'open', { key: 'front' }),
          at(1, 'open', { key: 'back' }),
          at(3, 'shut', { key: 'front' }),
        ],
        rest: [at(2, 'open', { key: 'front' })],
      },
    },
    {
      title: 'A heartbeat: after a minute the value is reported although it is the same',
      settings: { value: 'payload.c', deadband: 1, heartbeat: '1m' },
      given: {
        in: [
          at('0s', { c: 4 }),
          at('59999ms', { c: 4 }),
          at('1m', { c: 4 }),
          at('90s', { c: 9 }),
          at('149s', { c: 9 }),
          at('150s', { c: 9 }),
        ],
      },
      expect: {
        out: [at('0s', { c: 4 }), at('1m', { c: 4 }), at('90s', { c: 9 }), at('150s', { c: 9 })],
        rest: [at('59999ms', { c: 4 }), at('149s', { c: 9 })],
      },
    },
    {
      title:
        'Without a value there is nothing to report; a number and a text always differ; order of fields does not matter',
      settings: { value: 'payload.c', deadband: 5 },
      given: {
        in: [
          at(0, {}),
          at(1, { c: 1 }),
          at(2, { c: 'fault' }),
          at(3, { c: 1 }),
          at(4, { c: { x: 1, y: 2 } }),
          at(5, { c: { y: 2, x: 1 } }),
          at(6, { c: null }),
        ],
      },
      expect: {
        out: [
          at(1, { c: 1 }),
          at(2, { c: 'fault' }),
          at(3, { c: 1 }),
          at(4, { c: { x: 1, y: 2 } }),
          at(6, { c: null }),
        ],
        rest: [at(0, {}), at(5, { c: { y: 2, x: 1 } })],
      },
    },
    {
      title: 'A value that cannot be computed is a dead letter and changes nothing',
      settings: { value: '$number(payload)' },
      given: { in: [at(0, '1'), at(1, 'one'), at(2, '1')] },
      expect: { out: [at(0, '1')], rest: [at(2, '1')], error: [problem('D3030')] },
    },
  ],
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
