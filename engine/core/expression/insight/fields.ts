import { parseExpression, type Pair, type Stage, type SyntaxNode } from '../syntax.ts'

/** A field that an expression reads. */
export interface FieldRead {
  /** Names from the input on; lists on the way are gone through, as in `payload`, `readings`, `v`. */
  readonly path: readonly string[]
  /** Behind the last name, in characters of the text. */
  readonly end: number
}

/** Where a value comes from, from the input on; undefined where that is not known. */
export type Origin = readonly string[] | undefined

/**
 * What an expression reads of its input, in filters, functions and variables, too, in the order of the text. Where it can't
 * be told what a value is (behind `$keys(...)`, in a function that is called in a way that is not known) nothing is said.
 * Throws ExpressionError where the text is no expression.
 */
export const fieldsOf = (text: string): readonly FieldRead[] => fieldsIn(parseExpression(text))

/** The same of an expression that has been read. */
export function fieldsIn(tree: SyntaxNode): readonly FieldRead[] {
  // The parser repeats the left side of `??` and `?:`, so a field may be met twice.
  const found = new Map<string, FieldRead>()
  const note = (path: Origin, { position: end = 0 }: SyntaxNode): void => {
    if (path !== undefined) found.set(JSON.stringify([end, path]), { path, end })
  }
  new Tracer(note).trace(tree)
  return [...found.values()].toSorted((one, other) => one.end - other.end)
}

/** Built-in functions that give (of) what they are given. */
const handingOn = new Set([
  'filter',
  'sort',
  'reverse',
  'distinct',
  'shuffle',
  'single',
  'append',
  'clone',
  'sift',
])

/**
 * Which parameters of a function that is handed to these are elements of their first argument, or all of it; a list goes
 * by the way to its elements. The fields of an object have names that are not known.
 */
const elements: Readonly<Record<string, readonly number[]>> = {
  map: [0, 2],
  filter: [0, 2],
  single: [0, 2],
  reduce: [1, 3],
  sort: [0, 1],
  each: [2],
  sift: [2],
}

/** Follows values through an expression, as far as they are parts of the input. */
export class Tracer {
  /** Where the values of variables come from, those of the innermost block or function last. */
  private scopes: readonly Map<string, Origin>[] = [new Map()]
  private readonly seen: (path: Origin, node: SyntaxNode) => void
  /** Where a `%` leads to. */
  private readonly ancestors = new Map<string, Origin>()

  /** `seen` is called for each name of a field, with where it leads, if that is known. */
  constructor(seen: (path: Origin, node: SyntaxNode) => void) {
    this.seen = seen
  }

  /** The variables that are seen at this moment. */
  get variables(): readonly string[] {
    return [...new Set(this.scopes.flatMap((scope) => [...scope.keys()]))]
  }

  trace(tree: SyntaxNode): Origin {
    return this.visit(tree, [])
  }

  /** `context`: where `$` comes from. Gives where the value comes from. */
  private visit(node: SyntaxNode, context: Origin): Origin {
    const origin = this.valueOf(node, context)
    this.filters(node.predicate, origin)
    if (node.group === undefined) return origin
    this.pairs(node.group.lhs, origin)
    return undefined
  }

  private valueOf(node: SyntaxNode, context: Origin): Origin {
    switch (node.type) {
      case 'path':
        return this.path(node.steps ?? [], context)
      case 'name':
        return this.field(node, context)
      case 'variable':
        return node.value === '' ? context : node.value === '$' ? [] : this.variable(String(node.value))
      case 'parent':
        return this.ancestors.get(node.slot?.label ?? '')
      case 'bind':
        return this.bind(node, context)
      case 'block':
        return this.within(() => this.last(node.expressions ?? [], context))
      case 'condition':
        return this.condition(node, context)
      case 'apply':
        return this.chain(node, context)
      case 'function':
      case 'partial':
        return this.call(node, node.arguments ?? [], context)
      case 'lambda':
        return node.body === undefined ? undefined : this.lambda(node, [], context)
      case 'transform':
        return this.transform(node, context, undefined)
      default:
        this.others(node, context)
        return undefined
    }
  }

  private field(node: SyntaxNode, context: Origin): Origin {
    const path = context === undefined ? undefined : [...context, String(node.value)]
    this.seen(path, node)
    return path
  }

  private path(steps: readonly SyntaxNode[], context: Origin): Origin {
    let at = context
    for (const step of steps) {
      const before = at
      if (step.ancestor !== undefined) this.ancestors.set(step.ancestor.label, before)
      if (step.type === 'sort') for (const { expression } of step.terms ?? []) this.visit(expression, at)
      else at = this.visit(step, at)
      if (step.index !== undefined) this.assign(step.index, undefined)
      for (const stage of step.stages ?? [])
        if (stage.type === 'index') this.assign(String(stage.value), undefined)
      if (step.focus !== undefined) {
        // Behind `@$name` a path goes on from where it was before.
        this.assign(step.focus, at)
        at = before
      }
      this.filters(step.stages, step.focus === undefined ? at : this.variable(step.focus))
    }
    return at
  }

