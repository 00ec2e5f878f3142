import { acting, escaped } from '../connectors/log/printable.ts'

/**
 * JSON as text that cannot act on a terminal: what could stands as `\uXXXX`, which is the same JSON. (The older control
 * characters stand so in any JSON, but for the line ends that an indent brings.)
 */
export function visibleJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent)
  // Most text is of ASCII, which is found out in a fraction of the time.
  if (Buffer.byteLength(text) === text.length && !text.includes('\u007f')) return text
  return text.replace(acting, (character) => (character === '\n' ? character : escaped(character)))
}
