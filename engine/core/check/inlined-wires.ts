import type { CheckedBody, End } from './checked-body.ts'
import type { Findings } from './findings.ts'
import type { InlinedWire } from './inlined.ts'
import { quoted } from './quoted.ts'
import type { Room } from './room.ts'
import type { Side } from './ports.ts'

/** A body in one of its uses: its nodes as indexes, its uses of subflows as parts of their own. */
export interface Part {
  readonly checked: CheckedBody
  readonly children: ReadonlyMap<string, Part | number>
}

/** Gathers the wires of a flow; ends at subflows are followed to the ports inside. */
export class InlinedWires {
  readonly list: InlinedWire[] = []
  private readonly seen = new Set<string>()
  private readonly findings: Findings
  private readonly room: Room

  constructor(findings: Findings, room: Room) {
    this.findings = findings
    this.room = room
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
      if (!this.room.take('wires', place)) return
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
