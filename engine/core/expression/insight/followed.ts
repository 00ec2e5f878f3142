import type { SyntaxNode } from '../syntax/syntax.ts'
import { type Closure, type Origin, unknown } from './origin.ts'

/** A function that calls itself is followed into itself so many times. */
const mostWithinItself = 4
/** And so many functions are followed into one another. */
const mostWithin = 200
/** Nodes that are visited within functions that are followed, in one expression. */
const mostVisits = 20_000

/**
 * Which functions of an expression were followed with which arguments: each body once with the same ones, and not without
 * end. Those that nobody has called, or somebody who is not known, are left to be visited with arguments that are not known.
 */
export class Followed {
  private readonly results = new Map<string, Origin>()
  private readonly ids = new Map<object, number>()
  private readonly active: Closure[] = []
  private readonly called = new Set<SyntaxNode>()
  private readonly uncalled = new Map<SyntaxNode, Closure>()
  private readonly open = new Map<SyntaxNode, Closure>()
  private readonly opened = new Set<SyntaxNode>()
  private visits = 0

  /** A function stands there. */
  met(closure: Closure): void {
    if (!this.called.has(closure.node)) this.uncalled.set(closure.node, closure)
  }

  /** They may be called with anything. */
  escaped(functions: Iterable<Closure>): void {
    for (const closure of functions) if (!this.opened.has(closure.node)) this.open.set(closure.node, closure)
  }

  /** What is being followed is not seen to its end. */
  breakOff(): void {
    this.escaped(this.active)
  }

  /** A node is visited. */
  visit(): void {
    if (this.active.length > 0) this.visits++
  }

  /** What a call gives: what `body` says, or said of the same arguments before. */
  call(closure: Closure, given: readonly Origin[], body: () => Origin): Origin {
    const { node } = closure
    const key = [closure, ...given].map((part) => this.keyOf(part)).join(' ')
    const known = this.results.get(key)
    if (known !== undefined) return known
    const isTooMuch = this.visits >= mostVisits || this.active.length >= mostWithin
    if (isTooMuch || this.countWithin(node) >= mostWithinItself) {
      this.escaped([closure])
      return unknown
    }
    this.called.add(node)
    this.uncalled.delete(node)
    this.active.push(closure)
    this.results.set(key, unknown) // where it calls itself with the same
    const result = body()
    this.results.set(key, result)
    this.active.pop()
    return result
  }

  /** The next to be visited with arguments that are not known, each once. */
  next(): Closure | undefined {
    for (const functions of [this.open, this.uncalled])
      for (const [node, closure] of functions) {
        functions.delete(node)
        if (this.opened.has(node)) continue
        this.opened.add(node)
        return closure
      }
    return undefined
  }

  private countWithin(node: SyntaxNode): number {
    return this.active.filter((closure) => closure.node === node).length
  }

  private keyOf(part: Closure | Origin): string {
    if ('node' in part || part.made.size > 0) return String(this.idOf(part))
    const ids = [...part.places, ...part.functions].map((one) => this.idOf(one))
    return `${part.isOpen ? '?' : ''}${ids.toSorted((one, other) => one - other).join('+')}`
  }

  private idOf(thing: object): number {
    const id = this.ids.get(thing) ?? this.ids.size
    this.ids.set(thing, id)
    return id
  }
}
