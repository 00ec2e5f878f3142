import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cycleThrough, cyclicComponents, type Graph } from './components.ts'
import { orderNodes } from './order-nodes.ts'

const graphs = fc.integer({ min: 0, max: 12 }).chain((size): fc.Arbitrary<Graph> =>
  fc.array(fc.uniqueArray(fc.nat({ max: Math.max(0, size - 1) }), { maxLength: 3 }), {
    minLength: size,
    maxLength: size,
  }),
)

/** The nodes that can be reached from one, by looking everywhere. */
function reached(graph: Graph, from: number): ReadonlySet<number> {
  const found = new Set<number>()
  const look = (node: number): void => {
    for (const to of graph[node] ?? []) if (!found.has(to)) look((found.add(to), to))
  }
  look(from)
  return found
}

describe('graphs', () => {
  test('an order is the first by number among those that lead forward', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const order: number[] = []
        for (;;) {
          const ready = graph.findIndex(
            (_, node) =>
              !order.includes(node) && graph.every((to, from) => !to.includes(node) || order.includes(from)),
          )
          if (ready === -1) break
          order.push(ready)
        }
        expect(orderNodes(graph)).toEqual(order)
      }),
      { numRuns: 1000 },
    )
  })

  test('components hold what can be reached there and back', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const groups = new Set(
          graph.flatMap((_, node) => {
            const members = [...reached(graph, node)].filter((other) => reached(graph, other).has(node))
            return members.length === 0 ? [] : [JSON.stringify(members.sort((a, b) => a - b))]
          }),
        )
        expect(cyclicComponents(graph).map((members) => JSON.stringify(members))).toEqual([...groups])
      }),
      { numRuns: 1000 },
    )
  })

  test('a cycle leads from each of its nodes to the next and from the last to the first', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        for (const component of cyclicComponents(graph)) {
          const cycle = cycleThrough(graph, component, component[0]!)
          expect(cycle[0]).toBe(component[0])
          for (const [i, node] of cycle.entries())
            expect(graph[node]).toContain(cycle[(i + 1) % cycle.length])
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('a long chain is no trouble', () => {
    const chain = Array.from({ length: 100_000 }, (_, i) => (i === 99_999 ? [0] : [i + 1]))
    expect(cyclicComponents(chain)).toHaveLength(1)
    expect(cycleThrough(chain, cyclicComponents(chain)[0]!, 0)).toHaveLength(100_000)
    expect(orderNodes(chain)).toEqual([])
  })
})
