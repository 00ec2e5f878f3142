/**
 * Whether one MQTT topic can match both patterns. `+` stands for one level, a final `#` for any number of them; a level
 * with a placeholder (`{room}`) counts as `+`, since nobody knows what it will be.
 */
export function topicsOverlap(one: string, other: string): boolean {
  const a = levels(one)
  const b = levels(other)
  for (let i = 0; ; i++) {
    const left = a[i]
    const right = b[i]
    if (left === '#' || right === '#') return true
    if (left === undefined || right === undefined) return left === right
    if (left !== right && left !== '+' && right !== '+') return false
  }
}

/** The levels of a topic; what a shared subscription has before its filter is left out. */
function levels(topic: string): readonly string[] {
  return (
    topic
      .replace(/^\$share\/[^/]*\//, '')
      // A sink that repeats the topic of its events may publish on any.
      .replace(/^\{topic\}$/, '#')
      .replace(/\{[^{}]*\}/g, '\0')
      .split('/')
      .map((level) => (level.includes('\0') ? '+' : level))
  )
}
