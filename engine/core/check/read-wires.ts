import type { DocumentWire } from './document.ts'
import type { Findings } from './findings.ts'
import { meantWire, meantWires } from './meant-wires.ts'
import { describeTree, type Path, type Tree } from './tree.ts'
import { textAt, wrongKind } from './tree-reader.ts'

/** Reads the wires of a flow or subflow as pairs of texts; where these lead is looked at later. */
export function readWires(findings: Findings, tree: Tree | undefined, place: Path): readonly DocumentWire[] {
  if (tree === undefined) return []
  const isFlat = tree.kind === 'list' && tree.items.length > 0 && tree.items.every(isText)
  if (tree.kind !== 'list' || isFlat) {
    const expected = 'a list of pairs: [["from", "to"], ...]'
    const message = `expected ${expected}, got ${isFlat ? 'a list of texts' : describeTree(tree)}`
    findings.add({ code: 'wrong-kind', message, place, expected, remedy: meantWires(tree) })
    return []
  }
  return tree.items.flatMap((wire, index) => {
    const at = [...place, index]
    const [from, to, ...more] = wire.kind === 'list' ? wire.items.map(textOf) : []
    if (from !== undefined && to !== undefined && more.length === 0) return [{ place: at, from, to }]
    const before = findings.errors
    if (wire.kind === 'list' && wire.items.length === 2) {
      for (const [end, item] of wire.items.entries())
        textAt(findings, item, [...at, end], 'a text: "node" or "node.port"')
    }
    const remedy = meantWire(wire)
    if (findings.errors === before)
      wrongKind(findings, wire, at, 'a pair: ["from", "to"] or ["from.port", "to.port"]', { remedy })
    return []
  })
}

const isText = (tree: Tree): boolean => textOf(tree) !== undefined

const textOf = (tree: Tree): string | undefined =>
  tree.kind === 'leaf' && typeof tree.value === 'string' ? tree.value : undefined
