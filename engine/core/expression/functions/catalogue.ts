import { ExpressionError } from '../expression-error.ts'
import type { Native } from '../native.ts'
import { aggregateFunctions } from './aggregate.ts'
import { arrayFunctions } from './array.ts'
import { encodingFunctions } from './encoding.ts'
import { higherOrderFunctions } from './higher-order.ts'
import { logicFunctions } from './logic.ts'
import { numberFunctions } from './number.ts'
import { objectFunctions } from './object.ts'
import { searchFunctions } from './search.ts'
import { textFunctions } from './text.ts'
import { timeFunctions } from './time.ts'

/** Functions of JSONata that are refused by name until they are there. */
const MISSING: ReadonlySet<string> = new Set([
  'formatInteger',
  'formatNumber',
  'match',
  'parseInteger',
])

const NATIVES: ReadonlyMap<string, Native> = new Map(
  [
    ...aggregateFunctions,
    ...arrayFunctions,
    ...encodingFunctions,
    ...higherOrderFunctions,
    ...logicFunctions,
    ...numberFunctions,
    ...objectFunctions,
    ...searchFunctions,
    ...textFunctions,
    ...timeFunctions,
  ].map((native) => [native.name, native]),
)

/** The built-in function of a name, if it is one. Throws M1001 if it is not there yet. */
export function nativeNamed(name: string, position: number | undefined): Native | undefined {
  if (MISSING.has(name)) throw new ExpressionError('M1001', { position, token: `$${name}` })
  return NATIVES.get(name)
}

/** The names of the functions there are; `$eval` is none like the others (see eval-function.ts). */
export function builtInNames(): Iterable<string> {
  return [...NATIVES.keys(), 'eval']
}

export function isBuiltInName(name: string): boolean {
  return NATIVES.has(name) || MISSING.has(name) || name === 'eval'
}
