import type { Pair, SyntaxNode } from './syntax/syntax.ts'

/** The variables of one frame while compiling: a name has a slot if anything in that frame assigns it. */
export class Scope {
  readonly parent: Scope | undefined
  readonly slots: ReadonlyMap<string, number>
  /** How many there are around it. */
  readonly depth: number
  readonly #parameters: ReadonlySet<string>
  readonly #places = new Map<string, readonly Place[]>()

  /** Parameters have a value from the start, so that what has their name further out cannot show. */
  constructor(parent: Scope | undefined, names: Iterable<string>, parameters: Iterable<string> = []) {
    this.parent = parent
    this.depth = parent === undefined ? 0 : parent.depth + 1
    this.#parameters = new Set(parameters)
    const slots = new Map<string, number>()
    for (const name of names) if (!slots.has(name)) slots.set(name, slots.size)
    this.slots = slots
  }

  get size(): number {
    return this.slots.size
  }

  /** This one and those around it, innermost first: one for each frame. */
  *around(): Generator<Scope, void> {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) yield scope
  }

  /**
   * Where a name may be found, innermost first: how many frames up, and which slot there. Looked up once, since a name
   * may be written many times and scopes be many.
   */
  places(name: string): readonly Place[] {
    const known = this.#places.get(name)
    if (known !== undefined) return known
    const found = this.#look(name)
    this.#places.set(name, found)
    return found
  }

  #look(name: string): readonly Place[] {
    const found: Place[] = []
    let hops = 0
    for (const scope of this.around()) {
      const slot = scope.slots.get(name)
      if (slot !== undefined) found.push({ hops, slot })
      if (scope.#parameters.has(name)) break
      hops++
    }
    return found
  }
}

export interface Place {
  readonly hops: number
  readonly slot: number
}

/** The names that an expression assigns in its own frame, that is, outside of blocks and functions within it. */
export function assignedNames(nodes: readonly SyntaxNode[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const node of nodes) collect(node, names)
  return names
}

function collect(node: SyntaxNode, names: Set<string>): void {
  // A thunk is a call in tail position, not a function of its own, but what it assigns stays in its frame.
  if (node.type === 'lambda' && node.thunk !== true) return
  if (node.type === 'bind' && node.lhs !== undefined && !isPairs(node.lhs)) names.add(String(node.lhs.value))
  // What is assigned where something is bound on a path is seen there only (see tuple-path.ts).
  const binding = node.steps?.findIndex(({ tuple }) => tuple === true) ?? -1
  if (binding >= 0) {
    for (const step of (node.steps ?? []).slice(0, binding)) collect(step, names)
    return
  }
  if (node.type !== 'block') for (const child of children(node)) collect(child, names)
  for (const stage of node.predicate ?? []) if (stage.type === 'filter') collect(stage.expr, names)
  for (const stage of node.stages ?? []) if (stage.type === 'filter') collect(stage.expr, names)
  for (const [key, value] of node.group?.lhs ?? []) {
    collect(key, names)
    collect(value, names)
  }
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [...(node.steps ?? []), ...(node.expressions ?? [])]
  if (node.type !== 'lambda') found.push(...(node.arguments ?? []))
  for (const child of [
    node.expression,
    node.rhs,
    node.procedure,
    node.body,
    node.condition,
    node.then,
    node.else,
    node.pattern,
    node.update,
    node.delete,
  ]) {
    if (child !== undefined) found.push(child)
  }
  if (node.lhs !== undefined) {
    if (isPairs(node.lhs)) for (const pair of node.lhs) found.push(...pair)
    else found.push(node.lhs)
  }
  for (const term of node.terms ?? []) found.push(term.expression)
  return found
}

function isPairs(left: SyntaxNode | readonly Pair[]): left is readonly Pair[] {
  return Array.isArray(left)
}
