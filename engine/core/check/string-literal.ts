import type { Meant } from './slip-parts.ts'

/** Where a text goes wrong, and what was expected there. */
export interface BrokenText {
  readonly at: number
  readonly expected: string
}

/** The text in quotes that begins at an offset, read as JSON has it. */
export function readString(text: string, start: number): Meant<string> | BrokenText {
  const plain = /[^"\\\u0000-\u001f]*/y
  for (let at = start + 1; ;) {
    plain.lastIndex = at
    plain.test(text)
    at = plain.lastIndex
    const next = text[at]
    if (next === '"') {
      const literal = text.slice(start, at + 1)
      // Only its escapes are left to be resolved, and they were looked at one by one.
      const value = literal.includes('\\') ? String(JSON.parse(literal)) : literal.slice(1, -1)
      return { value, end: at + 1 }
    }
    if (next !== '\\') {
      const quote = 'the closing quote of a text'
      return { at, expected: next === undefined ? quote : `${quote}; a line break in it is written \\n` }
    }
    const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
    escape.lastIndex = at
    if (!escape.test(text))
      return { at, expected: 'one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000' }
    at = escape.lastIndex
  }
}
