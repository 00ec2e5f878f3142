import { badArgument } from '../bad-argument.ts'
import { type RuleFunction, ruleFunction } from '../rule-function.ts'
import { readSpan } from '../time/read-span.ts'

const nowWords = 'the value now'
const beforeWords = 'the value before'

export const changeFunctions: readonly RuleFunction[] = [
  ruleFunction({
    name: 'changePercent',
    signature: '<nn:n>',
    summary: 'By how many percent a value has changed.',
    parameters: { now: nowWords, before: beforeWords },
    gives:
      'percent of the size of the value before, below zero where it fell; nothing where that was 0. The change itself is `now - before`',
    source: '(now - before) / |before| · 100',
    examples: [
      {
        expression: '$changePercent(payload.now, payload.before)',
        input: { payload: { now: 90, before: 120 } },
        result: -25,
      },
      { expression: '$changePercent(-5, -10)', result: 50 },
      { expression: '$changePercent(5, 0)' },
    ],
    calculate: (_run, now: number, before: number) =>
      before === 0 ? undefined : ((now - before) / Math.abs(before)) * 100,
  }),
  ruleFunction({
    name: 'changeRate',
    signature: '<nnns?:n>',
    summary: 'How fast a value changes.',
    parameters: {
      now: nowWords,
      before: beforeWords,
      elapsed: 'ms between the two, such as the difference of their times',
      per: 'per which time, a duration such as `"1h"`; a second where it is left out',
    },
    gives:
      'the change in that time, below zero where the value falls; nothing where no time has gone by, or time goes back',
    source: '(now - before) · per / elapsed',
    examples: [
      { expression: '$changeRate(21.5, 20, 30000)', result: 0.05 },
      {
        expression: '$changeRate(payload.c, payload.last.c, time - payload.last.time, "1h")',
        input: { time: 600_000, payload: { c: 6, last: { c: 5, time: 0 } } },
        result: 6,
      },
      { expression: '$changeRate(6, 5, 0)' },
      { expression: '$changeRate(6, 5, 1000, "hourly")', fails: 'M1010' },
    ],
    calculate(run, now: number, before: number, elapsed: number, per: string = '1s') {
      const span = readSpan(run, per)
      if (span === undefined) throw badArgument('changeRate', 4, 'a duration such as "1h"', per)
      return elapsed > 0 ? ((now - before) * span) / elapsed : undefined
    },
  }),
  ruleFunction({
    name: 'changeCrossing',
    signature: '<nnnn?:s>',
    summary: 'Whether a value has just crossed a limit, and in which direction.',
    parameters: {
      now: nowWords,
      before: beforeWords,
      limit: 'the limit; a value that is just there is above it',
      hysteresis:
        'how far below the limit a value has to fall to have crossed it downwards; 0 where it is left out',
    },
    gives:
      '`"up"` or `"down"`; nothing where neither happened. Two values are all it knows: one that falls a little and rises again goes up twice. ' +
      'Where that matters, use `$changeSwitch`',
    source:
      'the two thresholds of a Schmitt trigger (O. H. Schmitt, Journal of Scientific Instruments 15, 1938)',
    examples: [
      { expression: '$changeCrossing(81, 79, 80)', result: 'up' },
      { expression: '$changeCrossing(79, 81, 80)', result: 'down' },
      { expression: '$changeCrossing(79, 81, 80, 5)' },
      { expression: '$changeCrossing(74, 79, 80, 5)', result: 'down' },
      { expression: '$changeCrossing(payload.c, payload.last, 80)', input: { payload: { c: 90 } } },
      { expression: '$changeCrossing(81, 79, 80, -5)', fails: 'M1010' },
    ],
    calculate(_run, now: number, before: number, limit: number, hysteresis: number = 0) {
      if (!(hysteresis >= 0)) throw badArgument('changeCrossing', 4, 'a number of 0 or more', hysteresis)
      if (before < limit && now >= limit) return 'up'
      const lower = limit - hysteresis
      return before >= lower && now < lower ? 'down' : undefined
    },
  }),
  ruleFunction({
    name: 'changeSwitch',
    signature: '<nnnb?:b>',
    summary:
      'Whether something is on that one limit switches on and another off, such as a heater, a pump or an alarm.',
    parameters: {
      now: nowWords,
      onAt: 'switched on here and beyond: above where `offAt` is lower, below where it is higher',
      offAt: 'switched off here and beyond',
      wasOn: 'whether it was on before; off where that is nothing',
    },
    gives: 'true or false; between the limits it stays as it was',
    source: 'the Schmitt trigger (O. H. Schmitt, Journal of Scientific Instruments 15, 1938)',
    examples: [
      { expression: '$changeSwitch(8.5, 8, 6, false)', result: true },
      { expression: '$changeSwitch(7, 8, 6, true)', result: true },
      { expression: '$changeSwitch(7, 8, 6, false)', result: false },
      { expression: '$changeSwitch(17, 18, 21, payload.heating)', input: { payload: {} }, result: true },
      { expression: '$changeSwitch(7, 8, 8, true)', fails: 'M1010' },
    ],
    calculate(_run, now: number, onAt: number, offAt: number, wasOn: boolean = false) {
      if (onAt === offAt)
        throw badArgument('changeSwitch', 3, 'another limit than the one that switches on', offAt)
      const side = onAt > offAt ? 1 : -1
      if ((now - onAt) * side >= 0) return true
      return (now - offAt) * side <= 0 ? false : wasOn
    },
  }),
  ruleFunction({
    name: 'counterIncrease',
    signature: '<nnn?:n>',
    summary: 'By how much a counter has gone on, such as a meter, over a reset or a turn over to 0.',
    parameters: {
      now: 'the reading now',
      before: 'the reading before',
      wrapsAt:
        'the reading that the counter never shows since it is 0 again there, such as 100000 for five digits; left out for one that only ever begins anew',
    },
    gives:
      'a number of 0 or more, in the unit of the counter. A reading below the last is a counter that turned over, or, without `wrapsAt`, one that ' +
      'began anew from 0',
    source: 'as `$rate` in the aggregates of a window takes a counter that begins anew',
    examples: [
      { expression: '$counterIncrease(150, 120)', result: 30 },
      { expression: '$counterIncrease(4, 120)', result: 4 },
      { expression: '$counterIncrease(5, 99990, 100000)', result: 15 },
      { expression: '$counterIncrease(payload.total, payload.last)', input: { payload: { total: 3 } } },
      { expression: '$counterIncrease(100001, 5, 100000)', fails: 'M1010' },
    ],
    calculate(_run, now: number, before: number, wrapsAt: number | undefined) {
      if (wrapsAt !== undefined && !(wrapsAt > 0))
        throw badArgument('counterIncrease', 3, 'a number above 0', wrapsAt)
      for (const [at, reading] of [now, before].entries()) {
        if (reading >= 0 && reading < (wrapsAt ?? Number.POSITIVE_INFINITY)) continue
        const range = wrapsAt === undefined ? 'of 0 or more' : `from 0 to below ${wrapsAt}`
        throw badArgument('counterIncrease', at + 1, `a reading ${range}`, reading)
      }
      if (now >= before) return now - before
      return wrapsAt === undefined ? now : wrapsAt - before + now
    },
  }),
]
