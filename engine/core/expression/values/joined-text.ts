import type { Run } from '../frame.ts'
import { MAX_VALUE_DEPTH, tooDeepValue } from '../stack.ts'

/**
 * A value as a regular expression sees it that is not applied to a text: as JavaScript has it, so that a list is its
 * elements with commas between them, and nothing and null in it are empty. The run pays.
 */
export function joinedText(value: unknown, run: Run, depth = 0): string {
  if (Array.isArray(value)) return joinedArray(value, run, depth)
  return typeof value === 'object' && value !== null ? objectText : scalarText(value)
}

const objectText = '[object Object]'

/** The text of a function of the host is no concern of an expression's. */
const scalarText = (value: unknown): string => (typeof value === 'function' ? objectText : String(value))

function joinedArray(values: readonly unknown[], run: Run, depth: number): string {
  if (depth >= MAX_VALUE_DEPTH) throw tooDeepValue()
  run.look(values.length)
  const texts: string[] = []
  let length = values.length
  for (let at = 0; at < values.length; at++) {
    const value = values[at]
    const text = value === undefined || value === null ? '' : joinedText(value, run, depth + 1)
    length += text.length
    run.admitText(length)
    texts.push(text)
  }
  run.makeText(length)
  return texts.join()
}
