import type { SyntaxNode } from './syntax.ts'

/**
 * The same node with its calls in tail position made ordinary calls. The parser also marks calls in a block
 * that predicates follow, and those need the result.
 */
export function withoutTailCalls(node: SyntaxNode): SyntaxNode {
  if (node.type === 'lambda' && node.thunk === true) return node.body ?? node
  if (node.type === 'condition') {
    return {
      ...node,
      ...(node.then === undefined ? {} : { then: withoutTailCalls(node.then) }),
      ...(node.else === undefined ? {} : { else: withoutTailCalls(node.else) }),
    }
  }
  const last = node.expressions?.at(-1)
  if (node.type !== 'block' || last === undefined) return node
  return { ...node, expressions: [...(node.expressions ?? []).slice(0, -1), withoutTailCalls(last)] }
}
