import { setField } from './set-field.ts'
import { parseExpression } from './syntax.ts'

/**
 * Where an expression as a whole compares a field of the payload by `=`, how the field would be set: whoever writes
 * `payload.x = 5` for a new payload hardly wants true or false. Undefined for any other; in parentheses it is meant.
 */
export function assignmentIn(text: string): string | undefined {
  const { type, value, lhs } = parseExpression(text)
  if (type !== 'binary' || value !== '=' || lhs === undefined || !('type' in lhs)) return undefined
  const names = lhs.type === 'path' ? (lhs.steps ?? []) : []
  if (names.length < 2 || names.some((step) => step.type !== 'name' || step.stages !== undefined))
    return undefined
  const path = names.map((step) => String(step.value))
  return path[0] === 'payload' || path[1] === 'payload' ? setField(path.join('.')) : undefined
}
