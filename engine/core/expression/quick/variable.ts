import { type Quick, UNSURE } from './quick.ts'
import { field } from './readers.ts'

/** A variable that is bound from outside. The name may be none that is inherited. What becomes of a function the full way knows. */
export function ofVariable(name: string): Quick {
  const read = field(name)
  return (_input, bindings) => {
    const value: unknown = read(bindings)
    return typeof value === 'function' ? UNSURE : value
  }
}
