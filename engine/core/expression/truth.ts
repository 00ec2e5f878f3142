import { Callable } from './callable.ts'
import { isNumeric } from './value.ts'

/** Whether a value counts as true, by JSONata's rules of $boolean; nothing counts as false. */
export function truth(value: unknown): boolean {
  if (value === true) return true
  if (value === undefined || value === null || value === false) return false
  if (typeof value === 'string') return value.length > 0
  if (typeof value === 'number') return isNumeric(value) && value !== 0
  if (Array.isArray(value)) return anyTrue(value)
  return typeof value === 'object' && !(value instanceof Callable) && hasField(value)
}

function anyTrue(values: readonly unknown[]): boolean {
  if (values.length === 1) return truth(values[0])
  let found = false
  // Every element is looked at, since an infinite number among them is an error.
  for (let i = 0; i < values.length; i++) if (truth(values[i])) found = true
  return found
}

function hasField(value: object): boolean {
  for (const name in value) if (Object.hasOwn(value, name)) return true
  return false
}
