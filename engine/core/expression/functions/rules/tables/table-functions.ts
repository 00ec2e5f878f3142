import type { Run } from '../../../frame.ts'
import { deepEqual, fieldOf } from '../../../values/value.ts'
import { badArgument } from '../bad-argument.ts'
import { type RuleFunction, ruleFunction } from '../rule-function.ts'
import { around } from './around.ts'

type Row = Readonly<Record<string, unknown>>

const limits = [
  { site: 'north', kind: 'pump', max: 80 },
  { site: 'north', kind: 'fan', max: 60 },
  { site: 'south', kind: 'pump', max: 75 },
]
const tank = [
  { cm: 0, litres: 0 },
  { cm: 50, litres: 380 },
  { cm: 100, litres: 1000 },
]
const rowsWords = 'a list of objects, such as a parameter of the flow or a field of the event'

/** The first row for which a condition holds. Each row that is asked costs a look at least. */
function firstRow(run: Run, rows: readonly Row[], fits: (row: Row) => boolean): Row | undefined {
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]
    run.look(1)
    if (row !== undefined && fits(row)) return row
  }
  return undefined
}

export const tableFunctions: readonly RuleFunction[] = [
  ruleFunction({
    name: 'tableRow',
    signature: '<a<o>o:o>',
    summary: 'The first row of a table whose fields have given values.',
    parameters: {
      rows: rowsWords,
      where:
        'an object with the fields and their values; a field that is nothing does not count, and where none is left no row fits',
    },
    gives: 'the row; nothing where none fits',
    examples: [
      {
        expression: '$tableRow(limits, { "site": payload.site, "kind": "pump" }).max',
        input: { payload: { site: 'south' }, limits },
        result: 75,
      },
      { expression: '$tableRow(limits, { "site": "west" })', input: { limits } },
      { expression: '$tableRow(limits, { "site": payload.site })', input: { payload: {}, limits } },
    ],
    calculate(run, rows: readonly Row[], where: Row) {
      const wanted = Object.entries(where)
      run.readFields(wanted.length)
      if (wanted.length === 0) return undefined
      return firstRow(run, rows, (row) => {
        run.look(wanted.length)
        return wanted.every(([name, value]) => deepEqual(fieldOf(row, name), value, run))
      })
    },
  }),
  ruleFunction({
    name: 'tableValue',
    signature: '<a<o>sxs:x>',
    summary: 'One value of a table: of the first row where a field has a given value, another field.',
    parameters: {
      rows: rowsWords,
      field: 'the name of the field to look in',
      value: 'the value to look for',
      wanted: 'the name of the field whose value is wanted',
    },
    gives: 'that value; nothing where no row fits',
    examples: [
      {
        expression: '$tableValue(limits, "site", payload.site, "max")',
        input: { payload: { site: 'south' }, limits },
        result: 75,
      },
      { expression: '$tableValue(limits, "site", payload.site, "max")', input: { payload: {}, limits } },
    ],
    calculate(run, rows: readonly Row[], field: string, value: unknown, wanted: string) {
      const row = firstRow(run, rows, (one) => deepEqual(fieldOf(one, field), value, run))
      return row === undefined ? undefined : fieldOf(row, wanted)
    },
  }),
  ruleFunction({
    name: 'tableStep',
    signature: '<a<o>sn:o>',
    summary: 'The row of a table of steps, such as a tariff, that a number falls into.',
    parameters: {
      rows: `${rowsWords}, in any order`,
      field: 'the name of the field that says from which number on a row counts',
      value: 'the number',
    },
    gives: 'the row with the greatest number that is not above the value; nothing where all are above it',
    examples: [
      {
        expression: '$tableStep(tariff, "from", payload.kWh).price',
        input: {
          payload: { kWh: 120 },
          tariff: [
            { from: 0, price: 0.4 },
            { from: 100, price: 0.3 },
            { from: 500, price: 0.2 },
          ],
        },
        result: 0.3,
      },
      { expression: '$tableStep(tank, "cm", -5)', input: { tank } },
    ],
    calculate: (_run, rows: readonly Row[], field: string, value: number) =>
      around('tableStep', rows, field, value).below,
  }),
  ruleFunction({
    name: 'tableInterpolate',
    signature: '<a<o>sns:n>',
    summary:
      'What a table of points gives in between them, such as the litres in a tank by the height of what is in it.',
    parameters: {
      rows: `${rowsWords}, in any order`,
      field: 'the name of the field that is known',
      value: 'its value',
      wanted: 'the name of the field that is wanted',
    },
    gives:
      'a number, on the straight line between the two nearest points; beyond the first and the last that of these',
    examples: [
      {
        expression: '$tableInterpolate(tank, "cm", payload.cm, "litres")',
        input: { payload: { cm: 75 }, tank },
        result: 690,
      },
      { expression: '$tableInterpolate(tank, "cm", 130, "litres")', input: { tank }, result: 1000 },
      { expression: '$tableInterpolate(tank, "inch", 5, "litres")', input: { tank }, fails: 'M1010' },
    ],
    calculate(_run, rows: readonly Row[], field: string, value: number, wanted: string) {
      const { below, above } = around('tableInterpolate', rows, field, value)
      const [lower, upper] = [below ?? above, above ?? below]
      if (lower === undefined || upper === undefined) return undefined
      const [from, to] = [numberIn(lower, wanted), numberIn(upper, wanted)]
      const [start, end] = [Number(lower[field]), Number(upper[field])]
      if (start === end) return from
      const part = (value - start) / (end - start)
      return from * (1 - part) + to * part
    },
  }),
]

function numberIn(row: Row, field: string): number {
  const found = fieldOf(row, field)
  if (typeof found !== 'number')
    throw badArgument('tableInterpolate', 1, `rows with a number in their field "${field}"`, found)
  return found
}
