const longest = 60

/** A name from a document, in quotes and short enough for a message; control characters are escaped. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > longest ? `${name.slice(0, longest - 3)}...` : name)
}

/** Names one after the other: `"a", "b" and "c"`, or the first of them and how many more there are. */
export function quotedList(names: readonly string[], most = 8): string {
  const shown = names.slice(0, most).map(quoted)
  if (names.length > most) return `${shown.join(', ')} and ${names.length - most} more`
  const last = shown.pop() ?? 'none'
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`
}
