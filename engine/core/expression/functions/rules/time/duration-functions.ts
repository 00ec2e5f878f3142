import { formatDuration } from '../../../../model/duration.ts'
import { LOOKS_TO_WRITE } from '../../../limits.ts'
import { badArgument } from '../bad-argument.ts'
import { type RuleFunction, ruleFunction } from '../rule-function.ts'
import { readDuration } from './read-span.ts'

const durationSource = 'durations as all settings have them: ms, s, m, h, d, and sums of these'

export const durationFunctions: readonly RuleFunction[] = [
  ruleFunction({
    name: 'durationParse',
    signature: '<s:n>',
    summary: 'The length of a written duration.',
    parameters: { text: 'a duration such as `"1h30m"`, `"250ms"` or `"-5s"`' },
    gives: 'ms, whole',
    source: durationSource,
    examples: [
      { expression: '$durationParse("1h30m")', result: 5_400_000 },
      { expression: '$durationParse(payload.every)', input: { payload: { every: '1.5s' } }, result: 1500 },
      { expression: '$durationParse("an hour")', fails: 'M1010' },
    ],
    calculate(run, text: string) {
      const found = readDuration(run, text)
      if (found === undefined)
        throw badArgument('durationParse', 1, 'a duration such as "90s" or "1h30m"', text)
      return found
    },
  }),
  ruleFunction({
    name: 'durationFormat',
    signature: '<n:s>',
    summary: 'A length of time as people write it.',
    parameters: { ms: 'ms; parts of one are rounded' },
    gives: 'a text such as `"1h30m"`, which `$durationParse` reads',
    source: durationSource,
    examples: [
      { expression: '$durationFormat(5400000)', result: '1h30m' },
      {
        expression: '$durationFormat(time - payload.since)',
        input: { time: 90_061, payload: { since: 0 } },
        result: '1m30s61ms',
      },
    ],
    calculate(run, ms: number) {
      run.look(LOOKS_TO_WRITE)
      const whole = Math.round(ms)
      if (!Number.isSafeInteger(whole)) throw badArgument('durationFormat', 1, 'ms', ms)
      return formatDuration(whole)
    },
  }),
]
