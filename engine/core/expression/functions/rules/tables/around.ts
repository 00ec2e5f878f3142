import { fieldOf } from '../../../values/value.ts'
import { badArgument } from '../bad-argument.ts'

type Row = Readonly<Record<string, unknown>>

/** The rows nearest to a value by one of their fields. A row that has the value itself is `below`; of equal ones the first. */
export interface Around {
  readonly below: Row | undefined
  readonly above: Row | undefined
}

/** Throws M1010 for a row that has no number there. One look at each row. */
export function around(name: string, rows: readonly Row[], field: string, value: number): Around {
  let below: Row | undefined
  let above: Row | undefined
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  for (const row of rows) {
    const at = fieldOf(row, field)
    if (typeof at !== 'number') throw badArgument(name, 1, `rows with a number in their field "${field}"`, at)
    if (at <= value && at > greatest) {
      below = row
      greatest = at
    } else if (at > value && at < least) {
      above = row
      least = at
    }
  }
  return { below, above }
}
