import { nativeNamed } from '../functions/catalogue.ts'
import { cache } from '../cache.ts'
import { literalKind } from '../syntax/literal-kind.ts'
import { anyKind, kinds, type Parameter } from '../calling/parameter.ts'
import { ownNames, variableName } from './own-names.ts'
import { parseExpression, type SyntaxNode } from '../syntax/syntax.ts'

/** A call of a built-in function that fails whatever the event. */
export interface Misfit {
  readonly message: string
  readonly remedy: string | undefined
}

/**
 * Calls whose arguments cannot be right: more or fewer than the function takes, or one written out that is of another kind.
 * They fail only where they are evaluated, so nothing is refused. The input is an event, or a list of them. Throws
 * ExpressionError where the text is no expression.
 */
export function misfitsIn(text: string): readonly Misfit[] {
  return known(text, () => {
    const tree = parseExpression(text)
    const found: Misfit[] = []
    const own = ownNames(tree)
    for (const call of calls(tree)) {
      const name = variableName(call.node.procedure)
      if (name === undefined || own.has(name)) continue
      const misfit = misfitOf(name, call, text)
      if (misfit !== undefined) found.push(misfit)
    }
    return found
  })
}

const known = cache<readonly Misfit[]>()

interface Call {
  readonly node: SyntaxNode
  /** What `~>` puts in front of the arguments. */
  readonly first: SyntaxNode | undefined
  /** Kinds of what it may take for an argument that is missing. */
  readonly context: string
}

const ofInput = 'ao'

/** What is not evaluated for the value that is around it, but for each of its items. */
const forItems = new Set(['stages', 'predicate', 'group', 'terms', 'pattern', 'update', 'delete'])

/** Each call is found with what is known of its context. */
function calls(tree: SyntaxNode): readonly Call[] {
  const found: Call[] = []
  const waiting: { readonly part: unknown; readonly context: string }[] = [{ part: tree, context: ofInput }]
  const firsts = new Map<unknown, SyntaxNode>()
  // The call that a function ends with has the context of whoever calls that function.
  const tails = new Set<unknown>()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { part, context } = next
    if (typeof part !== 'object' || part === null) continue
    const node = part as SyntaxNode // or a list of them, or a part that has some, of which nothing else is asked
    if (node.type === 'apply' && node.rhs !== undefined && node.lhs !== undefined && 'type' in node.lhs)
      firsts.set(node.rhs, node.lhs)
    if (node.thunk === true) tails.add(node.body)
    if (node.type === 'function')
      found.push({ node, first: firsts.get(node), context: tails.has(node) ? anyKind : context })
    for (const [name, child] of Object.entries(part)) {
      if (name === 'steps' && Array.isArray(child))
        child.forEach((step, at) => waiting.push({ part: step, context: at === 0 ? context : anyKind }))
      else if (child !== undefined)
        waiting.push({ part: child, context: forItems.has(name) ? anyKind : context })
    }
  }
  return found.toReversed()
}

const MOST_ARGUMENTS = 100

function misfitOf(name: string, { node, first, context }: Call, text: string): Misfit | undefined {
  const native = nativeNamed(name)
  if (native === undefined) return undefined
  const { parameters } = native.signature
  const given = [...(first === undefined ? [] : [first]), ...(node.arguments ?? [])].map(
    (argument) => literalKind(argument) ?? anyKind,
  )
  const mayBe = (...args: readonly string[]): boolean => fits(parameters, args, context)
  // A list written as arguments: to look for the wrong one takes the square of their number.
  if (given.length > MOST_ARGUMENTS) return undefined
  const unknown = given.map(() => anyKind)
  if (!mayBe(...unknown)) {
    const written = first === undefined ? argumentsIn(text, node.position) : ''
    const more = parameters.map((_, at) => at + 1).filter((count) => count > given.length)
    const least = more.find((count) => mayBe(...Array.from({ length: count }, () => anyKind)))
    return least === undefined
      ? tooMany(name, given.length, parameters.length, written)
      : tooFew(name, given.length, least, parameters)
  }
  const wrong = given.findIndex((_, at) => !mayBe(...given.slice(0, at + 1), ...unknown.slice(at + 1)))
  const kind = given[wrong]
  if (kind === undefined) return undefined
  const wanted = Object.keys(kinds).filter((one) =>
    mayBe(...given.slice(0, wrong), one, ...unknown.slice(wrong + 1)),
  )
  return {
    message: `argument ${wrong + 1} of $${name} is ${kinds[kind]}, where ${wanted.map((one) => kinds[one]).join(' or ')} is wanted: it fails`,
    remedy: otherKind(kind, wanted, name),
  }
}

/** Whether there are arguments of these kinds, each of one or another, that the parameters take. */
function fits(parameters: readonly Parameter[], given: readonly string[], context: string): boolean {
  let before = new Set([0])
  for (const parameter of parameters) {
    const { isOptional, isRepeated, usesContext } = parameter
    const after = new Set<number>()
    const isSkipped = isOptional && !isRepeated && (!usesContext || takes(parameter, context))
    for (const place of before) {
      if (isSkipped) after.add(place)
      const most = isRepeated ? given.length : place + 1
      for (let end = place; end < most && takes(parameter, given[end] ?? ''); end++) after.add(end + 1)
    }
    before = after
  }
  return before.has(given.length)
}

/** A single value stands for a list of one, if it is what the list is of. */
const takes = ({ kinds: taken, isArray, elements }: Parameter, given: string): boolean =>
  [...given].some(
    (kind) => taken.includes(kind) && (!isArray || elements === undefined || `am${elements}`.includes(kind)),
  )

const counted = (count: number): string =>
  count === 0 ? 'no arguments' : count === 1 ? 'one argument' : `${count} arguments`

function tooMany(name: string, given: number, most: number, written: string): Misfit {
  const bound = `${most > 1 ? 'at most ' : ''}${counted(most)}`
  return { message: `$${name} takes ${bound}, not ${given}: it fails`, remedy: fewer(name, written) }
}

function tooFew(name: string, given: number, least: number, parameters: readonly Parameter[]): Misfit {
  const bound = `${least < parameters.length ? 'at least ' : ''}${counted(least)}`
  const all = parameters.map((parameter, at) => {
    const { isRepeated } = parameter
    const shown = `${at === 0 ? '' : ', '}${wordOf(parameter)}${isRepeated ? ', …' : ''}`
    return at < least ? shown : `[${shown}]`
  })
  return {
    message: `$${name} takes ${bound}, not ${given}: it fails`,
    remedy: `write all of $${name}(${all.join('')})`,
  }
}

function wordOf({ kinds: taken, isArray }: Parameter): string {
  if (isArray) return 'list'
  if (taken === anyKind || taken.length > 4) return 'value'
  return [...taken].flatMap((kind) => kinds[kind]?.replace(/^an? /, '') ?? []).join(' or ')
}

/** What takes a regular expression, which is a function of texts. */
const ofPatterns = new Set(['match', 'contains', 'replace', 'split'])

function otherKind(kind: string, wanted: readonly string[], name: string): string | undefined {
  if (kind === 's' && ofPatterns.has(name) && wanted.includes('f'))
    return 'write a regular expression between slashes, without quotes, as in /^ab.*/'
  if (wanted.every((one) => one === 'f')) return 'write a function there, as in function($x) { $x * 2 }'
  if (kind === 's' && wanted.includes('n')) return 'write the number without quotes'
  if (kind === 'n' && wanted.includes('s')) return 'write it in quotes, or $string(...)'
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
