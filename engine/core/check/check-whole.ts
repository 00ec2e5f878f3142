import { checkAlikeIds } from './check-alike-ids.ts'
import { checkCarried } from './check-carried.ts'
import { checkCycles } from './check-cycles.ts'
import { checkFeedback } from './check-feedback.ts'
import { checkFormerIds } from './check-former-ids.ts'
import { checkIdle } from './check-idle.ts'
import { checkKeyTopic } from './check-key-topic.ts'
import { checkPassedBy } from './check-passed-by.ts'
import { checkPayload } from './check-payload.ts'
import { checkSilentPorts } from './check-silent-ports.ts'
import { checkTimeScope } from './check-time-scope.ts'
import type { Graph } from './components.ts'
import type { Findings } from './findings.ts'
import type { Inlined } from './inlined.ts'
import { knownPayloads } from './known-payloads.ts'
import { orderNodes } from './order-nodes.ts'

/** Checks what shows only once all nodes are seen together, and gives the order in which wires lead forward. */
export function checkWhole(findings: Findings, inlined: Inlined, isFlow: boolean): readonly number[] {
  if (!inlined.whole) return []
  const graph = graphOf(inlined)
  const order = orderNodes(graph)
  if (order.length < graph.length) checkCycles(findings, inlined, graph)
  // A subflow by itself has no sources that are its own business, and its ids are not final.
  if (!isFlow) return order
  checkAlikeIds(findings, inlined.nodes)
  checkFormerIds(findings, inlined.nodes)
  checkTimeScope(findings, inlined, order)
  const payloads = knownPayloads(inlined, order)
  checkCarried(findings, inlined, order, payloads)
  checkKeyTopic(findings, inlined, order)
  checkPayload(findings, inlined, order, payloads)
  if (order.length === graph.length) checkPassedBy(findings, inlined)
  checkSilentPorts(findings, inlined)
  checkIdle(findings, inlined, order)
  checkFeedback(findings, inlined, graph)
  return order
}

/** Each node with those it leads to, once each. */
function graphOf({ nodes, wires }: Inlined): Graph {
  const graph = nodes.map((): Set<number> => new Set())
  for (const { from, to } of wires) graph[from.node]?.add(to.node)
  return graph.map((to) => [...to])
}
