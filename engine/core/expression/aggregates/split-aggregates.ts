import { type CompiledExpression, compileTree } from '../compile.ts'
import { ownNames } from '../advice/own-names.ts'
import { anyKind } from '../calling/parameter.ts'
import { isContext, isPerEvent } from './per-event.ts'
import { parseExpression, type SyntaxNode } from '../syntax/syntax.ts'
import { takerOfContext } from './takes-context.ts'
import { nodesOf } from '../syntax/syntax-walk.ts'

/** How a function that sums up many events is called: `each` arguments are looked up in every event, the others are constants. */
export interface AggregateForm {
  readonly each: number
  readonly constants: number
}

/** One call of such a function in an expression: what it wants of each event, and its constants. */
export interface AggregateCall {
  readonly name: string
  /** What each event gives, evaluated with the event as input; undefined where the event itself is meant. */
  readonly each: readonly (CompiledExpression | undefined)[]
  readonly constants: readonly unknown[]
}

/**
 * An expression over a list of events, split into calls that can be kept up event by event, and the rest, which is
 * evaluated with their results bound to the variables of `resultNames`.
 */
export interface SplitExpression {
  readonly calls: readonly AggregateCall[]
  readonly resultNames: readonly string[]
  readonly rest: CompiledExpression
  /** The expression is one call and nothing else. */
  readonly isCall: boolean
}

/** Why an expression over a list of events needs all of them at once. */
export interface Unsplit {
  readonly reason: string
}

/**
 * Splits `$max(payload.c) - $min(payload.c)` and its like. A call can be kept up where its arguments are plain paths
 * (which give for a list of events what they give for each, one after the other) or `$`; the expression can, where
 * nothing else in it looks at the events. Throws ExpressionError where the text is no expression.
 */
export function splitAggregates(
  text: string,
  forms: ReadonlyMap<string, AggregateForm>,
  variables: readonly string[],
): SplitExpression | Unsplit {
  const calls: AggregateCall[] = []
  const resultNames: string[] = []
  const whole = parseExpression(text)
  const own = ownNames(whole)
  const tree = replaced(whole, (node) => {
    const call = aggregateCall(node, forms, text, variables)
    // Under a name that is assigned there may be another function.
    if (call === undefined || own.has(String(node.procedure?.value))) return undefined
    const name = `result ${calls.length}` // with a blank, so that no variable of the author's is called so
    calls.push(call)
    resultNames.push(name)
    return {
      type: 'variable',
      value: name,
      ...(node.position === undefined ? {} : { position: node.position }),
    }
  })
  const reason = looksAtEvents(tree, (name) => kindOfResult(calls[resultNames.indexOf(name)]))
  if (reason !== undefined) return { reason }
  return {
    calls,
    resultNames,
    rest: compileTree(tree, text, { variables: [...variables, ...resultNames] }),
    isCall: isPlain(tree, resultNames[0]),
  }
}

/** Most functions that sum up give numbers. */
const kindOfResult = (call: AggregateCall | undefined): string =>
  call === undefined || givingAny.has(call.name) ? anyKind : 'n'

const givingAny: ReadonlySet<string> = new Set(['first', 'last', 'earliest', 'latest'])

function isPlain(tree: SyntaxNode, name: string | undefined): boolean {
  return (
    tree.type === 'variable' &&
    tree.value === name &&
    tree.predicate === undefined &&
    tree.group === undefined
  )
}

function aggregateCall(
  node: SyntaxNode,
  forms: ReadonlyMap<string, AggregateForm>,
  text: string,
  variables: readonly string[],
): AggregateCall | undefined {
  if (node.type !== 'function' || node.procedure?.type !== 'variable') return undefined
  if (node.predicate !== undefined || node.group !== undefined) return undefined
  const given = node.arguments ?? []
  const distinct =
    String(node.procedure.value) === 'count' && given[0] !== undefined && isCallOf(given[0], 'distinct')
  const name = distinct ? 'distinctCount' : String(node.procedure.value)
  const form = forms.get(name)
  const wanted = distinct ? (given[0]?.arguments ?? []) : given
  if (form === undefined || wanted.length !== form.each + form.constants) return undefined
  const each = wanted.slice(0, form.each)
  const constants = wanted
    .slice(form.each)
    .map((constant) => compileTree(constant, text, { variables }).constant)
  if (!each.every(isPerEvent) || constants.includes(undefined)) return undefined
  return {
    name,
    each: each.map((path) => (isContext(path) ? undefined : compileTree(path, text, { variables }))),
    constants: constants.map((constant) => constant?.value),
  }
}

const isCallOf = (node: SyntaxNode, name: string): boolean =>
  node.type === 'function' && node.procedure?.type === 'variable' && node.procedure.value === name

/** What in the rest of the expression looks at the events, said for a person; undefined where nothing does. */
function looksAtEvents(tree: SyntaxNode, kindOf: (variable: string) => string): string | undefined {
  const outside = new Set(['name', 'wildcard', 'descendant', 'parent', 'transform'])
  const isInput = ({ type, value }: SyntaxNode): boolean =>
    type === 'variable' && (value === '' || value === '$')
  const found = nodesOf(tree).findLast((node) => isInput(node) || outside.has(node.type))
  if (found === undefined) {
    const evaluates = nodesOf(tree).some(({ type, value }) => type === 'variable' && value === 'eval')
    const taker = evaluates ? '$eval' : takerOfContext(tree, kindOf)
    return taker === undefined ? undefined : `\`${taker}\` may look at the events`
  }
  const { type, value } = found
  const what = type === 'name' ? `\`${String(value)}\`` : isInput(found) ? `\`$${String(value)}\`` : type
  return `${what} is used outside a function that can be kept up event by event`
}

/**
 * The tree with every node for which there is another in its place; what was put in is not looked into. What is evaluated
 * for something else than the whole is left as it is.
 */
function replaced(node: SyntaxNode, other: (node: SyntaxNode) => SyntaxNode | undefined): SyntaxNode {
  const found = other(node)
  if (found !== undefined) return found
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [
      name,
      ofOthers.has(name) ? value : partsOf(name, value, other),
    ]),
  ) as unknown as SyntaxNode // every part is what it was, or a node in place of a node
}

/** What of a node is evaluated for each of the values that another part gives. */
const ofOthers: ReadonlySet<string> = new Set([
  'stages',
  'predicate',
  'group',
  'terms',
  'pattern',
  'update',
  'delete',
])

/** Of the steps of a path only the first is evaluated for what the path is. */
const partsOf = (
  name: string,
  value: unknown,
  other: (node: SyntaxNode) => SyntaxNode | undefined,
): unknown =>
  name === 'steps' && Array.isArray(value)
    ? value.map((step: unknown, at) => (at === 0 ? within(step, other) : step))
    : within(value, other)

function within(value: unknown, other: (node: SyntaxNode) => SyntaxNode | undefined): unknown {
  if (Array.isArray(value)) return value.map((inner) => within(inner, other))
  if (typeof value !== 'object' || value === null) return value
  if ('type' in value && typeof value.type === 'string') return replaced(value as SyntaxNode, other)
  if (value instanceof RegExp) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, within(inner, other)]))
}
