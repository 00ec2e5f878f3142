import type { Findings } from './findings.ts'
import type { InlinedNode } from './inlined.ts'
import { quoted } from './quoted.ts'

/** Each node may take over the state of one that is gone, and no two that of the same. */
export function checkFormerIds(findings: Findings, nodes: readonly InlinedNode[]): void {
  const ids = new Set(nodes.map(({ id }) => id))
  const takers = new Map<string, string>()
  for (const { id, was, use } of nodes) {
    if (was === undefined) continue
    const about = { code: 'was-clash', place: was.place, node: use.node.id, setting: 'was' }
    const other = takers.get(was.id)
    if (was.id === id) {
      const message = 'names the id that the node has now'
      findings.add({ ...about, message, severity: 'warning', remedy: 'take "was" out' })
    } else if (ids.has(was.id)) {
      findings.add({
        ...about,
        message: `there is still a node ${quoted(was.id)}, which keeps its state`,
        expected: 'an id that no node has any more',
        remedy: 'take "was" out; the state of a node goes to one node only',
      })
    } else if (other === undefined) takers.set(was.id, id)
    else {
      findings.add({
        ...about,
        message: `${quoted(other)} takes over the state of ${quoted(was.id)} already`,
        expected: 'a former id that no other node names',
        remedy: 'take "was" out of one of the two',
      })
    }
  }
}
