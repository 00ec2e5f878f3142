import jsonata from 'jsonata'
import { ExpressionError } from './expression-error.ts'
import { joinLongChains } from './long-chains.ts'
import { refuseCopiesOfCopies } from './operand-copies.ts'
import { refuseTooNested, tooNested } from './nesting.ts'
import { MAX_NESTING } from './stack.ts'

export type Pair = readonly [key: SyntaxNode, value: SyntaxNode]

/** A node of JSONata's syntax tree. Which fields are there depends on `type`. */
export interface SyntaxNode {
  readonly type: string
  readonly value?: unknown
  readonly position?: number
  readonly steps?: readonly SyntaxNode[]
  /** Filters of a step of a path. */
  readonly stages?: readonly Stage[]
  /** Filters of anything that is not a step. */
  readonly predicate?: readonly Stage[]
  readonly group?: Group
  readonly expressions?: readonly SyntaxNode[]
  /** Of a long chain of them: each stands between two of the expressions. */
  readonly operators?: readonly Operator[]
  readonly expression?: SyntaxNode
  /** The left operand, or, for an object constructor, its pairs. */
  readonly lhs?: SyntaxNode | readonly Pair[]
  readonly rhs?: SyntaxNode
  readonly arguments?: readonly SyntaxNode[]
  readonly procedure?: SyntaxNode
  readonly body?: SyntaxNode
  /** Of a transform. */
  readonly pattern?: SyntaxNode
  readonly update?: SyntaxNode
  readonly delete?: SyntaxNode
  readonly signature?: { readonly definition: string }
  /** A call in tail position of a function. */
  readonly thunk?: boolean
  readonly condition?: SyntaxNode
  readonly then?: SyntaxNode
  readonly else?: SyntaxNode
  readonly terms?: readonly { readonly descending: boolean; readonly expression: SyntaxNode }[]
  readonly keepArray?: boolean
  readonly keepSingletonArray?: boolean
  readonly consarray?: boolean
  readonly focus?: string
  readonly index?: string
  readonly tuple?: boolean
  /** Under this name a step keeps where it came from, for a `%` further on. */
  readonly ancestor?: { readonly label: string }
  /** Of a `%`: the name under which what it means is kept. */
  readonly slot?: { readonly label: string }
}

export interface Operator {
  readonly value: string
  readonly position: number | undefined
}

export interface Stage {
  readonly type: string
  /** Of a filter. */
  readonly expr: SyntaxNode
  /** Of an index: the name that the position is bound to. */
  readonly value?: unknown
  readonly position?: number
}

export interface Group {
  readonly lhs: readonly Pair[]
  readonly position?: number
}

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
