import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode, InlinedWire } from './inlined.ts'
import { quoted } from './quoted.ts'

type End = InlinedWire['from']

/** How many wires are looked back along in all; no flow drawn by people needs as many. */
const mostSteps = 200_000

/**
 * Warns where a node gets the same events twice: those that a filter, switch or the like lets through to it, and all of
 * them, past that, by a wire of their own. Mostly the filter was put in later, and the wire was left.
 */
export function checkPassedBy(findings: Findings, { nodes, wires }: Inlined): void {
  const into = Map.groupBy(wires, ({ to }) => idOf(to))
  let steps = 0

  /** The ends whose events all that leaves by this one came from, the same as they were. */
  function originsOf(end: End): ReadonlySet<string> {
    const found = new Set<string>()
    const waiting = [end]
    for (let at = waiting.pop(); at !== undefined && steps <= mostSteps; at = waiting.pop()) {
      const passes = nodes[at.node]?.use.operator.outputs[at.port]?.passes
      if (passes === undefined) continue
      for (const { from } of into.get(idOf({ node: at.node, port: passes })) ?? []) {
        steps++
        if (found.has(idOf(from))) continue
        found.add(idOf(from))
        waiting.push(from)
      }
    }
    return found
  }

  for (const together of into.values()) {
    if (together.length < 2) continue
    const origins = together.map((wire) => ({ wire, of: originsOf(wire.from) }))
    for (const past of together) {
      const inner = origins.find(({ wire, of }) => wire !== past && of.has(idOf(past.from)))
      if (inner !== undefined) report(findings, nodes, past, inner.wire)
    }
  }
}

const idOf = ({ node, port }: End): string => `${node} ${port}`

function report(
  findings: Findings,
  nodes: readonly InlinedNode[],
  past: InlinedWire,
  inner: InlinedWire,
): void {
  const ends = [past.to, past.from, inner.from].flatMap(({ node }) => nodes[node] ?? [])
  // What lies within one subflow is said in its own terms, and so once, however often it is used.
  const isWithinOne = new Set(ends.map(({ id, use }) => id.slice(0, -use.node.id.length))).size === 1
  const idAt = (node: number): string =>
    (isWithinOne ? nodes[node]?.use.node.id : undefined) ?? nodes[node]?.id ?? ''
  const named = ({ node, port }: End): string => quoted(`${idAt(node)}.${port}`)
  findings.add({
    code: 'passed-by',
    severity: 'warning',
    message: `${quoted(idAt(past.to.node))} gets what leaves by ${named(inner.from)} twice: this wire from ${named(past.from)} brings the same events past it`,
    place: past.place,
    node: idAt(past.to.node),
    remedy: `take this wire out; or, where all events are meant, the one from ${named(inner.from)}`,
  })
}
