import { type Graph, cyclicComponents } from './components.ts'
import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inlined.ts'
import { quoted } from './quoted.ts'
import { topicsOverlap } from './topic-overlap.ts'

/** How many pairs of topics are compared; no flow drawn by people has as many. */
const mostPairs = 1_000_000

/** A node's topic, on the connection where it counts. */
interface Channel {
  readonly node: number
  readonly setting: string
  readonly topic: string
  readonly connection: string
}

/** Warns where what a sink publishes comes back to a source that it came from: round and round, over the broker. */
export function checkFeedback(findings: Findings, { nodes }: Inlined, graph: Graph): void {
  const sinks = channels(nodes, 'sink')
  const sources = Map.groupBy(channels(nodes, 'source'), ({ connection }) => connection)
  const extended = graph.map((to) => [...to])
  const links: { readonly sink: Channel; readonly source: Channel }[] = []
  let pairs = 0
  for (const sink of sinks) {
    for (const source of sources.get(sink.connection) ?? []) {
      if (++pairs > mostPairs) break
      if (!topicsOverlap(sink.topic, source.topic)) continue
      links.push({ sink, source })
      extended[sink.node]?.push(source.node)
    }
  }
  if (pairs > mostPairs) {
    findings.add({
      code: 'feedback-unchecked',
      severity: 'note',
      message: 'the flow has so many sinks and sources that not all of their topics were compared',
      place: ['nodes'],
      on: 'key',
    })
  }
  const circleOf = new Map<number, number>()
  for (const [circle, members] of cyclicComponents(extended).entries()) {
    for (const member of members) circleOf.set(member, circle)
  }
  for (const { sink, source } of links) {
    const circle = circleOf.get(sink.node)
    if (circle === undefined || circle !== circleOf.get(source.node)) continue
    report(findings, sink, nodes[sink.node], nodes[source.node], source.topic)
  }
}

function report(
  findings: Findings,
  sink: Channel,
  from: InlinedNode | undefined,
  to: InlinedNode | undefined,
  topic: string,
): void {
  findings.add({
    code: 'feedback',
    severity: 'warning',
    message: `what goes out here comes in again at ${quoted(to?.id ?? '')} (${quoted(topic)}) and leads back here`,
    place: [...(from?.use.node.place ?? []), sink.setting],
    node: from?.id,
    setting: sink.setting,
    remedy: 'publish on a topic that this source does not take, or make sure that the circle ends',
  })
}

function channels(nodes: readonly InlinedNode[], category: 'source' | 'sink'): readonly Channel[] {
  return nodes.flatMap(({ use: { operator }, read }, node): readonly Channel[] => {
    if (operator.category !== category || read === undefined) return []
    // `mqtt-in` and `mqtt-out` meet at the same broker; a topic of another kind of connector is another topic.
    const connection = JSON.stringify([
      operator.type.replace(/-(in|out)$/, ''),
      read.raw['connection'] ?? null,
    ])
    return Object.entries(operator.settings).flatMap(([setting, { kind }]) => {
      const topic = kind === 'topic' ? read.raw[setting] : undefined
      return typeof topic === 'string' ? [{ node, setting, topic, connection }] : []
    })
  })
}
