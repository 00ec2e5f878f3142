import type { DocumentWire } from './document.ts'
import type { Findings } from './findings.ts'
import type { Path, Tree } from './tree.ts'
import { listAt, textAt, wrongKind } from './tree-reader.ts'

/** Reads the wires of a flow or subflow as pairs of texts; where these lead is looked at later. */
export function readWires(findings: Findings, tree: Tree | undefined, place: Path): readonly DocumentWire[] {
  const expected = 'a pair: ["from", "to"] or ["from.port", "to.port"]'
  const texts = tree?.kind === 'list' ? tree.items.map(textOf) : []
  if (texts.length > 0 && !texts.includes(undefined)) {
    const remedy = `write ${JSON.stringify(pairs(texts.map((text) => text ?? '')))}`
    const message = 'expected a list of pairs, got a list of texts'
    findings.add({ code: 'wrong-kind', message, place, expected, remedy })
    return []
  }
  return listAt(findings, tree, place, 'a list of wires').flatMap((wire, index) => {
    const at = [...place, index]
    const [from, to, ...more] = wire.kind === 'list' ? wire.items.map(textOf) : []
    if (from === undefined || to === undefined || more.length > 0) {
      const before = findings.errors
      if (wire.kind === 'list' && wire.items.length === 2) {
        for (const [end, item] of wire.items.entries())
          textAt(findings, item, [...at, end], 'a text: "node" or "node.port"')
      }
      if (findings.errors === before) wrongKind(findings, wire, at, expected)
      return []
    }
    return [{ place: at, from, to }]
  })
}

/** What a flat list of wires was most likely meant to be: one wire, or a chain. */
const pairs = (texts: readonly string[]): readonly (readonly string[])[] =>
  texts.length === 1
    ? [[texts[0] ?? '', '...']]
    : texts.slice(1, 6).map((to, index) => [texts[index] ?? '', to])

const textOf = (tree: Tree): string | undefined =>
  tree.kind === 'leaf' && typeof tree.value === 'string' ? tree.value : undefined
