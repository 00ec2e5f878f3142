import { isArithmetic } from '../nodes/arithmetic.ts'
import { isComparison } from '../nodes/comparison.ts'
import { nativeNamed } from '../functions/catalogue.ts'
import type { Native } from '../calling/native.ts'
import { leftIn, pairsOf, type SyntaxNode } from '../syntax/syntax.ts'
import { Local, quickBlock, quickCount, quickElement, quickSplit } from './block.ts'
import { quickArithmetic, quickArithmeticWith, quickNegation } from './arithmetic.ts'
import { quickAggregate, quickCall } from './call.ts'
import { quickComparison, quickEquality, quickLimit, quickMembership, quickSameness } from './comparison.ts'
import { quickCondition, quickLogic } from './logic.ts'
import { isInherited } from './own-fields.ts'
import { quickColumn, quickPath } from './path.ts'
import { reserving } from './places.ts'
import type { Quick } from './quick.ts'
import { type QuickField, quickMerge, quickRecord } from './record.ts'
import { quickConcatenation } from './text.ts'
import { ofVariable } from './variable.ts'

/** Nodes of an expression that has a quick way: what is larger could use up the stack, and gains less. */
const MAX_NODES = 80

/** Each copies all fields of an object, however many there are, which the full way has to pay for. */
const MAX_MERGES = 2

/** The quick way through an expression over an event, if all of its parts have one. */
export function quickOf(tree: SyntaxNode): Quick | undefined {
  return reserving(
    () => quickWay(tree),
    (quick) => quick !== undefined,
  )
}

/**
 * Whether there is a quick way, which is not made. `missing` is called with the part that has none, and then with those
 * around it; with none where there are too many.
 */
export function hasQuickWay(tree: SyntaxNode, missing?: (node: SyntaxNode | undefined) => void): boolean {
  return onTrial(tree, missing) !== undefined
}

/** The quick way in places that others will have as well: to see what comes of it, and not for speed. */
export const onTrial = (
  tree: SyntaxNode,
  missing?: (node: SyntaxNode | undefined) => void,
): Quick | undefined =>
  reserving(
    () => quickWay(tree, missing),
    () => false,
  )

function quickWay(tree: SyntaxNode, missing?: (node: SyntaxNode | undefined) => void): Quick | undefined {
  let nodes = 0
  let merges = 0
  const locals = new Map<string, Local>()
  const build: Build = (node) => {
    if (node === undefined) return undefined
    if (node.procedure?.value === 'merge') merges++
    if (++nodes > MAX_NODES || merges > MAX_MERGES) {
      missing?.(undefined)
      return undefined
    }
    const quick =
      node.type === 'path'
        ? quickPath(node)
        : (ofList(node, build, locals) ?? (isDecorated(node) ? undefined : quickNode(node, build, locals)))
    if (quick === undefined) missing?.(node)
    return quick
  }
  return build(tree)
}

type Build = (node: SyntaxNode | undefined) => Quick | undefined

function isDecorated({ predicate, group, keepArray, tuple, focus, index, stages }: SyntaxNode): boolean {
  return keepArray === true || (predicate ?? group ?? tuple ?? focus ?? index ?? stages) !== undefined
}

type Locals = Map<string, Local>

/** An element of a list of texts (`$split(topic, "/")[1]`), or their number. */
function ofList(node: SyntaxNode, build: Build, locals: Locals): Quick | undefined {
  const { predicate, ...bare } = node
  const [only, ...others] = predicate ?? []
  if (only === undefined) {
    const [list, ...more] = node.arguments ?? []
    const isCount = node.type === 'function' && !isDecorated(node) && node.procedure?.value === 'count'
    const parts = isCount && more.length === 0 && list !== undefined ? listOf(list, build, locals) : undefined
    return parts === undefined ? undefined : quickCount(parts)
  }
  const index = only.type === 'filter' && others.length === 0 ? finite(only.expr) : undefined
  const parts = index === undefined ? undefined : listOf(bare, build, locals)
  return parts === undefined || index === undefined ? undefined : quickElement(parts, Math.floor(index))
}

