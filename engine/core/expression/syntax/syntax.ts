import jsonata from 'jsonata'
import { ExpressionError } from '../expression-error.ts'
import { joinLongChains } from './long-chains.ts'
import { refuseCopiesOfCopies } from './operand-copies.ts'
import { refuseTooNested, tooNested } from './nesting.ts'
import { MAX_NESTING } from '../stack.ts'
import type { Pair, SyntaxNode } from './syntax-node.ts'

export type { Group, Operator, Pair, Stage, SyntaxNode } from './syntax-node.ts'

/**
 * Parses an expression. Throws ExpressionError with the parser's code and position, and U1001 where its parts are nested
 * too deeply.
 */
export function parseExpression(text: string, mostNested = MAX_NESTING): SyntaxNode {
  refuseCopiesOfCopies(text)
  const tree = parsed(text, mostNested)
  joinLongChains(tree)
  refuseTooNested(tree, mostNested)
  return tree
}

function parsed(text: string, mostNested: number): SyntaxNode {
  try {
    // The parser's own type of the tree is incomplete; SyntaxNode describes what it makes.
    return jsonata(text).ast() as unknown as SyntaxNode
  } catch (error) {
    // What the parser has no stack for is far more than is allowed.
    throw error instanceof RangeError ? tooNested(mostNested) : parserError(error)
  }
}

function parserError(error: unknown): ExpressionError {
  // The parser throws plain records with a code; a wrong regular expression gives an Error without one.
  const { code, position, token, value, message } = error as {
    code?: string
    position?: number
    token?: unknown
    value?: unknown
    message?: string
  }
  return new ExpressionError(code ?? 'S0201', {
    position,
    token: token === undefined ? undefined : String(token),
    value,
    ...(message === undefined ? {} : { message }),
  })
}

/** A child that the parser always gives for this type of node. */
export function required(
  node: SyntaxNode,
  child: 'rhs' | 'expression' | 'procedure' | 'body' | 'condition' | 'then',
): SyntaxNode {
  const found = node[child]
  if (found === undefined) throw new ExpressionError('S0206', { position: node.position, token: node.type })
  return found
}

/** The left operand, of what has one. */
export const leftIn = ({ lhs }: SyntaxNode): SyntaxNode | undefined =>
  lhs === undefined || isPairs(lhs) ? undefined : lhs

export function leftOf(node: SyntaxNode): SyntaxNode {
  const left = node.lhs
  if (left === undefined || isPairs(left))
    throw new ExpressionError('S0206', { position: node.position, token: node.type })
  return left
}

export function pairsOf(node: SyntaxNode): readonly Pair[] {
  const left = node.lhs
  return left !== undefined && isPairs(left) ? left : []
}

function isPairs(left: SyntaxNode | readonly Pair[]): left is readonly Pair[] {
  return Array.isArray(left)
}
