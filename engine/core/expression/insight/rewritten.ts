import type { SyntaxNode } from '../syntax/syntax.ts'
import { hasMore } from './written-node.ts'

/** Another way to write a part of an expression, and when it comes to the same. */
export interface Rewritten {
  readonly text: string | undefined
  readonly where?: string
}

/** One kind of part that can be written so; undefined of other parts. */
export type Rewrite = (node: SyntaxNode) => Rewritten | undefined

/** The name of the function that a part calls by its name, and nothing beside. */
export const calledName = (node: SyntaxNode): unknown =>
  node.type === 'function' && node.procedure?.type === 'variable' && !hasMore(node)
    ? node.procedure.value
    : undefined
