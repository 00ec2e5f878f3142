import { isBuiltInName } from '../functions/catalogue.ts'
import { MAX_NESTING } from '../stack.ts'
import { leftIn, type Pair, type SyntaxNode } from '../syntax/syntax.ts'
import { Followed } from './followed.ts'
import {
  anyFieldOf,
  descendantsOf,
  either,
  eitherOf,
  fieldOf,
  type Origin,
  ofFunction,
  ofPlace,
  plain,
  unknown,
} from './origin.ts'
import { Place } from './place.ts'
import { bodyOf, traceCall, traceChain, traceFunction, traceTransform } from './trace-call.ts'
import { traceFilters, tracePairs, tracePath } from './trace-path.ts'
import type { Seen, Tracing } from './tracing.ts'
import { Variables } from './variables.ts'

/** Follows values through an expression, as far as they are parts of the input. */
export class Tracer implements Tracing {
  readonly seen: Seen
  readonly followed = new Followed()
  readonly visible = new Variables()
  readonly ancestors = new Map<string, Origin>()
  private readonly input = ofPlace(new Place())
  private depth = 0

  constructor(seen: Seen) {
    this.seen = seen
  }

  trace(tree: SyntaxNode): void {
    this.visit(tree, this.input)
    for (let closure = this.followed.next(); closure !== undefined; closure = this.followed.next())
      bodyOf(this, closure, [])
  }

  visit(node: SyntaxNode, context: Origin): Origin {
    // An expression is not as deep; the functions that are followed may be.
    if (this.depth > MAX_NESTING) {
      this.followed.breakOff()
      return unknown
    }
    this.depth++
    this.followed.visit()
    const origin = this.valueOf(node, context)
    traceFilters(this, node.predicate, origin)
    const result = node.group === undefined ? origin : tracePairs(this, node.group.lhs, origin)
    this.depth--
    return result
  }

  maybe(node: SyntaxNode | undefined, context: Origin): Origin {
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
        return tracePath(this, node.steps ?? [], context)
      case 'name':
        this.seen.field(node, context)
        return fieldOf(context, String(node.value))
      case 'wildcard':
        return anyFieldOf(context)
      case 'descendant':
        return descendantsOf(context)
      case 'variable':
        return this.variable(node, context)
      case 'parent':
        return this.ancestors.get(node.slot?.label ?? '') ?? unknown
      case 'bind':
        return this.bind(node, context)
      case 'block':
        return this.block(node.expressions ?? [], context)
      case 'condition':
        this.maybe(node.condition, context)
        return either(this.branch(node.then, context), this.branch(node.else, context))
      case 'operators':
        for (const part of node.expressions ?? []) this.branch(part, context)
        return plain
      case 'cases':
        return this.cases(node.expressions ?? [], context)
      case 'apply':
        return traceChain(this, node, context)
      case 'function':
        return traceCall(this, node, context)
      case 'partial':
        return traceFunction(this, node, context)
      case 'lambda':
        // One is the call that a function ends with.
        return node.thunk === true ? this.maybe(node.body, context) : traceFunction(this, node, context)
      case 'transform':
        return traceTransform(this, node, context, unknown)
      case 'unary':
        return this.unary(node, context)
      case 'binary':
        return this.binary(node, context)
      default:
        return this.others(node, context)
    }
  }

  private variable(node: SyntaxNode, context: Origin): Origin {
    const name = String(node.value)
    if (name === '') return context
    if (name === '$') return this.input
    return isBuiltInName(name) && !this.visible.has(name)
      ? ofFunction({ node, scope: this.visible.seen, context })
      : this.visible.valueOf(name)
  }

  private unary(node: SyntaxNode, context: Origin): Origin {
    if (node.value === '{') return tracePairs(this, (node.lhs ?? []) as readonly Pair[], context) // that it has there
    if (node.value === '[')
      return eitherOf((node.expressions ?? []).map((expression) => this.visit(expression, context)))
    this.maybe(node.expression, context)
    return plain
  }

  private binary(node: SyntaxNode, context: Origin): Origin {
    const { value, rhs } = node
    const first = this.maybe(leftIn(node), context)
    if (value === 'and' || value === 'or') this.branch(rhs, context)
    else this.maybe(rhs, context)
    if (rhs !== undefined && ['=', '!=', 'in'].includes(String(value)))
      for (const one of rhs.value === '[' ? (rhs.expressions ?? []) : [rhs]) this.seen.compared?.(one, first)
    return plain
  }

  /** Conditions and what they give in turn, and perhaps what there is else. */
  private cases(parts: readonly SyntaxNode[], context: Origin): Origin {
    const origins = parts.map((part) => this.branch(part, context))
    return eitherOf(origins.filter((_, at) => at % 2 === 1 || at === parts.length - 1))
  }

  private bind(node: SyntaxNode, context: Origin): Origin {
    const origin = this.maybe(node.rhs, context)
    this.visible.assign(String(leftIn(node)?.value), origin)
    return origin
  }

  private block(nodes: readonly SyntaxNode[], context: Origin): Origin {
    const around = this.visible.enter()
    let origin = plain
    for (const node of nodes) origin = this.visit(node, context)
    this.visible.leave(around)
    return origin
  }

  /** Whatever there may be else: only what is in it. */
  private others(node: SyntaxNode, context: Origin): Origin {
    const inner = [node.procedure, ...(node.arguments ?? []), ...(node.expressions ?? [])]
    for (const child of [...inner, leftIn(node), node.rhs, node.expression, node.body])
      this.followed.escaped(this.maybe(child, context).functions)
    return unknown
  }
}
