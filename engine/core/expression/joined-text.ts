import type { Run } from './frame.ts'

/**
 * A value as a regular expression sees it that is not applied to a text: as JavaScript has it, so that a list is its
 * elements with commas between them, and nothing and null in it are empty. The run pays.
 */
export function joinedText(value: unknown, run: Run): string {
  if (Array.isArray(value)) return joinedArray(value, run)
  return typeof value === 'object' && value !== null ? objectText : scalarText(value)
}

const objectText = '[object Object]'

/** The text of a function of the host is no concern of an expression's. */
const scalarText = (value: unknown): string => (typeof value === 'function' ? objectText : String(value))

function joinedArray(values: readonly unknown[], run: Run): string {
  run.descend()
  run.look(values.length)
  const texts: string[] = []
  let length = values.length
  for (let at = 0; at < values.length; at++) {
    const value = values[at]
    const text = value === undefined || value === null ? '' : joinedText(value, run)
    length += text.length
    run.admitText(length)
    texts.push(text)
  }
  run.makeText(length)
  run.depth--
  return texts.join()
}
