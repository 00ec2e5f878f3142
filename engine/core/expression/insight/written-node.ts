import { leftIn, type Pair, type SyntaxNode } from '../syntax/syntax.ts'
import { writtenName } from './written-name.ts'

/** How an expression that is written anew differs from the one it is made of. */
export interface Rewriting {
  /** Where its fields are to be looked for: `payload` for `payload.(a + b)`; empty where they stay. */
  readonly within: string
  /** What is written in the place of a variable. */
  readonly variables: ReadonlyMap<string, SyntaxNode>
}

export const asItIs: Rewriting = { within: '', variables: new Map() }

type Written = string | undefined

/** The text of a plain expression: paths, operators, calls, objects. Undefined of what is more than that. */
export function written(node: SyntaxNode | undefined, as: Rewriting): Written {
  if (node === undefined || hasMore(node)) return undefined
  const { type, value } = node
  if (type === 'string' || type === 'number' || type === 'value') return JSON.stringify(value)
  if (type === 'path') return writtenSteps(node.steps ?? [], as)
  if (type === 'variable') return variable(node, as)
  if (type === 'binary') return binary(node, as)
  if (type === 'function') return call(node, as)
  if (type === 'apply') return written(callOfChain(node), as)
  if (type === 'condition')
    return joined(
      [written(node.condition, as), written(node.then, as), written(node.else, as)],
      ([a, b, c]) => `${a} ? ${b} : ${c}`,
    )
  if (type === 'block' && node.expressions?.length === 1)
    return joined([written(node.expressions[0], as)], ([inner]) => `(${inner})`)
  if (type !== 'unary') return undefined
  if (value === '[')
    return joined(
      (node.expressions ?? []).map((one) => written(one, as)),
      (all) => `[${all.join(', ')}]`,
    )
  if (value === '{') return writtenPairs((node.lhs ?? []) as readonly Pair[], as) // that it has there
  return joined([written(node.expression, as)], ([inner]) => `-${inner}`)
}

/** Filters, groups and the like, which change what the node itself gives. */
export const hasMore = ({ predicate, stages, group, focus, index, keepArray }: SyntaxNode): boolean =>
  (predicate ?? stages ?? group ?? focus ?? index ?? keepArray) !== undefined

/** `payload.list[0].c` of names and places. */
export function writtenSteps(steps: readonly SyntaxNode[], { within }: Rewriting): Written {
  const parts = steps.map(({ type, value, stages = [], focus, index, keepArray }, at): Written => {
    if (type !== 'name' || (focus ?? index ?? keepArray) !== undefined) return undefined
    const places = stages.map(({ type: kind, expr }) =>
      kind === 'filter' && expr.type === 'number' ? `[${String(expr.value)}]` : undefined,
    )
    return joined(places, (all) => writtenName(String(value), at === 0 && within === '') + all.join(''))
  })
  return joined(within === '' ? parts : [within, ...parts], (all) => all.join('.'))
}

export const writtenPairs = (pairs: readonly Pair[], as: Rewriting): Written =>
  joined(
    pairs.map(([name, value]) => joined([written(name, as), written(value, as)], ([a, b]) => `${a}: ${b}`)),
    (all) => `{ ${all.join(', ')} }`,
  )

function variable(node: SyntaxNode, as: Rewriting): Written {
  const meant = meantBy(node, as)
  if (meant !== node) return written(meant, as)
  const name = String(node.value)
  if (name === '') return as.within === '' ? undefined : as.within
  return name === '$' ? undefined : `$${name}`
}

function call({ procedure, arguments: args = [] }: SyntaxNode, as: Rewriting): Written {
  if (procedure?.type !== 'variable' || as.variables.has(String(procedure.value))) return undefined
  return joined(
    args.map((one) => written(one, as)),
    (all) => `$${String(procedure.value)}(${all.join(', ')})`,
  )
}

/** What stands in the place of a variable, which has no variables in it that are replaced. */
const meantBy = (node: SyntaxNode, { variables }: Rewriting): SyntaxNode =>
  (node.type === 'variable' ? variables.get(String(node.value)) : undefined) ?? node

/** `$f(a, b)` for `a ~> $f(b)`. */
function callOfChain(node: SyntaxNode): SyntaxNode | undefined {
  const first = leftIn(node)
  const { rhs } = node
  if (first === undefined || rhs === undefined) return undefined
  return rhs.type === 'function'
    ? { ...rhs, arguments: [first, ...(rhs.arguments ?? [])] }
    : { type: 'function', procedure: rhs, arguments: [first] }
}

const strengths: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-', '&'],
  ['*', '/', '%'],
]
const strongest = strengths.length

const strengthOf = ({ type, value }: SyntaxNode): number =>
  type === 'condition'
    ? -1
    : type === 'binary'
      ? strengths.findIndex((operators) => operators.includes(String(value)))
      : strongest

function binary(node: SyntaxNode, as: Rewriting): Written {
  const strength = strengthOf(node)
  if (strength < 0) return undefined
  return joined(
    [operand(leftIn(node), strength, as), operand(node.rhs, strength + 1, as)],
    ([left, right]) => `${left} ${String(node.value)} ${right}`,
  )
}

/** In parentheses where it binds less than what is around it. */
function operand(node: SyntaxNode | undefined, strength: number, as: Rewriting): Written {
  const text = written(node, as)
  if (node === undefined || text === undefined) return undefined
  return strengthOf(meantBy(node, as)) >= strength ? text : `(${text})`
}

/** Nothing if one of the parts is nothing. */
function joined(parts: readonly Written[], join: (parts: readonly string[]) => string): Written {
  const all = parts.filter((part) => part !== undefined)
  return all.length === parts.length ? join(all) : undefined
}
