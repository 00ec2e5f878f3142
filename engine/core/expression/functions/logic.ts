import { ExpressionError } from '../expression-error.ts'
import type { Run } from '../frame.ts'
import { type Native, paying, pure } from '../calling/native.ts'
import { truth } from '../values/truth.ts'
import { isFunction, isNumeric } from '../values/value.ts'

function typeName(value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (value === null) return 'null'
  if (isNumeric(value)) return 'number'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'boolean'
  if (Array.isArray(value)) return 'array'
  return isFunction(value) ? 'function' : 'object'
}

/** Of a list of one it is that of the one, so that a list of nothing, which a path can give, is nothing. */
function boolean(run: Run, value: unknown): boolean | undefined {
  let only = value
  while (Array.isArray(only) && only.length === 1) only = only[0]
  return only === undefined ? undefined : truth(only, run)
}

function fail(message: string | undefined): never {
  throw new ExpressionError('D3137', { message: message || '$error() was called' })
}

function assert(condition: boolean | undefined, message: string | undefined): undefined {
  if (condition !== true)
    throw new ExpressionError('D3141', { message: message || '$assert() does not hold' })
  return undefined
}

/** Functions about truth, presence, kinds and failure. */
export const logicFunctions: readonly Native[] = [
  paying('boolean', '<x-:b>', boolean),
  paying('not', '<x-:b>', (run, value: unknown) => (value === undefined ? undefined : !truth(value, run))),
  pure('exists', '<x:b>', (value: unknown) => value !== undefined, { isInstant: true }),
  pure('type', '<x:s>', typeName, { isInstant: true }),
  pure('error', '<s?:x>', fail),
  pure('assert', '<bs?:x>', assert),
]