  private filters(stages: readonly Stage[] | undefined, context: Origin): void {
    for (const { type, expr } of stages ?? []) if (type === 'filter') this.visit(expr, context)
  }

  private pairs(pairs: readonly Pair[], context: Origin): void {
    for (const pair of pairs) for (const part of pair) this.visit(part, context)
  }

  private last(nodes: readonly SyntaxNode[], context: Origin): Origin {
    let origin: Origin
    for (const node of nodes) origin = this.visit(node, context)
    return origin
  }

  private bind({ lhs, rhs }: SyntaxNode, context: Origin): Origin {
    const name = lhs !== undefined && 'value' in lhs ? String(lhs.value) : ''
    const origin = rhs === undefined ? undefined : this.visit(rhs, context)
    this.assign(name, origin)
    return origin
  }

  private condition({ condition, then, else: otherwise }: SyntaxNode, context: Origin): Origin {
    if (condition !== undefined) this.visit(condition, context)
    const one = then === undefined ? undefined : this.visit(then, context)
    const other = otherwise === undefined ? one : this.visit(otherwise, context)
    return one?.join('\n') === other?.join('\n') ? one : undefined
  }

  /** `value ~> $f(more)`, `value ~> $f`, `value ~> |...|...|`. */
  private chain({ lhs, rhs }: SyntaxNode, context: Origin): Origin {
    const first = lhs as SyntaxNode | undefined // it has one operand there
    if (first === undefined || rhs === undefined) return undefined
    if (rhs.type === 'transform') {
      const origin = this.visit(first, context)
      this.transform(rhs, context, origin)
      return origin
    }
    return rhs.type === 'function'
      ? this.call(rhs, [first, ...(rhs.arguments ?? [])], context)
      : this.call({ type: 'function', procedure: rhs }, [first], context)
  }

  private call({ procedure }: SyntaxNode, given: readonly SyntaxNode[], context: Origin): Origin {
    const name = procedure?.type === 'variable' ? String(procedure.value) : ''
    if (procedure !== undefined && procedure.type !== 'variable' && procedure.type !== 'lambda')
      this.visit(procedure, context)
    const [first, ...others] = given
    const origin = first === undefined ? context : this.visit(first, context)
    if (procedure?.type === 'lambda') {
      const origins = [origin, ...others.map((argument) => this.visit(argument, context))]
      return this.lambda(procedure, origins, context)
    }
    for (const argument of others) {
      if (argument.type !== 'lambda') this.visit(argument, context)
      else this.lambda(argument, originsFor(elements[name] ?? [], origin), context)
    }
    const [second] = others
    if (name === 'lookup' && second?.type === 'string' && origin !== undefined) {
      const path = [...origin, String(second.value)]
      this.seen(path, second)
      return path
    }
    return handingOn.has(name) ? origin : undefined
  }

  private lambda(
    { arguments: parameters = [], body }: SyntaxNode,
    origins: readonly Origin[],
    context: Origin,
  ): Origin {
    return this.within(() => {
      parameters.forEach(({ value }, at) => this.assign(String(value), origins[at]))
      return body === undefined ? undefined : this.visit(body, context)
    })
  }

  /** What is assigned in a block or function is seen only there. */
  private within(visit: () => Origin): Origin {
    const around = this.scopes
    this.scopes = [...around, new Map()]
    const origin = visit()
    this.scopes = around
    return origin
  }

  private variable(name: string): Origin {
    return this.scopes.findLast((scope) => scope.has(name))?.get(name)
  }

  private assign(name: string, origin: Origin): void {
    this.scopes.at(-1)?.set(name, origin)
  }

  private transform({ pattern, update, delete: removed }: SyntaxNode, context: Origin, of: Origin): Origin {
    const items = pattern === undefined ? undefined : this.visit(pattern, of)
    if (update !== undefined) this.visit(update, items)
    if (removed !== undefined) this.visit(removed, context)
    return undefined
  }

  private others(node: SyntaxNode, context: Origin): void {
    const { lhs } = node
    if (Array.isArray(lhs)) this.pairs(lhs as readonly Pair[], context)
    else if (lhs !== undefined) this.visit(lhs as SyntaxNode, context) // pairs aside, there is one node
    for (const child of node.expressions ?? []) this.visit(child, context)
    for (const child of [node.rhs, node.expression, node.body])
      if (child !== undefined) this.visit(child, context)
  }
}

function originsFor(places: readonly number[], origin: Origin): readonly Origin[] {
  const origins: Origin[] = []
  for (const place of places) origins[place] = origin
  return origins
}
