import { nearestName } from '../../../advice/nearest-name.ts'
import { badArgument } from '../bad-argument.ts'
import { type Ratio, ratioOf } from './ratio.ts'
import { unitTable, zeroOffsets } from './unit-table.ts'

/** A unit: a value in it, with `offset` added and multiplied by `size` (and divided by π), is in the first of its dimension. */
export interface Unit {
  readonly symbol: string
  readonly dimension: string
  readonly size: Ratio
  readonly isByPi: boolean
  readonly offset: Ratio
}

/** By symbol and by name, in the order of the table. */
const units: ReadonlyMap<string, Unit> = new Map(
  Object.entries(unitTable).flatMap(([dimension, rows]) =>
    rows.flatMap(([symbol, size, ...names]) => {
      const unit: Unit = {
        symbol,
        dimension,
        size: ratioOf(size),
        isByPi: size.endsWith('/π'),
        offset: ratioOf(zeroOffsets[symbol] ?? '0'),
      }
      const withoutMu = symbol.replace('µ', 'u')
      return [...new Set([symbol, withoutMu, ...names])].map((name) => [name, unit] as const)
    }),
  ),
)

/** No unit has a longer name. */
const LONGEST = 40

/** A unit by its symbol or name, in which `²`, `³` and the letter mu may be written as they come. Throws M1010. */
export function findUnit(name: string, place: number, text: string): Unit {
  const known =
    text.length > LONGEST
      ? undefined
      : units.get(
          text.trim().replaceAll('²', '2').replaceAll('³', '3').replaceAll('μ', 'µ').replaceAll('º', '°'),
        )
  if (known !== undefined) return known
  const lower = text.trim().toLowerCase()
  const names = [...units.keys()]
  const near =
    names.find((one) => one.toLowerCase() === lower) ??
    (text.length > LONGEST ? undefined : nearestName(text.trim(), names))
  throw badArgument(
    name,
    place,
    'a unit such as "°C", "kWh" or "m3/h"',
    text,
    near === undefined ? '' : `did you mean "${near}"?`,
  )
}
