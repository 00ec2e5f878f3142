/** Later control characters and DEL, line and paragraph separators, and what turns the direction of text. */
const acting = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/**
 * JSON as text that cannot act on a terminal: what could stands as `\uXXXX`, which is the same JSON. (The older control
 * characters stand so in any JSON.)
 */
export function visibleJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent)
  // Most text is of ASCII, which is found out in a fraction of the time.
  if (Buffer.byteLength(text) === text.length && !text.includes('\u007f')) return text
  return text.replace(
    acting,
    (character) => String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
