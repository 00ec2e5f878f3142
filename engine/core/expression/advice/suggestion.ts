import { isEventField } from '../event-fields.ts'
import { nearestName } from './nearest-name.ts'
import { otherNameOf } from './other-names.ts'

/** `: did you mean $limit?`, be it a variable or a function, or which variables there are. */
export function suggestion(
  name: string,
  known: readonly string[],
  functions: readonly string[],
  as?: 'function',
): string {
  const all = [...known, ...functions]
  const other = as === 'function' ? otherNameOf(name, all) : undefined
  if (other !== undefined) return `: did you mean $${other}?`
  // What is written $key is the field, and $$limit the variable; how to write them is said in the remedy.
  if (as === undefined && (isEventField(name) || name.startsWith('$'))) return ''
  const near = nearestName(name, all)
  if (near !== undefined) return `: did you mean $${near}?`
  if (as === 'function') return ''
  if (known.length === 0) return ': none are bound here'
  return `: there are ${known.map((candidate) => `$${candidate}`).join(', ')}`
}
