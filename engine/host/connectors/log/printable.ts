/** Control characters, the older and the later ones, line and paragraph separators, and what turns the direction of text. */
const acting = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu

const short: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
}

/** Text from outside as one line that cannot act on a terminal: what could is written as an escape, such as `\u001b`. */
export function printable(text: string): string {
  return text.replace(
    acting,
    (character) => short[character] ?? String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
