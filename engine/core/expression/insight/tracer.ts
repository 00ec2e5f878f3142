import { MAX_NESTING } from '../stack.ts'
import type { Pair, Stage, SyntaxNode } from '../syntax.ts'
import { Followed } from './followed.ts'
import { knownFunctions } from './known-functions.ts'
import {
  anyFieldOf,
  type Closure,
  descendantsOf,
  either,
  eitherOf,
  fieldOf,
  type Origin,
  ofFunction,
  ofObject,
  ofPlace,
  plain,
  unknown,
} from './origin.ts'
import { Place } from './place.ts'
import { Variables } from './variables.ts'

/** Is told of each name of a field, and of what it is a field; of one name several times where it means several. */
type Seen = (node: SyntaxNode, of: Origin) => void

/** Follows values through an expression, as far as they are parts of the input. */
export class Tracer {
  private readonly seen: Seen
  private readonly input = ofPlace(new Place())
  private readonly followed = new Followed()
  private readonly visible = new Variables()
  /** Where a `%` leads to. */
  private readonly ancestors = new Map<string, Origin>()
  private depth = 0

  constructor(seen: Seen) {
    this.seen = seen
  }

  /** The variables that are seen at this moment. */
  get variables(): readonly string[] {
    return this.visible.names
  }

  trace(tree: SyntaxNode): void {
    this.visit(tree, this.input)
    for (let closure = this.followed.next(); closure !== undefined; closure = this.followed.next())
      this.body(closure, [])
  }

  /** `context`: where `$` comes from. Gives where the value comes from. */
  private visit(node: SyntaxNode, context: Origin): Origin {
    // An expression is not as deep; the functions that are followed may be.
    if (this.depth > MAX_NESTING) {
      this.followed.breakOff()
      return unknown
    }
    this.depth++
    this.followed.visit()
    const origin = this.valueOf(node, context)
    this.filters(node.predicate, origin)
    const result = node.group === undefined ? origin : this.object(node.group.lhs, origin)
    this.depth--
    return result
  }

  private maybe(node: SyntaxNode | undefined, context: Origin): Origin {
    return node === undefined ? plain : this.visit(node, context)
  }

  /** The same of what may be left out. */
  private branch(node: SyntaxNode | undefined, context: Origin): Origin {
    const { seen } = this.visible
    seen.branches++
    const origin = this.maybe(node, context)
    seen.branches--
    return origin
  }

  private valueOf(node: SyntaxNode, context: Origin): Origin {
    switch (node.type) {
      case 'string':
      case 'number':
      case 'value':
        return plain
      case 'path':
        return this.path(node.steps ?? [], context)
      case 'name':
        this.seen(node, context)
        return fieldOf(context, String(node.value))
      case 'wildcard':
        return anyFieldOf(context)
      case 'descendant':
        return descendantsOf(context)
      case 'variable':
        return node.value === ''
          ? context
          : node.value === '$'
            ? this.input
            : this.visible.valueOf(String(node.value))
      case 'parent':
        return this.ancestors.get(node.slot?.label ?? '') ?? unknown
      case 'bind':
        return this.bind(node, context)
      case 'block':
        return this.block(node.expressions ?? [], context)
      case 'condition':
        this.maybe(node.condition, context)
        return either(this.branch(node.then, context), this.branch(node.else, context))
      case 'apply':
        return this.chain(node, context)
      case 'function':
        return this.call(node, node.arguments ?? [], context)
      case 'lambda':
        return this.lambda(node, context)
      case 'transform':
        return this.transform(node, context, unknown)
      case 'unary':
        return this.unary(node, context)
      case 'binary':
        this.maybe(left(node), context)
        if (node.value === 'and' || node.value === 'or') this.branch(node.rhs, context)
        else this.maybe(node.rhs, context)
        return plain
      default:
        return this.others(node, context)
    }
  }

  private path(steps: readonly SyntaxNode[], context: Origin): Origin {
    let at = context
    for (const step of steps) {
      const before = at
      if (step.ancestor !== undefined) this.ancestors.set(step.ancestor.label, before)
      if (step.type === 'sort') for (const { expression } of step.terms ?? []) this.visit(expression, at)
      else at = this.visit(step, at)
      if (step.index !== undefined) this.visible.assign(step.index)
      for (const stage of step.stages ?? [])
        if (stage.type === 'index') this.visible.assign(String(stage.value))
      const items = at
      if (step.focus !== undefined) {
        // Behind `@$name` a path goes on from where it was before.
        this.visible.assign(step.focus, at)
        at = before
      }
      this.filters(step.stages, items)
    }
    return at
  }

  private filters(stages: readonly Stage[] | undefined, context: Origin): void {
    for (const { type, expr } of stages ?? []) if (type === 'filter') this.visit(expr, context)
  }

