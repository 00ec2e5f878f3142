import { bindParameters } from './bind-parameters.ts'
import { checkSettings } from './check-settings.ts'
import type { CheckedBody, OperatorUse, SubflowUse } from './checked-body.ts'
import type { Body } from './document.ts'
import type { Findings } from './findings.ts'
import type { Inlined, InlinedNode } from './inlined.ts'
import { InlinedWires, type Part } from './inlined-wires.ts'
import type { Room } from './room.ts'
import { type Scope, scopeOf } from './scope.ts'
import type { Path } from './tree.ts'

/** How deep subflows may use one another. */
const deepest = 32

/** Puts the nodes of subflows in the place of their uses. */
export function inline(
  findings: Findings,
  top: CheckedBody,
  subflows: ReadonlyMap<Body, CheckedBody>,
  scope: Scope,
  room: Room,
): Inlined {
  const inliner = new Inliner(findings, subflows, room)
  inliner.body(top, scope, { id: '', was: undefined }, 0)
  const { nodes, wires } = inliner
  return { nodes, wires: wires.list, whole: !room.full }
}

/** What goes before the ids inside a use: now, and in the state that it takes over. */
interface Prefix {
  readonly id: string
  readonly was: { readonly id: string; readonly place: Path } | undefined
}

class Inliner {
  readonly nodes: InlinedNode[] = []
  readonly wires: InlinedWires
  private readonly room: Room
  private readonly findings: Findings
  private readonly subflows: ReadonlyMap<Body, CheckedBody>

  constructor(findings: Findings, subflows: ReadonlyMap<Body, CheckedBody>, room: Room) {
    this.findings = findings
    this.subflows = subflows
    this.room = room
    this.wires = new InlinedWires(findings, room)
  }

  body(checked: CheckedBody, scope: Scope, prefix: Prefix, depth: number): Part {
    const children = new Map<string, Part | number>()
    for (const [id, node] of checked.nodes) {
      if (node.kind === 'unknown') continue
      if (!this.room.take('nodes', node.node.place)) break
      if (node.kind === 'subflow') {
        const part = this.use(node, scope, within(prefix, node), depth)
        if (part !== undefined) children.set(id, part)
        continue
      }
      children.set(id, this.nodes.length)
      const read = checkSettings(this.findings, node, scope)
      this.nodes.push({ ...within(prefix, node), use: node, read, scope })
    }
    const part = { checked, children }
    if (!this.room.full) this.wires.add(part)
    return part
  }

  private use(use: SubflowUse, scope: Scope, prefix: Prefix, depth: number): Part | undefined {
    const { node, subflow } = use
    const inner = bindParameters(this.findings, subflow.parameters, {
      values: node.settings,
      giver: 'the use',
      outer: scope,
      about: (name, isGiven) => ({
        place: isGiven ? [...node.place, name] : node.place,
        node: node.id,
        setting: name,
      }),
    })
    // A subflow that uses itself is not among them: that was reported.
    const checked = this.subflows.get(subflow)
    if (checked === undefined) return undefined
    if (depth >= deepest) {
      this.findings.add({
        code: 'too-deep',
        message: `subflows use one another more than ${deepest} deep`,
        place: node.place,
        on: 'key',
        node: node.id,
      })
      this.room.full = true
      return undefined
    }
    return this.body(checked, scopeOf(prefix.id, inner, scope.bounds), prefix, depth + 1)
  }
}

/** The ids of a node, or of a use as what goes before the ids in it. */
function within(prefix: Prefix, { node }: OperatorUse | SubflowUse): Prefix {
  const before = (id: string): string => (id === '' ? '' : `${id}/`)
  const id = `${before(prefix.id)}${node.id}`
  if (prefix.was === undefined && node.was === undefined) return { id, was: undefined }
  const place = node.was === undefined ? (prefix.was?.place ?? node.place) : [...node.place, 'was']
  return { id, was: { id: `${before(prefix.was?.id ?? prefix.id)}${node.was ?? node.id}`, place } }
}
