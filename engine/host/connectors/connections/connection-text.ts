import { positionsIn } from '../../../core/check/positions.ts'
import { readTree } from '../../../core/check/read-tree.ts'
import type { Finding } from '../../../core/check/findings.ts'

/**
 * The first slip in a text of JSON, with its line and column: `3:12: expected a comma or }; put a comma between the two`.
 * What stands there is not shown, since it may be a password. Undefined where there is none.
 */
export function firstSlip(text: string): string | undefined {
  if (text.trim() === '')
    return '1:1: expected connections by name, such as { "plant": { "url": "mqtt://..." } }, got nothing'
  const found: Finding[] = []
  readTree(text, (finding) => found.push(finding))
  const [first] = found
  if (first === undefined) return undefined
  const { line, column } = positionsIn(text)(first.offset ?? 0)
  const { code, expected, message, remedy } = first
  const what = code === 'not-json' ? `this is not JSON: expected ${expected ?? 'something else'}` : message
  return `${line}:${column}: ${what}${typeof remedy === 'string' ? `; ${remedy}` : ''}`
}
