import type { CheckedNode } from './checked-body.ts'
import type { Findings } from './findings.ts'

/** Warns of nodes that nothing reaches, and of those whose results nobody gets. `touched` holds the nodes at ends of wires. */
export function checkWired(
  findings: Findings,
  nodes: ReadonlyMap<string, CheckedNode>,
  touched: {
    readonly input: ReadonlySet<string>
    readonly output: ReadonlySet<string>
    /** Inputs that something is wired to, as `node.port`. */
    readonly ports: ReadonlySet<string>
  },
): void {
  for (const [id, node] of nodes) {
    const { place } = node.node
    const { receives, gives } = wants(node)
    if (receives && !touched.input.has(id)) {
      findings.add({
        code: 'unwired',
        severity: 'warning',
        message: 'nothing is wired to this node: it will never do anything',
        place,
        on: 'key',
        node: id,
        remedy: `add a wire [..., ${JSON.stringify(id)}], or take the node out`,
      })
    } else if (node.kind === 'operator' && receives) {
      for (const [port, { summary, optional }] of Object.entries(node.operator.inputs)) {
        if (optional === true || touched.ports.has(`${id}.${port}`)) continue
        findings.add({
          code: 'unwired-input',
          severity: 'warning',
          message: `nothing is wired to its input ${JSON.stringify(port)}: ${summary}`,
          place,
          on: 'key',
          node: id,
          remedy: `add a wire [..., ${JSON.stringify(`${id}.${port}`)}]`,
        })
      }
    }
    if (receives && !touched.input.has(id)) continue
    if (gives && !touched.output.has(id)) {
      findings.add({
        code: 'leads-nowhere',
        severity: 'warning',
        message: 'no output of this node is wired: what it gives is lost',
        place,
        on: 'key',
        node: id,
        remedy: `add a wire [${JSON.stringify(id)}, ...], or take the node out`,
      })
    }
  }
}

function wants(node: CheckedNode): { readonly receives: boolean; readonly gives: boolean } {
  if (node.kind === 'unknown') return { receives: false, gives: false }
  if (node.kind === 'subflow')
    return { receives: node.subflow.inputs.size > 0, gives: node.subflow.outputs.size > 0 }
  const { inputs, outputs, category } = node.operator
  return {
    receives: Object.keys(inputs).length > 0,
    gives: category !== 'sink' && Object.values(outputs).some(({ hidden }) => !hidden),
  }
}
