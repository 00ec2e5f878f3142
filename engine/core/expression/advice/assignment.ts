import { setField } from '../values/set-field.ts'
import { parseExpression } from '../syntax/syntax.ts'

/**
 * Where an expression as a whole compares the payload or a field of it by `=`, how that would be set: whoever writes
 * `payload.x = 5` for a new payload hardly wants true or false. Undefined for any other; in parentheses it is meant.
 */
export function assignmentIn(text: string): string | undefined {
  const { type, value, lhs } = parseExpression(text)
  if (type !== 'binary' || value !== '=' || lhs === undefined || !('type' in lhs)) return undefined
  const names = lhs.type === 'path' ? (lhs.steps ?? []) : []
  if (names.some((step) => step.type !== 'name' || step.stages !== undefined)) return undefined
  const path = names.map((step) => String(step.value))
  return path[0] === 'payload' || path[1] === 'payload' ? setField(path.join('.'), right(text)) : undefined
}

/** What stands behind the first `=`, unless that may be in a comment or in a name. */
function right(text: string): string | undefined {
  const at = text.indexOf('=')
  return /[`*]/.test(text.slice(0, at)) ? undefined : text.slice(at + 1).trim()
}
