import { isBuiltInName, nativeNamed } from './functions/catalogue.ts'
import { cache } from './cache.ts'
import type { Parameter } from './parameter.ts'
import { symbolOf } from './signature.ts'
import { parseExpression, type SyntaxNode } from './syntax.ts'
import { nodesOf } from './syntax-walk.ts'

/** A call of a built-in function that fails whatever the event. */
export interface Misfit {
  readonly message: string
  readonly remedy: string | undefined
}

/**
 * Calls whose arguments cannot be right: more than the function takes, or one written out that is of another kind. They
 * fail only where they are evaluated, so nothing is refused. Throws ExpressionError where the text is no expression.
 */
export function misfitsIn(text: string): readonly Misfit[] {
  return known(text, () => {
    const tree = parseExpression(text)
    const found: Misfit[] = []
    // A name that is assigned somewhere may be another function there.
    const own = new Set(nodesOf(tree).flatMap((node) => (node.type === 'bind' ? [nameOf(node.lhs)] : [])))
    for (const { node, isChained } of calls(tree)) {
      const name = nameOf(node.procedure)
      if (name === undefined || own.has(name) || !isBuiltInName(name)) continue
      const misfit = misfitOf(name, node, isChained, text)
      if (misfit !== undefined) found.push(misfit)
    }
    return found
  })
}

const known = cache<readonly Misfit[]>()

/** `isChained`: by `~>` it gets one argument more, at the front. */
function calls(tree: SyntaxNode): readonly { readonly node: SyntaxNode; readonly isChained: boolean }[] {
  const all = nodesOf(tree)
  const chained = new Set(
    all.flatMap(({ type, rhs }) => (type === 'apply' && rhs !== undefined ? [rhs] : [])),
  )
  return all.filter(({ type }) => type === 'function').map((node) => ({ node, isChained: chained.has(node) }))
}

const nameOf = (node: SyntaxNode['lhs'] | SyntaxNode['procedure']): string | undefined => {
  const one = node !== undefined && 'type' in node ? node : undefined
  return one?.type === 'variable' && one.predicate === undefined ? String(one.value) : undefined
}

function misfitOf(name: string, node: SyntaxNode, isChained: boolean, text: string): Misfit | undefined {
  const native = nativeNamed(name)
  if (native === undefined || native.takesAll) return undefined
  const { parameters } = native.signature
  const given = node.arguments ?? []
  const shift = isChained ? 1 : 0
  const most = parameters.length
  if (parameters.some(({ isRepeated }) => isRepeated)) return undefined
  if (given.length + shift > most) {
    const bound = most === 0 ? 'no arguments' : most === 1 ? 'one argument' : `at most ${most} arguments`
    return {
      message: `$${name} takes ${bound}, not ${given.length + shift}: it fails`,
      remedy: fewer(name, isChained ? '' : argumentsIn(text, node.position)),
    }
  }
  const isFixed = given.length + shift === most
  for (const [at, argument] of given.entries()) {
    const parameter = parameters[at + shift]
    const kind = literalKind(argument)
    if (parameter === undefined || kind === undefined) continue
    // What may be left out may also be taken by a later parameter.
    const taking =
      isFixed || parameters.slice(0, at + shift + 1).every(({ isOptional }) => !isOptional)
        ? [parameter]
        : parameters
    if (taking.some((one) => takes(one, kind))) continue
    const wanted = parameter.kinds[0] ?? ''
    return {
      message: `argument ${at + 1 + shift} of $${name} is ${kinds[kind]}, where ${kinds[wanted]} is wanted: it fails`,
      remedy: otherKind(kind, wanted),
    }
  }
  return undefined
}

const takes = ({ kinds, isArray }: Parameter, kind: string): boolean => isArray || kinds.includes(kind)

const kinds: Readonly<Record<string, string>> = {
  s: 'a text',
  n: 'a number',
  b: 'true or false',
  l: 'null',
  a: 'a list',
  o: 'an object',
  f: 'a function',
}

/** The kind of what is written out, as signatures have it; undefined of what only an event tells. */
function literalKind({ type, value, predicate, group }: SyntaxNode): string | undefined {
  if (predicate !== undefined || group !== undefined) return undefined
  if (type === 'string' || type === 'number' || type === 'value') return symbolOf(value)
  if (type === 'lambda') return 'f'
  if (type !== 'unary') return undefined
  return value === '{' ? 'o' : value === '[' ? 'a' : undefined
}

function otherKind(kind: string, wanted: string): string | undefined {
  if (wanted === 'f') return 'write a function there, as in function($x) { $x * 2 }'
  if (kind === 's' && wanted === 'n') return 'write the number without quotes'
  if (kind === 'n' && wanted === 's') return 'write it in quotes, or $string(...)'
  return undefined
}

function fewer(name: string, given: string): string {
  const inList = ['merge', 'sum', 'average', 'min', 'max', 'count']
  if (!inList.includes(name)) return 'take out what is too much'
  return `put them into one list: $${name}([${given === '' ? 'payload, { "x": 5 }' : given}])`
}

/** What stands in the parentheses of a call, of which the parser gives the place behind the opening one. */
function argumentsIn(text: string, position: number | undefined): string {
  if (position === undefined) return ''
  const from = text.indexOf('(', Math.max(0, position - 1)) + 1
  let depth = 1
  for (const { 0: part, index } of text
    .slice(from)
    .matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[()]/g)) {
    if (part === '(') depth++
    if (part === ')' && --depth === 0) return text.slice(from, from + index).trim()
  }
  return ''
}
