import { popNumber, pushNumber } from '../model/number-heap.ts'
import type { Graph } from './components.ts'

/**
 * An order in which every wire leads forward: of the nodes that are ready, the first of the document comes first, so
 * that it is always the same. Nodes on cycles and behind them are left out.
 */
export function orderNodes(graph: Graph): readonly number[] {
  const waiting = new Int32Array(graph.length)
  for (const to of graph.flat()) waiting[to] = (waiting[to] ?? 0) + 1
  const ready: number[] = []
  for (let node = 0; node < graph.length; node++) if (waiting[node] === 0) pushNumber(ready, node)
  const order: number[] = []
  for (let node = popNumber(ready); node !== undefined; node = popNumber(ready)) {
    order.push(node)
    for (const to of graph[node] ?? []) {
      const left = (waiting[to] ?? 0) - 1
      waiting[to] = left
      if (left === 0) pushNumber(ready, to)
    }
  }
  return order
}
