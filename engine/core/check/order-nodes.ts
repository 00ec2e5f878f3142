import type { Graph } from './components.ts'

/**
 * An order in which every wire leads forward: of the nodes that are ready, the first of the document comes first, so
 * that it is always the same. Nodes on cycles and behind them are left out.
 */
export function orderNodes(graph: Graph): readonly number[] {
  const waiting = new Int32Array(graph.length)
  for (const to of graph.flat()) waiting[to] = (waiting[to] ?? 0) + 1
  const ready: number[] = []
  for (let node = 0; node < graph.length; node++) if (waiting[node] === 0) push(ready, node)
  const order: number[] = []
  for (let node = pop(ready); node !== undefined; node = pop(ready)) {
    order.push(node)
    for (const to of graph[node] ?? []) {
      const left = (waiting[to] ?? 0) - 1
      waiting[to] = left
      if (left === 0) push(ready, to)
    }
  }
  return order
}

/** Adds to a binary heap whose least number stands first. */
function push(heap: number[], value: number): void {
  let at = heap.length
  heap.push(value)
  while (at > 0) {
    const above = (at - 1) >> 1
    const parent = heap[above] ?? 0
    if (parent <= value) break
    heap[at] = parent
    at = above
  }
  heap[at] = value
}

function pop(heap: number[]): number | undefined {
  const least = heap[0]
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return least
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    const right = left + 1
    const child = (heap[right] ?? Number.POSITIVE_INFINITY) < (heap[left] ?? 0) ? right : left
    const value = heap[child]
    if (value === undefined || value >= last) break
    heap[at] = value
    at = child
  }
  heap[at] = last
  return least
}
