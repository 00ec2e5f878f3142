import { attempt } from './attempt.ts'
import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inlined.ts'
import { quoted } from './quoted.ts'

/** Warns where a flow waits for what cannot come: wires from ports by which nothing leaves with these settings. */
export function checkSilentPorts(findings: Findings, { nodes, wires }: Inlined): void {
  for (const { place, from } of wires) {
    const node = nodes[from.node]
    if (node?.read === undefined || !silentPorts(node).includes(from.port)) continue
    findings.add({
      code: 'silent-port',
      severity: 'warning',
      message: `nothing leaves by ${quoted(`${node.id}.${from.port}`)} with the settings of this ${node.use.operator.type}`,
      place,
      node: node.id,
      remedy: 'wire another port, or set what this one is for',
    })
  }
}

const silentPorts = ({ use, read }: InlinedNode): readonly string[] => {
  const result = attempt(() => use.operator.silent(read?.values ?? {}))
  return result.ok ? result.value : []
}
