/** The groups of a pattern, which it can refer to before they come. */
export interface GroupNames {
  /** How many groups keep what they match. */
  readonly count: number
  /** More than one where branches share a name. */
  readonly indexes: ReadonlyMap<string, readonly number[]>
}

/** Parts that can hold a parenthesis which opens nothing, and the parentheses that do. */
const tokens = /\\[^]|\[(?:\\[^]|[^\]\\])*\]|\((?:\?(?:<(?![=!])([^>]*)>)?)?/g

export function groupNames(source: string): GroupNames {
  const indexes = new Map<string, number[]>()
  let count = 0
  for (const [token, name] of source.matchAll(tokens)) {
    if (token !== '(' && name === undefined) continue
    count++
    if (name === undefined) continue
    const key = groupName(name)
    indexes.set(key, [...(indexes.get(key) ?? []), count])
  }
  return { count, indexes }
}

/** The name as it is without the escapes that it may be written with. */
export function groupName(written: string): string {
  return written.replace(/\\u(?:\{([0-9a-f]+)\}|([0-9a-f]{4}))/gi, (_, point: string, unit: string) =>
    point === undefined ? String.fromCharCode(parseInt(unit, 16)) : String.fromCodePoint(parseInt(point, 16)),
  )
}
