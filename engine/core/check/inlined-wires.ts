import type { CheckedBody, End } from './checked-body.ts'
import type { Findings } from './findings.ts'
import type { InlinedWire } from './inline.ts'
import { quoted } from './quoted.ts'
import type { Side } from './ports.ts'

/** How many wires a flow may have. */
const mostWires = 200_000

/** A body in one of its uses: its nodes as indexes, its uses of subflows as parts of their own. */
export interface Part {
  readonly checked: CheckedBody
  readonly children: ReadonlyMap<string, Part | number>
}

/** Gathers the wires of a flow; ends at subflows are followed to the ports inside. */
export class InlinedWires {
  readonly list: InlinedWire[] = []
  full = false
  private readonly seen = new Set<string>()
  private readonly findings: Findings

  constructor(findings: Findings) {
    this.findings = findings
  }

  add(part: Part): void {
    for (const { place, from, to } of part.checked.wires) {
      const start = follow(part, from, 'output')
      const end = follow(part, to, 'input')
      if (start === undefined || end === undefined) continue
      const id = `${start.node} ${end.node} ${JSON.stringify([start.port, end.port])}`
      if (this.seen.has(id)) {
        this.findings.add({
          code: 'double-wire',
          message: `inside the subflows this wire from ${quoted(from.node)} to ${quoted(to.node)} is the same as another`,
          place,
          node: to.node,
          remedy: 'take one of the two out, or let the ports of the subflow lead to different places',
        })
        continue
      }
      if (this.list.length >= mostWires) {
        this.full = true
        this.findings.add({
          code: 'too-many-wires',
          message: `the flow has more than ${mostWires} wires, those in subflows counted in each use`,
          place,
          expected: `at most ${mostWires} wires`,
          remedy: 'split it into flows that pass events on over the broker',
        })
        return
      }
      this.seen.add(id)
      this.list.push({ place, from: start, to: end })
    }
  }
}

/** The port of a node that an end means; undefined where a port leads nowhere, which was reported. */
function follow(
  from: Part,
  end: End,
  side: Side,
): { readonly node: number; readonly port: string } | undefined {
  let part = from
  let { node, port } = end
  for (;;) {
    const child = part.children.get(node)
    if (child === undefined || typeof child === 'number')
      return child === undefined ? undefined : { node: child, port }
    const inner = child.checked[`${side}s`].get(port)
    if (inner === undefined) return undefined
    part = child
    node = inner.node
    port = inner.port
  }
}
