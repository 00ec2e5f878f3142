import { isArithmetic } from '../nodes/arithmetic.ts'
import { isComparison } from '../nodes/comparison.ts'
import { nativeNamed } from '../functions/catalogue.ts'
import { literalKind } from '../syntax/literal-kind.ts'
import { anyKind } from '../calling/parameter.ts'
import { leftIn, type SyntaxNode } from '../syntax/syntax.ts'
import { nodesOf } from '../syntax/syntax-walk.ts'

/**
 * The name of a function in an expression that may take what it is evaluated for in place of an argument, as `$string()`
 * and `$contains("x")` do; undefined where there is none. `kindOf` knows the kinds of some variables.
 */
export function takerOfContext(tree: SyntaxNode, kindOf: (variable: string) => string): string | undefined {
  const nodes = nodesOf(tree)
  const chained = new Map(nodes.flatMap((node) => (node.type === 'apply' ? [[node.rhs, leftIn(node)]] : [])))
  for (const node of nodes) {
    if (node.type === 'lambda' && node.signature?.definition.includes('-') === true)
      return 'a function with -'
    if (node.type !== 'function' || node.procedure?.type !== 'variable') continue
    const first = chained.get(node)
    const given = [...(first === undefined ? [] : [first]), ...(node.arguments ?? [])]
    const name = String(node.procedure.value)
    if (mayTake(name, given, kindOf)) return `$${name}`
  }
  return undefined
}

function mayTake(name: string, given: readonly SyntaxNode[], kindOf: (variable: string) => string): boolean {
  const { usesContext = false, parameters = [] } = nativeNamed(name)?.signature ?? {}
  const [first, ...others] = parameters
  const [argument] = given
  if (!usesContext || first === undefined || given.length >= parameters.length) return false
  // Those that must be given leave none for the first.
  const needed = others.filter(({ isOptional, usesContext: isTaken }) => !isOptional && !isTaken).length
  if (argument === undefined || given.length <= needed) return true
  return [...kindsOf(argument, kindOf)].some(
    (kind) => !first.kinds.includes(kind) && others.some(({ kinds }) => kinds.includes(kind)),
  )
}

/** What kinds of value a node may give, in the letters of signatures. */
function kindsOf(node: SyntaxNode, kindOf: (variable: string) => string): string {
  const { type, value, procedure, expressions = [] } = node
  const literal = literalKind(node)
  if (literal !== undefined) return literal
  if (type === 'variable') return kindOf(String(value))
  if (type === 'binary')
    return isArithmetic(value) ? 'n' : value === '&' ? 's' : isComparison(value) ? 'b' : anyKind
  const [only] = expressions
  if (type === 'block' && only !== undefined && expressions.length === 1) return kindsOf(only, kindOf)
  if (type !== 'function' || procedure?.type !== 'variable') return anyKind
  const result = /:([nsbao])>$/.exec(nativeNamed(String(procedure.value))?.signature.shown ?? '')?.[1]
  return result ?? anyKind
}
