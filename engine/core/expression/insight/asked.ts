import { leftIn, type SyntaxNode } from '../syntax/syntax.ts'
import { nodesOf } from '../syntax/syntax-walk.ts'

/** Why an expression may read a field that is not there: it asks whether there is one, or whether it holds. */
export type Asked = 'exists' | 'holds'

/**
 * Where the names of fields end that an expression reads to find out about them: in `$exists(payload.c)`, `payload.c ?? 1` or
 * `payload.c != null`, or as a condition, in `payload.on ? 1`, `$not(payload.on)` or `payload.list[on]`.
 */
export function askedIn(tree: SyntaxNode): ReadonlyMap<number, Asked> {
  const found = new Map<number, Asked>()
  for (const node of nodesOf(tree)) {
    for (const { expr } of [...(node.stages ?? []), ...(node.predicate ?? [])]) holds(expr, found)
    if (node.type === 'function') ofCall(node, found)
    if (node.type === 'condition') ofCondition(node, found)
    if (node.type === 'binary') ofOperator(node, found)
    if (node.type === 'operators' || node.type === 'cases') ofMany(node, found)
  }
  return found
}

type Found = Map<number, Asked>

function ofCall({ procedure, arguments: [first] = [] }: SyntaxNode, found: Found): void {
  const name = procedure?.type === 'variable' ? procedure.value : undefined
  if (name === 'exists') exists(first, found)
  if (name === 'not' || name === 'boolean') holds(first, found)
}

/** `a ?: b` is given by the parser as `a ? a : b`, and `a ?? b` as `$exists(a) ? a : b`. */
function ofCondition({ condition, then }: SyntaxNode, found: Found): void {
  const end = lastEnd(condition)
  if (end !== undefined && end === lastEnd(then)) exists(condition, found)
  else holds(condition, found)
}

const lastEnd = (node: SyntaxNode | undefined): number | undefined => node?.steps?.at(-1)?.position

function ofOperator(node: SyntaxNode, found: Found): void {
  const { value, rhs } = node
  const isWithNull = rhs?.type === 'value' && rhs.value === null
  if (value === 'and' || value === 'or') for (const part of [leftIn(node), rhs]) holds(part, found)
  if (isWithNull && (value === '=' || value === '!=')) exists(leftIn(node), found)
}

/** `a or b or c …`, and `a ? b : c ? d : …`. */
function ofMany({ type, expressions = [], operators = [] }: SyntaxNode, found: Found): void {
  const isLogic = operators.some(({ value }) => value === 'and' || value === 'or')
  expressions.forEach((part, at) => {
    if (type === 'cases' ? at % 2 === 0 && at < expressions.length - 1 : isLogic) holds(part, found)
  })
}

/** Whatever it is worked out from may be missing. */
function exists(node: SyntaxNode | undefined, found: Found): void {
  for (const { type, position } of node === undefined ? [] : nodesOf(node))
    if (position !== undefined && (type === 'name' || type === 'string')) found.set(position, 'exists')
}

/** A field that stands for itself: of `payload.meta.on` any name may be missing. */
function holds(node: SyntaxNode | undefined, found: Found): void {
  if (node?.type === 'block' && node.expressions?.length === 1) return holds(node.expressions[0], found)
  for (const { type, position } of node?.type === 'path' ? (node.steps ?? []) : [])
    if (position !== undefined && type === 'name' && !found.has(position)) found.set(position, 'holds')
}
