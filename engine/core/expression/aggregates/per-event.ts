import { isComparison } from '../nodes/comparison.ts'
import type { SyntaxNode } from '../syntax/syntax.ts'
import { nodesOf } from '../syntax/syntax-walk.ts'

/** `$`: the list of events itself. */
export const isContext = (node: SyntaxNode): boolean =>
  node.type === 'variable' && node.value === '' && node.predicate === undefined && node.group === undefined

/** A path gives for a list what it gives for each element in turn if it starts with a field and only steps down. */
export function isPerEvent(node: SyntaxNode): boolean {
  if (isContext(node)) return true
  if (node.type !== 'path' || node.group !== undefined || node.keepSingletonArray === true) return false
  const [first, ...others] = node.steps ?? []
  if (first?.type !== 'name') return false
  // A predicate of the first step filters what all events have together; one that looks at each does the same to each.
  if (first.stages?.some(({ type, expr }) => type !== 'filter' || !isCondition(expr)) === true) return false
  if (asksForMoment(node) || makesList(node)) return false
  return [first, ...others].every(
    (step) =>
      (step.type === 'name' || step.type === 'block' || step.type === 'wildcard') &&
      step.focus === undefined &&
      step.index === undefined &&
      step.tuple === undefined &&
      step.group === undefined &&
      step.keepArray !== true &&
      !mentionsRoot(step),
  )
}

/** Whether a predicate gives true or false, and so is no place in a list. */
function isCondition({ type, value, procedure, predicate, group, expressions = [] }: SyntaxNode): boolean {
  if ((predicate ?? group) !== undefined) return false
  const [only] = expressions
  if (type === 'block' && only !== undefined && expressions.length === 1) return isCondition(only)
  if (type === 'function') return procedure?.type === 'variable' && conditions.has(procedure.value)
  return type === 'binary' && (isComparison(value) || conditions.has(value))
}

const conditions: ReadonlySet<unknown> = new Set([
  '=',
  '!=',
  'in',
  'and',
  'or',
  'exists',
  'not',
  'boolean',
  'contains',
])

/** With events that come one by one the present would be that of each, and chance another one. */
const asksForMoment = (node: SyntaxNode): boolean =>
  nodesOf(node).some(({ type, value }) => type === 'variable' && moments.has(value))

const moments: ReadonlySet<unknown> = new Set(['now', 'millis', 'random', 'shuffle', 'toMillis', 'eval'])

/** `c[[0]]` and `([c])` give a list where there is nothing, for each event or for all together. */
const makesList = (node: SyntaxNode): boolean =>
  nodesOf(node).some(({ type, value }) => type === 'unary' && value === '[')

/** `$$` inside a path would be one event instead of the list. */
function mentionsRoot(node: SyntaxNode): boolean {
  return nodesOf(node).some(({ type, value }) => type === 'variable' && value === '$')
}