/** A list of texts: what `$split` makes, or a variable that it is given to. */
function listOf(node: SyntaxNode, build: Build, locals: Locals): Quick | undefined {
  if (isDecorated(node)) return undefined
  const local = node.type === 'variable' ? locals.get(String(node.value)) : undefined
  if (local?.isList === true) return local.read
  const { procedure, arguments: args = [] } = node
  if (node.type !== 'function' || args.length !== 2 || procedure === undefined) return undefined
  if (nativeOf(procedure)?.name !== 'split') return undefined
  const [text, separator] = args.map(build)
  return text === undefined || separator === undefined ? undefined : quickSplit(text, separator)
}

/** Variables that are given values, and a result of them. */
function block({ expressions = [] }: SyntaxNode, build: Build, locals: Locals): Quick | undefined {
  const own: string[] = []
  const bindings: Quick[] = []
  const result = expressions.at(-1)
  let isKnown = true
  for (const { type, lhs, rhs, ...more } of expressions.slice(0, -1)) {
    const name = type === 'bind' && rhs !== undefined ? nameIn(lhs) : undefined
    isKnown &&= name !== undefined && !locals.has(name) && !isDecorated({ type, ...more })
    if (!isKnown || name === undefined || rhs === undefined) break
    const list = listOf(rhs, build, locals)
    const value = list ?? build(rhs)
    isKnown = value !== undefined
    if (value === undefined) break
    const local = new Local(list !== undefined)
    locals.set(name, local)
    own.push(name)
    bindings.push(local.given(value))
  }
  const whole = isKnown && result?.type !== 'bind' ? build(result) : undefined
  for (const name of own) locals.delete(name)
  if (whole === undefined) return undefined
  return bindings.length === 0 ? whole : quickBlock(bindings, whole)
}

/** The name of a variable that is no function, as it stands before `:=`. */
function nameIn(lhs: SyntaxNode['lhs']): string | undefined {
  if (lhs === undefined || Array.isArray(lhs)) return undefined
  const { type, value } = lhs as SyntaxNode // no list of pairs
  const name = String(value)
  const isOther = type !== 'variable' || name === '' || name === '$' || isInherited(name)
  return isOther || nativeNamed(name) !== undefined ? undefined : name
}

function quickNode(node: SyntaxNode, build: Build, locals: Locals): Quick | undefined {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
      return constant(node.value)
    case 'variable':
      return local(node, locals) ?? free(node, locals)
    case 'binary':
      return binary(node, build)
    case 'unary':
      return unary(node, build)
    case 'condition':
      return condition(node, build)
    case 'block':
      return block(node, build, locals)
    case 'function':
      return called(node, build)
    default:
      return undefined
  }
}

function constant(value: unknown): Quick {
  return () => value
}

/** A variable of a block around it; one that is a list has a quick way only as such. */
function local({ value }: SyntaxNode, locals: Locals): Quick | undefined {
  const known = locals.get(String(value))
  return known?.isList === false ? known.read : undefined
}

/** Whatever is no variable of a block, and no built-in function, is bound from outside. */
function free({ value }: SyntaxNode, locals: Locals): Quick | undefined {
  const name = String(value)
  if (locals.has(name)) return undefined
  const isOther = name === '' || name === '$' || isInherited(name)
  return isOther || nativeNamed(name) !== undefined ? undefined : ofVariable(name)
}

