import { Callable } from './callable.ts'
import { ExpressionError } from './expression-error.ts'
import { defaultBounds } from './bounds.ts'
import { isNumeric } from './value.ts'

/** Whether a value counts as true, by JSONata's rules of $boolean; nothing counts as false. */
export function truth(value: unknown): boolean {
  if (value === true) return true
  if (value === undefined || value === null || value === false) return false
  if (typeof value === 'string') return value.length > 0
  if (typeof value === 'number') return isNumeric(value) && value !== 0
  if (Array.isArray(value)) return anyTrue(value, { left: defaultBounds.steps })
  return typeof value === 'object' && !(value instanceof Callable) && hasField(value)
}

/** Arrays that hold each other twice have no end for whoever goes through them. */
function anyTrue(values: readonly unknown[], looks: { left: number }): boolean {
  looks.left -= values.length
  if (looks.left < 0) {
    throw new ExpressionError('U1001', {
      message: 'it has used up its budget of steps on whether a list is true',
    })
  }
  let found = false
  // Every element is looked at, since an infinite number among them is an error.
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (Array.isArray(value) ? anyTrue(value, looks) : truth(value)) found = true
  }
  return found
}

function hasField(value: object): boolean {
  for (const name in value) if (Object.hasOwn(value, name)) return true
  return false
}
