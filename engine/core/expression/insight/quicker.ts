import { hasQuickWay } from '../quick/build-quick.ts'
import { leftIn, type SyntaxNode } from '../syntax/syntax.ts'
import { quickerCalls } from './quicker-calls.ts'
import { quickerPaths } from './quicker-paths.ts'
import { literalKind } from '../syntax/literal-kind.ts'
import { nodesOf } from '../syntax/syntax-walk.ts'
import type { Rewrite } from './rewritten.ts'
import { firstParsed } from './unfinished.ts'
import { asItIs, hasMore, written } from './written-node.ts'

/** Longer ones are hard to read in a sentence. */
const longest = 120

/**
 * What to write in the place of a part that has no quick way, if it then has one: `write payload.c > 1, where …`. Among
 * others it stands in parentheses if it needs them.
 */
export function quickerWay(node: SyntaxNode, isWhole: boolean): string | undefined {
  for (const rewrite of [...quickerCalls, ...quickerPaths, chained, among, named]) {
    const { text, where } = rewrite(node) ?? {}
    if (text === undefined || text.length > longest) continue
    const tree = firstParsed([text])
    if (tree === undefined || !hasQuickWay(tree)) continue
    const isBare = isWhole || (tree.type !== 'binary' && tree.type !== 'condition')
    return `write ${isBare ? text : `(${text})`}${where === undefined ? '' : `, where ${where}`}`
  }
  return undefined
}

/** `payload.c ~> $round(1)`. */
const chained: Rewrite = (node) => (node.type === 'apply' ? { text: written(node, asItIs) } : undefined)

/** `payload.c in "x"`, `payload.c in [$low, $high]`, `payload.c in [1..10]`. */
const among: Rewrite = (node) => {
  const { type, value, rhs } = node
  const left = leftIn(node)
  if (type !== 'binary' || value !== 'in' || left === undefined || rhs === undefined) return undefined
  const compared = (operator: string, other: SyntaxNode | undefined): string | undefined =>
    other && written({ type: 'binary', value: operator, lhs: left, rhs: other }, asItIs)
  if (rhs.type === 'string' || rhs.type === 'number' || rhs.type === 'value')
    return { text: compared('=', rhs) }
  if (rhs.value !== '[' || rhs.expressions === undefined) return undefined
  const [range, ...others] = rhs.expressions
  if (range?.value === '..' && others.length === 0) {
    const [least, most] = [compared('>=', leftIn(range)), compared('<=', range.rhs)]
    return least === undefined || most === undefined
      ? undefined
      : { text: `${least} and ${most}`, where: 'it is a whole number' }
  }
  const each = rhs.expressions.map((one) => compared('=', one))
  return each.includes(undefined)
    ? undefined
    : { text: each.join(' or '), where: 'each of them is one value and not a list' }
}

/** `($c := payload.c; $c * 2)`: each name once, and nothing done beside. */
const named: Rewrite = (node) => {
  const { type, expressions = [] } = node
  const variables = new Map<string, SyntaxNode>()
  if (type !== 'block' || hasMore(node) || expressions.length < 2) return undefined
  const names = new Set(expressions.slice(0, -1).map((bind) => leftIn(bind)?.value))
  let mayFail = false
  for (const { type: kind, rhs, ...bind } of expressions.slice(0, -1)) {
    const name = String(leftIn({ type: kind, ...bind })?.value)
    if (kind !== 'bind' || rhs === undefined || variables.has(name)) return undefined
    // A name that is given a value only later means another variable until then.
    const own = nodesOf(rhs).filter(({ type: part, value }) => part === 'variable' && names.has(value))
    if (own.some(({ value }) => !variables.has(String(value)))) return undefined
    mayFail ||= rhs.type !== 'path' && literalKind(rhs) === undefined
    const text = written(rhs, { within: '', variables })
    // Each may hold those before it several times.
    const value = text === undefined || text.length > longest ? undefined : firstParsed([text])
    if (value === undefined) return undefined
    variables.set(name, value)
  }
  const text = written(expressions.at(-1), { within: '', variables })
  return mayFail ? { text, where: 'what the variables are given never fails' } : { text }
}