function binary(node: SyntaxNode, build: Build): Quick | undefined {
  const { value: operator, rhs } = node
  const left = build(leftIn(node))
  if (left === undefined || rhs === undefined) return undefined
  if (operator === 'in') return membership(left, rhs)
  const right = build(rhs)
  if (right === undefined) return undefined
  if (isArithmetic(operator)) {
    const limit = finite(rhs)
    return limit === undefined
      ? quickArithmetic(operator, left, right)
      : quickArithmeticWith(operator, left, limit)
  }
  if (isComparison(operator)) {
    const limit = finite(rhs)
    return limit === undefined ? quickComparison(operator, left, right) : quickLimit(operator, left, limit)
  }
  if (operator === '=' || operator === '!=') {
    const wanted = operator === '='
    return isScalar(rhs) ? quickSameness(wanted, left, rhs.value) : quickEquality(wanted, left, right)
  }
  if (operator === 'and' || operator === 'or') return quickLogic(operator, left, right)
  return operator === '&' ? quickConcatenation(left, right) : undefined
}

function membership(left: Quick, list: SyntaxNode): Quick | undefined {
  if (list.type !== 'unary' || list.value !== '[' || isDecorated(list)) return undefined
  const { expressions = [] } = list
  const scalars = expressions.map(({ value }) => value)
  return expressions.every(isScalar) ? quickMembership(left, scalars) : undefined
}

function isScalar(node: SyntaxNode): boolean {
  return (node.type === 'string' || node.type === 'number' || node.type === 'value') && !isDecorated(node)
}

function finite(node: SyntaxNode): number | undefined {
  const { value } = node
  return isScalar(node) && typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function unary(node: SyntaxNode, build: Build): Quick | undefined {
  if (node.value === '-') {
    const operand = build(node.expression)
    return operand === undefined ? undefined : quickNegation(operand)
  }
  const fields = fieldsOf(node, build)
  return fields === undefined ? undefined : quickRecord(fields)
}

/** The fields of an object constructor with names that are always the same. */
function fieldsOf(node: SyntaxNode, build: Build): readonly QuickField[] | undefined {
  if (node.type !== 'unary' || node.value !== '{' || isDecorated(node)) return undefined
  const fields: QuickField[] = []
  const names = new Set<unknown>(['__proto__', '_jsonata_lambda', '_jsonata_function'])
  for (const [key, value] of pairsOf(node)) {
    const quick = build(value)
    const isName = key.type === 'string' && typeof key.value === 'string' && !isDecorated(key)
    if (quick === undefined || !isName || names.has(key.value)) return undefined
    names.add(key.value)
    fields.push({ name: String(key.value), value: quick })
  }
  return fields
}

function condition({ condition, then, else: otherwise }: SyntaxNode, build: Build): Quick | undefined {
  const holds = build(condition)
  const whenTrue = build(then)
  const whenFalse = otherwise === undefined ? constant(undefined) : build(otherwise)
  if (holds === undefined || whenTrue === undefined || whenFalse === undefined) return undefined
  return quickCondition(holds, whenTrue, whenFalse)
}

function called(node: SyntaxNode, build: Build): Quick | undefined {
  const { procedure, arguments: args = [] } = node
  const native = procedure === undefined ? undefined : nativeOf(procedure)
  const [first] = args
  if (native === undefined) return undefined
  if (first !== undefined && args.length === 1) {
    if (native.name === 'merge') return merged(first, build)
    const column = quickColumn(first)
    const aggregate = column === undefined ? undefined : quickAggregate(native, column.rows, column.column)
    if (aggregate !== undefined) return aggregate
  }
  const given: Quick[] = []
  for (const arg of args) {
    const quick = build(arg)
    if (quick === undefined) return undefined
    given.push(quick)
  }
  return quickCall(native, given)
}

function nativeOf(procedure: SyntaxNode): Native | undefined {
  if (procedure.type !== 'variable' || isDecorated(procedure)) return undefined
  return nativeNamed(String(procedure.value))
}

/** `[base, {...}]` as the argument of $merge. */
function merged(list: SyntaxNode, build: Build): Quick | undefined {
  if (list.type !== 'unary' || list.value !== '[' || isDecorated(list)) return undefined
  const [first, second, ...others] = list.expressions ?? []
  if (second === undefined || others.length > 0) return undefined
  const base = build(first)
  const fields = fieldsOf(second, build)
  return base === undefined || fields === undefined ? undefined : quickMerge(base, fields)
}
