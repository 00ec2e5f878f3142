import type { Native } from '../calling/native.ts'
import { aggregateFunctions } from './aggregate.ts'
import { arrayFunctions } from './array.ts'
import { encodingFunctions } from './encoding.ts'
import { higherOrderFunctions } from './higher-order.ts'
import { logicFunctions } from './logic.ts'
import { matchingFunctions } from './matching.ts'
import { numberFunctions } from './number.ts'
import { objectFunctions } from './object.ts'
import { numberPictureFunctions } from './picture/number-functions.ts'
import { ruleFunctions } from './rules/families.ts'
import { searchFunctions } from './search.ts'
import { textFunctions } from './text.ts'
import { timeFunctions } from './time.ts'

const NATIVES: ReadonlyMap<string, Native> = new Map(
  [
    ...aggregateFunctions,
    ...arrayFunctions,
    ...encodingFunctions,
    ...higherOrderFunctions,
    ...logicFunctions,
    ...matchingFunctions,
    ...numberFunctions,
    ...numberPictureFunctions,
    ...objectFunctions,
    ...searchFunctions,
    ...textFunctions,
    ...timeFunctions,
    ...ruleFunctions.map(({ native }) => native),
  ].map((native) => [native.name, native]),
)

/** The built-in function of a name, if it is one. */
export function nativeNamed(name: string): Native | undefined {
  return NATIVES.get(name)
}

/** The names of the functions there are; `$eval` is none like the others (see eval-function.ts). */
export function builtInNames(): Iterable<string> {
  return [...NATIVES.keys(), 'eval']
}

export function isBuiltInName(name: string): boolean {
  return NATIVES.has(name) || name === 'eval'
}
