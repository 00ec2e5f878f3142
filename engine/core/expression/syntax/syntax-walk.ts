import type { SyntaxNode } from './syntax.ts'

/** A node and all below it, whatever they are: for whoever looks for something and not at where it stands. */
export function nodesOf(tree: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  const waiting: unknown[] = [tree]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue
    if ('type' in next && typeof next.type === 'string') found.push(next as SyntaxNode) // so is every node of a tree
    waiting.push(...Object.values(next).filter((child) => child !== undefined))
  }
  return found
}
