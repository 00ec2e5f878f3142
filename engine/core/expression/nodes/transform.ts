import { apply } from './apply.ts'
import { Callable } from '../calling/callable.ts'
import { clone } from '../values/clone.ts'
import { apart, type Compilation } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code, Frame, Run } from '../frame.ts'
import type { Scope } from '../scope.ts'
import { Signature } from '../calling/signature.ts'
import { LOOKS_PER_FIELD } from '../limits.ts'
import { BODY_BYTES, CALLER_BYTES } from '../stack.ts'
import type { SyntaxNode } from '../syntax/syntax.ts'
import { isFunction, isRecord, setField } from '../values/value.ts'

const signature = new Signature('<(oa):o>')

interface Definition {
  readonly pattern: Code
  readonly update: Code
  readonly remove: Code | undefined
  /** The variable `$clone`, where the expression has one of its own. */
  readonly cloner: Code
  /** What an application takes of the stack, and what each change costs. */
  readonly bytes: number
  readonly steps: number
  readonly position: number | undefined
  readonly updatePosition: number | undefined
  readonly removePosition: number | undefined
}

/** `|pattern|update, delete|`: a function that gives a copy of an object in which what the pattern finds is changed. */
export function compileTransform(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  compilation.usesRun = true
  compilation.givesFunctions = true
  compilation.readsOutside = true
  const { pattern, update, position } = node
  if (pattern === undefined || update === undefined)
    throw new ExpressionError('S0206', { position, token: '|' })
  const { code, bytes, steps } = apart(compilation, () => ({
    pattern: compilation.build(pattern, scope),
    update: compilation.build(update, scope),
    remove: node.delete === undefined ? undefined : compilation.build(node.delete, scope),
    cloner: compilation.build(
      { type: 'variable', value: 'clone', ...(position === undefined ? {} : { position }) },
      scope,
    ),
  }))
  const definition: Definition = {
    ...code,
    bytes: CALLER_BYTES + BODY_BYTES + bytes,
    steps,
    position,
    updatePosition: update.position,
    removePosition: node.delete?.position,
  }
  return (_, frame) => new Transform(definition, frame)
}

class Transform extends Callable {
  readonly arity = 1
  readonly #definition: Definition
  readonly #frame: Frame

  constructor(definition: Definition, frame: Frame) {
    super()
    this.#definition = definition
    this.#frame = frame
  }

  override invoke(args: readonly unknown[], input: unknown, run: Run): unknown {
    const [given] = signature.validate(args, input, run)
    if (given === undefined) return undefined
    const { bytes } = this.#definition
    run.enter(bytes)
    const copy = this.#changed(given, run)
    run.leave(bytes)
    return copy
  }

  #changed(given: unknown, run: Run): unknown {
    const { pattern, cloner, steps, position } = this.#definition
    const frame = this.#frame
    const ownClone = cloner(given, frame)
    if (!isFunction(ownClone)) throw new ExpressionError('T2013', { position })
    // Whatever a `$clone` of the expression's own gives is copied again: it may be the event.
    const copies = new Set<unknown>()
    const copy = clone(apply(ownClone, [given], null, run), run, (made) => copies.add(made))
    const found = pattern(copy, frame)
    if (found === undefined) return copy
    for (const match of Array.isArray(found) ? found : [found]) {
      run.spend(steps)
      this.#change(match, copies.has(match), run)
    }
    return copy
  }

  /** Only what was copied is changed: a pattern can also find the event itself, by `$$`. */
  #change(match: unknown, isOurs: boolean, run: Run): void {
    const { update, remove, updatePosition, removePosition } = this.#definition
    const changes = update(match, this.#frame)
    if (changes !== undefined) {
      if (!isRecord(changes)) throw new ExpressionError('T2011', { position: updatePosition, value: changes })
      const entries = Object.entries(changes)
      run.makeFields(entries.length)
      if (isOurs) for (const [name, value] of entries) setField(match as Record<string, unknown>, name, value) // it is a copy, so an object
    }
    const names = remove?.(match, this.#frame)
    if (names === undefined) return
    const removed = namesIn(names, removePosition)
    run.look(removed.length * LOOKS_PER_FIELD)
    for (const name of removed) {
      if (isOurs) Reflect.deleteProperty(match as object, name) // as above
    }
  }
}

function namesIn(value: unknown, position: number | undefined): readonly string[] {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (names.every((name) => typeof name === 'string')) return names
  throw new ExpressionError('T2012', { position, value })
}
