import type { SyntaxNode } from '../syntax/syntax.ts'

/**
 * The same node with its calls in tail position made ordinary calls. The parser also marks calls in a block
 * that predicates follow, and those need the result.
 */
export function withoutTailCalls(node: SyntaxNode): SyntaxNode {
  if (node.type === 'lambda' && node.thunk === true) return node.body ?? node
  if (node.type === 'cases') return { ...node, expressions: (node.expressions ?? []).map(withoutInCase) }
  if (node.type !== 'condition' && node.type !== 'block') return node
  const parts = Object.entries(node).map(([name, part]) => [name, withoutIn(name, part)])
  // Every part is what it was, or a node in place of a node.
  return Object.fromEntries(parts) as SyntaxNode
}

/** Every second one is what a condition leads to, and the last what is left. */
const withoutInCase = (item: SyntaxNode, at: number, all: readonly SyntaxNode[]): SyntaxNode =>
  at % 2 === 1 || at === all.length - 1 ? withoutTailCalls(item) : item

/** The parts of a condition or a block in which a call would be in tail position. */
function withoutIn(name: string, part: unknown): unknown {
  // These fields hold nodes: see SyntaxNode.
  if (name === 'then' || name === 'else') return withoutTailCalls(part as SyntaxNode)
  if (name !== 'expressions') return part
  return (part as SyntaxNode[]).map((item, i, items) =>
    i === items.length - 1 ? withoutTailCalls(item) : item,
  )
}
