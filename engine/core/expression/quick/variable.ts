import type { Quick } from './quick.ts'
import { field } from './readers.ts'

/** A variable that is bound from outside. The name may be none that is inherited. */
export function ofVariable(name: string): Quick {
  const read = field(name)
  return (_input, bindings) => read(bindings)
}
