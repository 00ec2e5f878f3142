import type { SyntaxNode } from './syntax-node.ts'

/**
 * Whether the condition asks about the very part of the text that follows it: then it is evaluated once.
 * Copies made by the parser have the same positions; the same part written twice has not.
 */
export function repeatedOperand(node: SyntaxNode): 'if it exists' | 'if it is true' | undefined {
  const { condition } = node
  const then = thenIn(node)
  if (isSamePart(condition, then)) return 'if it is true'
  const { type, procedure, arguments: args = [] } = condition ?? {}
  // The parser's own call of $exists has no position.
  const isCoalescing =
    type === 'function' && procedure?.value === 'exists' && procedure.position === undefined
  return isCoalescing && isSamePart(args[0], then) ? 'if it exists' : undefined
}

/** What follows the condition; at the end of a function the parser puts a call into a function of its own. */
export const thenIn = ({ then }: SyntaxNode): SyntaxNode | undefined =>
  then?.type === 'lambda' && then.thunk === true ? then.body : then

/** Looks closer only at what begins alike: conditions in conditions would take the square of their length. */
function isSamePart(one: SyntaxNode | undefined, other: SyntaxNode | undefined): boolean {
  if (one === undefined || other === undefined || one.type !== other.type) return false
  return placeOf(one) === placeOf(other) && JSON.stringify(one) === JSON.stringify(other)
}

const placeOf = ({ position, steps }: SyntaxNode): number | undefined => position ?? steps?.[0]?.position