  private object(pairs: readonly Pair[], context: Origin): Origin {
    const made = new Map<string, Origin>()
    let isOpen = false
    for (const [key, value] of pairs) {
      this.visit(key, context)
      const origin = this.visit(value, context)
      const name = String(key.value)
      if (key.type === 'string') made.set(name, either(made.get(name) ?? plain, origin))
      else isOpen = true
    }
    return ofObject(made, isOpen)
  }

  private unary(node: SyntaxNode, context: Origin): Origin {
    if (node.value === '{') return this.object((node.lhs ?? []) as readonly Pair[], context) // that it has there
    if (node.value === '[')
      return eitherOf((node.expressions ?? []).map((expression) => this.visit(expression, context)))
    this.maybe(node.expression, context)
    return plain
  }

  private bind(node: SyntaxNode, context: Origin): Origin {
    const origin = this.maybe(node.rhs, context)
    this.visible.assign(String(left(node)?.value), origin)
    return origin
  }

  private block(nodes: readonly SyntaxNode[], context: Origin): Origin {
    const around = this.visible.enter()
    let origin = plain
    for (const node of nodes) origin = this.visit(node, context)
    this.visible.leave(around)
    return origin
  }

  private lambda(node: SyntaxNode, context: Origin): Origin {
    // The call that a function ends with.
    if (node.thunk === true) return this.maybe(node.body, context)
    const closure = { node, scope: this.visible.seen, context }
    this.followed.met(closure)
    return ofFunction(closure)
  }

  private body({ node, scope, context }: Closure, given: readonly Origin[]): Origin {
    const around = this.visible.enter(scope)
    node.arguments?.forEach(({ value }, at) => this.visible.assign(String(value), given[at] ?? unknown))
    const origin = this.maybe(node.body, context)
    this.visible.leave(around)
    return origin
  }

  /** `value ~> $f(more)`, `value ~> $f`, `value ~> |...|...|`. */
  private chain(node: SyntaxNode, context: Origin): Origin {
    const { rhs } = node
    const first = left(node)
    if (first === undefined || rhs === undefined) return unknown
    if (rhs.type === 'transform') {
      const origin = this.visit(first, context)
      return either(origin, this.transform(rhs, context, origin))
    }
    return rhs.type === 'function'
      ? this.call(rhs, [first, ...(rhs.arguments ?? [])], context)
      : this.call({ type: 'function', procedure: rhs }, [first], context)
  }

  private call({ procedure }: SyntaxNode, nodes: readonly SyntaxNode[], context: Origin): Origin {
    const name = procedure?.type === 'variable' ? String(procedure.value) : ''
    const isOwn = name === '' || this.visible.has(name)
    const target = isOwn ? this.maybe(procedure, context) : unknown
    const given = nodes.map((argument) => this.visit(argument, context))
    if (isOwn) return this.apply(target, given)
    if (name === 'lookup') return this.lookup(nodes, given, context)
    const known = knownFunctions.get(name)
    if (known === undefined) return this.apply(unknown, given)
    const [first = plain, second, third] = given.length < known.fewest ? [context, ...given] : given
    return known.gives((called = unknown, values) => this.apply(called, values), first, second, third)
  }

  /** Calls whatever functions there are; one that is not known may call what it is given. */
  private apply(target: Origin, given: readonly Origin[]): Origin {
    const results = [...target.functions].map((closure) =>
      this.followed.call(closure, given, () => this.body(closure, given)),
    )
    if (results.length > 0 && !target.isOpen) return eitherOf(results)
    for (const { functions } of given) this.followed.escaped(functions)
    return eitherOf([unknown, ...results])
  }

  /** `$lookup(payload, "name")`, and of the context `$lookup("name")`. */
  private lookup(nodes: readonly SyntaxNode[], given: readonly Origin[], context: Origin): Origin {
    const key = nodes.at(-1)
    const [of = context] = given.length < 2 ? [] : given
    if (key?.type !== 'string') return anyFieldOf(of)
    this.seen(key, of)
    return fieldOf(of, String(key.value))
  }

  /** What comes of it has other fields, too. */
  private transform(node: SyntaxNode, context: Origin, of: Origin): Origin {
    const items = this.maybe(node.pattern, of)
    this.maybe(node.update, items)
    this.maybe(node.delete, context)
    return unknown
  }

  /** `$f(?, 1)` and what there may be else: only what is in it. */
  private others(node: SyntaxNode, context: Origin): Origin {
    const inner = [node.procedure, ...(node.arguments ?? []), ...(node.expressions ?? [])]
    for (const child of [...inner, left(node), node.rhs, node.expression, node.body])
      this.followed.escaped(this.maybe(child, context).functions)
    return unknown
  }
}

const left = ({ lhs }: SyntaxNode): SyntaxNode | undefined =>
  Array.isArray(lhs) ? undefined : (lhs as SyntaxNode | undefined) // pairs aside, there is one node
