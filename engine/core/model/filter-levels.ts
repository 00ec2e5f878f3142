/** What stands between two `/` of a topic filter: itself, any one level (`+`, or `{name}`), or all that follow (`#`). */
export type FilterLevel =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'rest' }

/**
 * The named levels of a topic, or undefined where it does not match. As MQTT 5 has it (4.7): `#` takes in the level above
 * it, and no wildcard begins with a `$`.
 */
export function levelsMatcher(
  levels: readonly FilterLevel[],
): (topic: string) => Readonly<Record<string, string>> | undefined {
  const [first] = levels
  const startsWild = first !== undefined && first.kind !== 'text'
  const rest = levels.at(-1)?.kind === 'rest'
  const fixed = rest ? levels.slice(0, -1) : levels
  return (topic) => {
    if (startsWild && topic.startsWith('$')) return undefined
    const parts = topic.split('/')
    if (rest ? parts.length < fixed.length : parts.length !== fixed.length) return undefined
    const params: Record<string, string> = {}
    for (let at = 0; at < fixed.length; at++) {
      const level = fixed[at]
      const part = parts[at] ?? ''
      if (level?.kind === 'text' && level.text !== part) return undefined
      if (level?.kind === 'named') params[level.name] = part
    }
    return params
  }
}
