const longestLookedAt = 500

/** The remedy for an expression that stops in the middle; `expected` is what the parser waits for, if it is one sign. */
export function remedyAtEnd(text: string, expected: unknown): string | undefined {
  const bare = text
    .slice(-longestLookedAt)
    .replace(/\/\*[^]*?\*\//g, '')
    .trimEnd()
  if (/\d\s*%$/.test(bare)) return 'leave out %: a number has no unit here'
  const operator = /(<=|>=|!=|:=|~>|[-<>=+*%^&?:.,]|(?<!\*)\/|\b(?:and|or|in))$/.exec(bare)?.[1]
  if (operator !== undefined) return `something is missing behind "${operator}"`
  return expected === ')' || expected === ']' || expected === '}'
    ? `add the ${expected} that is missing`
    : undefined
}
