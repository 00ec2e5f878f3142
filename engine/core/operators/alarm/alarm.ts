import { defineOperator } from '../../operator/define-operator.ts'
import { duration } from '../../operator/settings/duration.ts'
import { expression } from '../../operator/settings/expression.ts'
import { flag } from '../../operator/settings/flag.ts'
import { number } from '../../operator/settings/number.ts'
import { alarmHooks } from './alarm-hooks.ts'
import { problemsOf } from './alarm-problems.ts'
import { alarmState } from './alarm-state.ts'
import { alarmExamples } from './examples.ts'

export const alarm = defineOperator({
  type: 'alarm',
  category: 'detect',
  summary:
    'Raises an alarm for each key when a condition has held, and clears, escalates, repeats and shelves it.',
  description: [
    'The states are those of ANSI/ISA-18.2: `normal`; `unacknowledged` (raised, and nobody has said that they know); `acknowledged`; `returned` (it is over, and nobody has said that they know). Acknowledging makes `acknowledged` of the second and `normal` of the last.',
    'An alarm is raised when `raise` has held for `raiseAfter`, or for `count` of the last `outOf` events. It is over when `clear` has held for `clearAfter`; without `clear`, when `raise` does not hold. Between the two nothing changes: `raise` above 8 °C and `clear` below 6 °C do not flutter at 7 °C. With `latches` it stays until it is reset.',
    'Events on `control` say by `action` what people do: `acknowledge`, `reset`, `shelve` (for the time that `shelveFor` gives, `longestShelving` at most), `suppress` (by the plant’s design), `remove` (out of service) and `release`. Meanwhile the alarm goes on by itself and is told only on `journal`.',
    'Each change is an event with `transition` (`raised`, `cleared`, `acknowledged`, `reset`, `escalated`, `repeated`, `shelved`, `suppressed`, `out-of-service`, `released`), `state` and `from` (the states after and before), `active`, `level`, `since` (when it was raised), `suppression`, and `value`, the payload that it goes by. Events are taken in order of their times, and all that takes a time goes by these.',
  ],
  inputs: {
    in: { summary: 'What is watched', per: 'per' },
    control: { summary: 'What people do about alarms', per: 'controlPer', optional: true },
  },
  outputs: {
    out: { summary: 'Changes of alarms that people are to know', carries: 'key', payload: () => fields },
    journal: {
      summary: 'All changes, those of alarms that are shelved, suppressed or out of service, too',
      carries: 'key',
      hidden: true,
      payload: () => fields,
    },
    late: {
      summary: 'Events that came too late to be taken in order',
      late: true,
      hidden: true,
      payload: 'same',
    },
  },
  settings: {
    raise: expression.boolean({ summary: 'What is wrong', example: 'payload.celsius > 8' }),
    clear: expression.boolean({
      summary: 'When it is over; by default when `raise` does not hold',
      example: 'payload.celsius < 6',
      optional: true,
    }),
    raiseAfter: duration({ summary: 'How long `raise` has to hold', default: '0s' }),
    clearAfter: duration({ summary: 'How long `clear` has to hold', default: '0s' }),
    count: number({
      summary: 'For how many events `raise` has to hold',
      default: 1,
      min: 1,
      max: 1_000,
      integer: true,
      advanced: true,
    }),
    outOf: number({
      summary: 'Of how many of the last events; by default of as many as `count` says',
      optional: true,
      min: 1,
      max: 1_000,
      integer: true,
      advanced: true,
    }),
    needsAcknowledging: flag({
      summary: 'Whether an alarm that is over stays until somebody has acknowledged it',
      default: true,
    }),
    latches: flag({ summary: 'Whether it stays until it is reset, over or not', default: false }),
    escalateAfter: duration({
      summary: 'After how long without an acknowledgement it is one level higher',
      example: '10m',
      optional: true,
      min: 1,
    }),
    levels: number({
      summary: 'How many levels there are above the first',
      default: 1,
      min: 1,
      max: 100,
      integer: true,
      advanced: true,
    }),
    repeatEvery: duration({
      summary: 'How often it is told again until it is acknowledged',
      example: '5m',
      optional: true,
      min: 1,
    }),
    repeats: number({
      summary: 'How many times it is told again at most',
      default: 12,
      min: 1,
      max: 1_000,
      integer: true,
      advanced: true,
    }),
    action: expression.any({
      summary: 'On a control event: what is done',
      default: 'payload.action',
      advanced: true,
    }),
    shelveFor: expression.any({
      summary: 'On a control event that shelves: for how long, a duration or ms',
      default: 'payload.for',
      advanced: true,
    }),
    longestShelving: duration({
      summary: 'For how long an alarm is shelved at most, and where nothing else is said',
      default: '8h',
      min: 1,
      advanced: true,
    }),
    per: expression.key({
      summary: 'What has an alarm of its own, if not the key of the event',
      optional: true,
    }),
    controlPer: expression.key({ summary: 'Whose alarm a control event means', optional: true }),
    maxEvents: number({
      summary: 'How many events of a key wait for those before them at most; one more is a dead letter',
      default: 10_000,
      min: 1,
      integer: true,
      onChange: 'keep',
      advanced: true,
    }),
  },
  state: alarmState,
  keeps: 'forever',
  check: problemsOf,
  span: ({ raiseAfter, clearAfter, escalateAfter = 0, repeatEvery = 0 }) =>
    Math.max(raiseAfter, clearAfter, escalateAfter, repeatEvery),
  says: ({ raise, raiseAfter, clear, count, outOf }) => {
    const held = raiseAfter === '0s' || raiseAfter === undefined ? '' : ` for ${raiseAfter}`
    const often = count === '1' || count === undefined ? '' : `, in ${count} of ${outOf ?? count} events`
    return `raises an alarm when ${raise}${held}${often}${clear === undefined ? '' : `, until ${clear}`}`
  },
  examples: alarmExamples,
  create: (settings) => alarmHooks(settings),
})

const fields = ['transition', 'state', 'from', 'active', 'level', 'since', 'suppression', 'value']
