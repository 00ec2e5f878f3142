import { repeatedOperand } from './repeated-operand.ts'
import type { Operator, SyntaxNode } from './syntax-node.ts'

/**
 * Shorter chains stay as they are: each operator has its own quick code, which in one this long none has any more (see
 * MAX_NODES in build-quick.ts).
 */
const LONG = 80

/**
 * Makes one node of each long chain of operators (`a or b or c …`), and of each long row of conditions
 * (`a ? b : c ? d : …`): the parser nests them, and there is no end to how many there may be. Predicates and groupings stand
 * at what is around in parentheses, never at such a node itself. `tree` is changed.
 */
export function joinLongChains(tree: SyntaxNode): void {
  const waiting: unknown[] = [tree]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue
    const node = next as SyntaxNode // or a list of them, or a part that has some
    if (node.type === 'binary') joinOperators(node)
    else if (node.type === 'condition') joinConditions(node)
    for (const child of Object.values(node)) if (child !== undefined) waiting.push(child)
  }
}

function joinOperators(top: SyntaxNode): void {
  const expressions: SyntaxNode[] = []
  const operators: Operator[] = []
  let node = top
  for (let left = leftIn(node); left !== undefined; left = leftIn(node)) {
    expressions.push(node.rhs as SyntaxNode) // it has one: see leftIn
    operators.push({ value: String(node.value), position: node.position })
    node = left
  }
  if (operators.length <= LONG) return
  expressions.push(node)
  become(top, { type: 'operators', expressions: expressions.toReversed(), operators: operators.toReversed() })
}

const joined: ReadonlySet<unknown> = new Set(['+', '-', '*', '/', '%', '&', 'and', 'or'])

/** The left side of an operator of those that are joined. */
function leftIn({ type, value, lhs, rhs }: SyntaxNode): SyntaxNode | undefined {
  return type === 'binary' && joined.has(value) && rhs !== undefined && lhs !== undefined && 'type' in lhs
    ? lhs
    : undefined
}

function joinConditions(top: SyntaxNode): void {
  const expressions: SyntaxNode[] = []
  let node: SyntaxNode | undefined = top
  while (node?.type === 'condition' && repeatedOperand(node) === undefined) {
    const { condition, then }: SyntaxNode = node
    if (condition === undefined || then === undefined) return
    expressions.push(condition, then)
    node = node.else
  }
  if (expressions.length <= 2 * LONG) return
  if (node !== undefined) expressions.push(node)
  become(top, { type: 'cases', expressions })
}

/** The parser's tree is nobody else's, and what is around the node keeps it. */
function become(node: SyntaxNode, other: Partial<SyntaxNode>): void {
  for (const name of ['value', 'lhs', 'rhs', 'condition', 'then', 'else']) Reflect.deleteProperty(node, name)
  Object.assign(node, other)
}
