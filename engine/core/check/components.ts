/** For each node the nodes it leads to, as indexes. */
export type Graph = readonly (readonly number[])[]

/**
 * The strongly connected components of a graph (Tarjan 1972, without recursion): groups of nodes each of which can be
 * reached from every other. Only groups with a cycle in them are given, nodes in ascending order.
 */
export function cyclicComponents(graph: Graph): readonly (readonly number[])[] {
  const order = new Int32Array(graph.length).fill(-1)
  const low = new Int32Array(graph.length)
  const open = new Uint8Array(graph.length)
  const stack: number[] = []
  const found: number[][] = []
  let count = 0

  const enter = (node: number): { node: number; next: number } => {
    order[node] = low[node] = count++
    stack.push(node)
    open[node] = 1
    return { node, next: 0 }
  }
  const lower = (node: number, to: number | undefined): void => {
    low[node] = Math.min(low[node] ?? 0, to ?? 0)
  }
  const close = (node: number): void => {
    const component = stack.splice(stack.lastIndexOf(node))
    for (const member of component) open[member] = 0
    const own = component.length > 1 || graph[node]?.includes(node) === true
    if (own) found.push(component.sort((a, b) => a - b))
  }

  for (let root = 0; root < graph.length; root++) {
    if (order[root] !== -1) continue
    const path = [enter(root)]
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const { node } = step
      const to = graph[node]?.[step.next++]
      if (to === undefined) {
        path.pop()
        const above = path.at(-1)
        if (above !== undefined) lower(above.node, low[node])
        if (low[node] === order[node]) close(node)
      } else if (order[to] === -1) path.push(enter(to))
      else if (open[to] === 1) lower(node, order[to])
    }
  }
  return found.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

/** A shortest way from a node back to itself, within a component that has one; the node stands at its beginning only. */
export function cycleThrough(graph: Graph, component: readonly number[], start: number): readonly number[] {
  const members = new Set(component)
  const before = new Map<number, number>()
  const queue = [start]
  for (let next = queue[0], i = 0; next !== undefined; next = queue[++i]) {
    for (const to of graph[next] ?? []) {
      if (to === start) {
        const way = [next]
        for (let node = next; node !== start;) {
          node = before.get(node) ?? start
          way.push(node)
        }
        return way.toReversed()
      }
      if (!members.has(to) || before.has(to)) continue
      before.set(to, next)
      queue.push(to)
    }
  }
  return [start]
}
