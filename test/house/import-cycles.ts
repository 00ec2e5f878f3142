/**
 * The circles in a graph of files and what they import: one for each group of files that reach one another, as a
 * path that ends where it begins. Strongly connected components by Tarjan's algorithm (SIAM J. Comput. 1, 1972).
 */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  return components(graph).flatMap((group) => {
    const [first] = [...group].toSorted()
    const cycle = first === undefined ? undefined : shortestWayBack(first, group, graph)
    return cycle === undefined ? [] : [cycle]
  })
}

function components(graph: ReadonlyMap<string, readonly string[]>): readonly ReadonlySet<string>[] {
  const found: Set<string>[] = []
  const numbers = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const visit = (file: string): number => {
    const number = numbers.size
    numbers.set(file, number)
    lowest.set(file, number)
    stack.push(file)
    for (const target of graph.get(file) ?? []) {
      const known = numbers.get(target)
      if (known === undefined) lower(file, visit(target))
      else if (stack.includes(target)) lower(file, known)
    }
    const low = lowest.get(file) ?? number
    if (low === number) found.push(new Set(stack.splice(stack.indexOf(file))))
    return low
  }
  const lower = (file: string, to: number): void => {
    lowest.set(file, Math.min(lowest.get(file) ?? to, to))
  }
  for (const file of graph.keys()) if (!numbers.has(file)) visit(file)
  return found
}

/** The shortest path from a file back to itself within its group; undefined if there is none. */
function shortestWayBack(
  start: string,
  group: ReadonlySet<string>,
  graph: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const seen = new Set<string>()
  let paths: readonly (readonly string[])[] = [[start]]
  while (paths.length > 0) {
    const next: (readonly string[])[] = []
    for (const path of paths) {
      for (const target of graph.get(path.at(-1) ?? start) ?? []) {
        if (target === start) return [...path, start]
        if (!group.has(target) || seen.has(target)) continue
        seen.add(target)
        next.push([...path, target])
      }
    }
    paths = next
  }
  return undefined
}
