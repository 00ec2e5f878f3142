import { cycleThrough, cyclicComponents, type Graph } from './components.ts'
import type { Findings } from './findings.ts'
import type { Inlined } from './inlined.ts'
import { quoted } from './quoted.ts'

/** How many nodes of a cycle a message names. */
const named = 12

/** Reports each group of nodes whose wires lead in a circle, with one such circle. */
export function checkCycles(findings: Findings, { nodes, wires }: Inlined, graph: Graph): void {
  const components = cyclicComponents(graph)
  if (components.length === 0) return
  const wireOf = new Map(wires.map((wire) => [`${wire.from.node} ${wire.to.node}`, wire]))
  for (const component of components) {
    const [start = 0] = component
    const cycle = cycleThrough(graph, component, start)
    const ids = cycle.map((node) => nodes[node]?.id ?? '')
    const last = cycle.at(-1)
    const closing = wireOf.get(`${last} ${start}`)
    findings.add({
      code: 'cycle',
      message: `the wires lead in a circle: ${shown(ids)}`,
      place: closing?.place ?? [],
      node: ids[0],
      expected: 'wires that lead forward',
      remedy: 'take this wire out; what is to come back goes over the broker, by a sink and a source',
    })
  }
}

function shown(ids: readonly string[]): string {
  const [first = ''] = ids
  const way =
    ids.length <= named
      ? ids.map(quoted)
      : [...ids.slice(0, named - 2).map(quoted), `... (${ids.length} nodes)`, quoted(ids.at(-1) ?? '')]
  return [...way, quoted(first)].join(' -> ')
}
