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
