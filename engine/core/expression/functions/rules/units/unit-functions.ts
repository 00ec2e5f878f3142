import { type RuleFunction, ruleFunction } from '../rule-function.ts'
import { conversion } from './conversion.ts'

export const unitFunctions: readonly RuleFunction[] = [
  ruleFunction({
    name: 'unitConvert',
    signature: '<nss:n>',
    summary: 'A value in another unit.',
    parameters: {
      value: 'a number; of temperatures, not of their differences',
      from: 'its unit: a symbol such as `"°F"`, `"kWh"` or `"m3/h"`, or a name such as `"gallons"`; `²`, `³` and `µ` may be written `2`, `3` and `u`',
      to: 'the unit that is wanted, of the same dimension',
    },
    gives: 'a number',
    source:
      'exact factors: the SI Brochure (BIPM, 9th edition, 2019) and NIST Special Publication 811 (2008), IEC 80000-13 for binary prefixes. ' +
      'All units are listed at the end',
    examples: [
      { expression: '$unitConvert(payload.f, "°F", "°C")', input: { payload: { f: 212 } }, result: 100 },
      { expression: '$unitConvert(1, "psi", "kPa")', result: 6.894757293 },
      { expression: '$unitConvert(2.5, "m³/h", "L/min")', result: 41.666666667 },
      { expression: '$unitConvert(payload.f, "°F", "°C")', input: { payload: {} } },
      { expression: '$unitConvert(1, "kwh", "MJ")', fails: 'M1010' },
      { expression: '$unitConvert(1, "bar", "°C")', fails: 'M1010' },
    ],
    calculate(run, value: number, from: string, to: string) {
      // Whether the units were asked for before must not matter, so the cost is one in between.
      run.look(32)
      return conversion('unitConvert', from, to)(value)
    },
  }),
]
