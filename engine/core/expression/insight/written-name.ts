/** A field's name as it stands in a path: with what is more than letters and digits in backquotes. */
export function writtenName(name: string, isFirst: boolean): string {
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !reserved.has(name)) return name
  if (!name.includes('`')) return `\`${name}\``
  // A path that begins with quotes could as well be a text.
  return isFirst ? `$.${writtenText(name, '"')}` : writtenText(name, '"')
}

export const writtenPath = (path: readonly string[]): string =>
  path.map((name, at) => writtenName(name, at === 0)).join('.')

const reserved = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function'])

/** A text in quotes: in those asked for, as far as it has none of them. */
export function writtenText(text: string, quote: string): string {
  const written = JSON.stringify(text)
  return quote === "'" && !text.includes("'") ? `'${written.slice(1, -1)}'` : written
}
