/**
 * What acts on a terminal instead of being shown: control characters, the older and the later ones, line and paragraph
 * separators, and what turns the direction of text.
 */
export const acting = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu

const short: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
}

/** A character as an escape that JSON knows as well, such as `\u001b`. */
export const escaped = (character: string): string =>
  String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Text from outside as one line that cannot act on a terminal: what could is written as an escape, such as `\u001b`. */
export function printable(text: string): string {
  return text.replace(acting, (character) => short[character] ?? escaped(character))
}
