import { isBuiltInName } from '../functions/catalogue.ts'
import { leftIn, type SyntaxNode } from '../syntax/syntax.ts'
import { knownFunctions } from './known-functions.ts'
import {
  anyFieldOf,
  type Closure,
  either,
  eitherOf,
  fieldOf,
  type Origin,
  ofFunction,
  plain,
  unknown,
} from './origin.ts'
import type { Tracing } from './tracing.ts'

/** `$f(a, b)`. */
export function traceCall(tracing: Tracing, node: SyntaxNode, context: Origin): Origin {
  return withArguments(tracing, node.procedure, node.arguments ?? [], context)
}

/** `value ~> $f(more)`, `value ~> $f`, `value ~> |...|...|`, and `$f ~> $g`, which is a function. */
export function traceChain(tracing: Tracing, node: SyntaxNode, context: Origin): Origin {
  const { rhs } = node
  const first = leftIn(node)
  if (first === undefined || rhs === undefined) return unknown
  if (rhs.type === 'function')
    return withArguments(tracing, rhs.procedure, [first, ...(rhs.arguments ?? [])], context)
  const origin = tracing.visit(first, context)
  if (rhs.type === 'transform') return either(origin, traceTransform(tracing, rhs, context, origin))
  const isFunction = origin.functions.size > 0
  const isOnlyFunction = isFunction && !origin.isOpen && origin.places.size === 0 && origin.made.size === 0
  const composed = isFunction ? traceFunction(tracing, node, context) : plain
  if (!isOnlyFunction) return either(composed, called(tracing, rhs, [first], [origin], context))
  tracing.visit(rhs, context)
  return composed
}

/** What comes of it has other fields, too. */
export function traceTransform(tracing: Tracing, node: SyntaxNode, context: Origin, of: Origin): Origin {
  const items = tracing.maybe(node.pattern, of)
  tracing.maybe(node.update, items)
  tracing.maybe(node.delete, context)
  return unknown
}

/** A function stands there: what is in it is looked at when it is called. */
export function traceFunction(tracing: Tracing, node: SyntaxNode, context: Origin): Origin {
  const closure = { node, scope: tracing.visible.seen, context }
  tracing.followed.met(closure)
  return ofFunction(closure)
}

/** What a function gives that is called with these; what is not given is not known. */
export function bodyOf(tracing: Tracing, closure: Closure, given: readonly Origin[]): Origin {
  const { node, scope, context } = closure
  const { visible, followed } = tracing
  const around = visible.enter(scope)
  followed.visit()
  const origin = inside()
  visible.leave(around)
  return origin

  function inside(): Origin {
    if (node.type === 'variable') return builtIn(tracing, String(node.value), [], given, context)
    if (node.type === 'partial') return filledIn(tracing, node, given, context)
    if (node.type === 'apply') {
      const first = called(tracing, leftIn(node), [], given, context)
      return called(tracing, node.rhs, [], [first], context)
    }
    node.arguments?.forEach(({ value }, at) => visible.assign(String(value), given[at] ?? unknown))
    return tracing.maybe(node.body, context)
  }
}

/** `$f(?, 1)`, called with what has been left open. */
function filledIn(tracing: Tracing, node: SyntaxNode, given: readonly Origin[], context: Origin): Origin {
  const nodes = node.arguments ?? []
  const open = nodes.filter(isOpen)
  const all = nodes.map((argument) =>
    isOpen(argument) ? (given[open.indexOf(argument)] ?? unknown) : tracing.visit(argument, context),
  )
  return called(tracing, node.procedure, nodes, all, context)
}

const isOpen = ({ type, value }: SyntaxNode): boolean => type === 'operator' && value === '?'

function withArguments(
  tracing: Tracing,
  procedure: SyntaxNode | undefined,
  nodes: readonly SyntaxNode[],
  context: Origin,
): Origin {
  const given = nodes.map((argument) => tracing.visit(argument, context))
  return called(tracing, procedure, nodes, given, context)
}

/** `nodes`: the arguments as they stand there, as far as they do. */
function called(
  tracing: Tracing,
  procedure: SyntaxNode | undefined,
  nodes: readonly SyntaxNode[],
  given: readonly Origin[],
  context: Origin,
): Origin {
  const name = procedure?.type === 'variable' ? String(procedure.value) : ''
  return isBuiltInName(name) && !tracing.visible.has(name)
    ? builtIn(tracing, name, nodes, given, context)
    : applied(tracing, tracing.maybe(procedure, context), given)
}

function builtIn(
  tracing: Tracing,
  name: string,
  nodes: readonly SyntaxNode[],
  given: readonly Origin[],
  context: Origin,
): Origin {
  if (name === 'lookup') return lookup(tracing, nodes, given, context)
  const known = knownFunctions.get(name)
  if (known === undefined) return applied(tracing, unknown, given)
  const [first = plain, second, third] = given.length < known.fewest ? [context, ...given] : given
  const call = (target: Origin = unknown, values: readonly Origin[]): Origin =>
    applied(tracing, target, values)
  return known.gives(call, first, second, third)
}

/** Calls whatever functions there are; one that is not known may call what it is given. */
function applied(tracing: Tracing, target: Origin, given: readonly Origin[]): Origin {
  const { followed } = tracing
  const results = [...target.functions].map((closure) =>
    followed.call(closure, given, () => bodyOf(tracing, closure, given)),
  )
  if (results.length > 0 && !target.isOpen) return eitherOf(results)
  for (const { functions } of given) followed.escaped(functions)
  return eitherOf([unknown, ...results])
}

/** `$lookup(payload, "name")`, and of the context `$lookup("name")`. */
function lookup(
  tracing: Tracing,
  nodes: readonly SyntaxNode[],
  given: readonly Origin[],
  context: Origin,
): Origin {
  const key = nodes.at(-1)
  const [of = context] = given.length < 2 ? [] : given
  if (key?.type !== 'string') return anyFieldOf(of)
  tracing.seen.field(key, of)
  return fieldOf(of, String(key.value))
}
