import type { SyntaxNode } from '../syntax/syntax.ts'
import type { Followed } from './followed.ts'
import type { Origin } from './origin.ts'
import type { Variables } from './variables.ts'

/** What is told while an expression is gone through. */
export interface Seen {
  /** A name of a field, and of what it is a field; one name is told several times where it means several. */
  field(node: SyntaxNode, of: Origin): void
  /** What stands on the right of `=`, `!=` or `in`, in its list if it is one, and what it is compared with. */
  compared?(node: SyntaxNode, comparedWith: Origin): void
}

/** Where one is in an expression whose values are being followed. `context` is where `$` comes from. */
export interface Tracing {
  readonly seen: Seen
  readonly followed: Followed
  readonly visible: Variables
  /** Where a `%` leads to. */
  readonly ancestors: Map<string, Origin>
  /** Gives where the value of a node comes from. */
  visit(node: SyntaxNode, context: Origin): Origin
  /** The same of a node that need not be there. */
  maybe(node: SyntaxNode | undefined, context: Origin): Origin
}
