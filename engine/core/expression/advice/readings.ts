import { cache } from '../cache.ts'
import { leftIn, parseExpression, type Stage, type SyntaxNode } from '../syntax/syntax.ts'

/** Something that an expression reads of its input: a field and what it steps down to from there. */
export interface Reading {
  /** Names from the input on, as far as they are plain: `payload.list[0].c` gives `payload`, `list`, `c`. */
  readonly path: readonly string[]
  /** `call`: the name is used as a function; `compared`: it stands alone on the right of `=`, `!=`, `in` or the like. */
  readonly as: 'value' | 'call' | 'compared'
  /** It is compared by `=`, `!=` or `in`: then it leaves no trace where it is not there, since that gives false. */
  readonly isEqualed?: true
  /** It stands behind a hyphen and a field, without a blank: one name with hyphens may be meant, as it is written here. */
  readonly hyphened?: string
}

const comparisons = new Set<unknown>(['=', '!=', '<', '<=', '>', '>=', 'in'])

/**
 * What an expression reads of its input. What it reads of anything else (inside `payload.list[...]`, behind a function,
 * of a variable) is left out: nothing is known of it. Throws ExpressionError where the text is no expression.
 */
export function readingsOf(text: string): readonly Reading[] {
  return known(text, () => {
    const found: Reading[] = []
    visit(parseExpression(text), true, found)
    const names = hyphenedIn(text)
    return names.length === 0
      ? found
      : found.map((reading) => {
          const name = names.find((one) => one.parts.includes(reading.path.join('.')))
          return name === undefined ? reading : { ...reading, hyphened: name.written }
        })
  })
}

const known = cache<readonly Reading[]>()

/** `payload.room-temp`: which parts stand behind a hyphen, and how the whole is written as one name. */
function hyphenedIn(
  text: string,
): readonly { readonly parts: readonly string[]; readonly written: string }[] {
  if (!text.includes('-')) return []
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '""')
  const chains = bare.matchAll(
    /([\p{L}_][\p{L}\p{N}_]*\.)([\p{L}\p{N}_.]*?)([\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}_][\p{L}\p{N}_]*)+)/gu,
  )
  return [...chains].map(([, first = '', middle = '', last = '']) => ({
    parts: last.split('-').slice(1),
    written: `${first}${middle}\`${last}\``,
  }))
}

/** `atInput`: a name means a field of the input here. `$$` means it everywhere. */
function visit(node: SyntaxNode, atInput: boolean, found: Reading[]): void {
  const inside = (child: SyntaxNode | undefined): void => {
    if (child !== undefined) visit(child, atInput, found)
  }
  switch (node.type) {
    case 'path':
      return visitPath(node, atInput, found)
    case 'function':
    case 'partial':
      called(node, atInput, found)
      for (const argument of node.arguments ?? []) inside(argument)
      break
    case 'binary':
      equaled(node, leftIn(node), found, () => inside(leftIn(node)))
      if (comparisons.has(node.value) && isBareName(node.rhs)) {
        if (atInput) found.push({ path: [String(node.rhs?.steps?.[0]?.value)], as: 'compared' })
      } else equaled(node, node.rhs, found, () => inside(node.rhs))
      break
    case 'transform':
      break
    case 'variable':
      break
    default:
      if (Array.isArray(node.lhs)) {
        for (const pair of node.lhs as readonly (readonly SyntaxNode[])[]) pair.forEach(inside)
      } else if (node.type !== 'bind') inside(leftIn(node))
      for (const child of node.expressions ?? []) inside(child)
      for (const child of [node.rhs, node.expression, node.body, node.condition, node.then, node.else])
        inside(child)
  }
  // What is filtered or grouped here is, with `$` at the input, the input itself or an item of it.
  const isInput = meansInput(node, atInput)
  filters(node.predicate, isInput, found)
  for (const pair of node.group?.lhs ?? []) for (const child of pair) visit(child, false, found)
}

/** Marks what is read of one side of `=`, if that is a path alone. */
function equaled(
  node: SyntaxNode,
  side: SyntaxNode | undefined,
  found: Reading[],
  visitSide: () => void,
): void {
  const before = found.length
  visitSide()
  const [only, ...others] = found.slice(before)
  // A flag may well be there only where it is set.
  const isFlag = [leftIn(node), node.rhs].some((one) => typeof one?.value === 'boolean')
  if (
    side?.type !== 'path' ||
    isFlag ||
    !equalities.has(node.value) ||
    only?.as !== 'value' ||
    others.length > 0
  )
    return
  found[before] = { ...only, isEqualed: true }
}

const equalities = new Set<unknown>(['=', '!=', 'in'])

function visitPath(node: SyntaxNode, atInput: boolean, found: Reading[]): void {
  const [first, ...others] = node.steps ?? []
  if (first === undefined) return
  const path: string[] = []
  let isPlain = true
  if (first.type === 'name') {
    if (atInput) path.push(String(first.value))
    else isPlain = false
    filters(first.stages, false, found)
  } else {
    if (!meansInput(first, atInput)) isPlain = false
    visit(first, atInput, found)
    filters(first.stages, meansInput(first, atInput), found)
  }
  // Behind `@$name` a path goes on from where it was before.
  if (first.focus !== undefined) isPlain = false
  for (const step of others) {
    if (step.type === 'name') {
      if (isPlain) path.push(String(step.value))
      if (step.focus !== undefined) isPlain = false
      filters(step.stages, false, found)
      continue
    }
    if (step.type === 'function' && path.length > 0 && step.procedure?.type === 'path' && isPlain) {
      // `Math.abs(...)`, `payload.list.map(...)`: JSON holds no functions. Arguments are meant of the input.
      found.push({ path: [...path, String(step.procedure.steps?.[0]?.value)], as: 'call' })
      for (const argument of step.arguments ?? []) visit(argument, atInput, found)
      path.length = 0
      isPlain = false
      continue
    }
    isPlain = false
    visit(step, false, found)
  }
  if (path.length > 0) found.push({ path, as: 'value' })
  for (const pair of node.group?.lhs ?? []) for (const child of pair) visit(child, false, found)
}

/** `abs(...)` without `$`: the name of a field in the place of a function. */
function called({ procedure }: SyntaxNode, atInput: boolean, found: Reading[]): void {
  if (procedure === undefined) return
  const [name, ...more] = procedure.type === 'path' ? (procedure.steps ?? []) : []
  if (name?.type === 'name' && more.length === 0) {
    if (atInput) found.push({ path: [String(name.value)], as: 'call' })
  } else visit(procedure, atInput, found)
}

function filters(stages: readonly Stage[] | undefined, atInput: boolean, found: Reading[]): void {
  for (const { type, expr } of stages ?? []) if (type === 'filter') visit(expr, atInput, found)
}

const meansInput = ({ type, value }: SyntaxNode, atInput: boolean): boolean =>
  type === 'variable' && (value === '$' || (value === '' && atInput))

const isBareName = (node: SyntaxNode | undefined): boolean =>
  node?.type === 'path' &&
  node.steps?.length === 1 &&
  node.steps[0]?.type === 'name' &&
  node.steps[0].stages === undefined &&
  node.group === undefined
