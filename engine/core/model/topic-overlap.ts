/** Whether some topic matches both filters (MQTT 5, 4.7). Of a shared one (`$share/group/...`) the topic counts. */
export function overlap(one: string, other: string): boolean {
  const [a, b] = [levelsOf(one), levelsOf(other)]
  if (refuses(a, b) || refuses(b, a)) return false
  for (let at = 0; ; at++) {
    const [left, right] = [a[at], b[at]]
    // `a/#` takes in `a` too.
    if (left === '#' || right === '#') return true
    if (left === undefined || right === undefined) return left === right
    if (left !== right && left !== '+' && right !== '+') return false
  }
}

/** The levels of a filter; of a shared one, those of the topic. */
export const levelsOf = (filter: string): readonly string[] =>
  filter.replace(/^\$share\/[^/]*\//, '').split('/')

/** A wildcard at the beginning takes in no topic that begins with `$`. */
function refuses([wild = '']: readonly string[], [plain = '']: readonly string[]): boolean {
  return (wild === '+' || wild === '#') && plain.startsWith('$')
}
