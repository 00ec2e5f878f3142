import { Callable, TailCall } from '../calling/callable.ts'
import type { Compilation } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code, Run } from '../frame.ts'
import { isFunctionName, nameOf, tokenOf } from '../syntax/function-name.ts'
import { ELEMENTS_PER_STEP } from '../limits.ts'
import type { Scope } from '../scope.ts'
import { required, type SyntaxNode } from '../syntax/syntax.ts'

/** Stands where an argument is still to come. */
const OPEN: unique symbol = Symbol('open')

/** `$f(1, ?)`: a function of the arguments that are left open. */
export function compilePartial(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  compilation.usesRun = true
  compilation.givesFunctions = true
  const args = (node.arguments ?? []).map((arg) => (isOpen(arg) ? undefined : compilation.build(arg, scope)))
  const procedure = required(node, 'procedure')
  const target = compilation.build(procedure, scope)
  const [name, token] = [nameOf(procedure), tokenOf(procedure)]
  const { position } = node
  return (input, frame) => {
    frame.run.makeElements(STEPS_TO_MAKE * ELEMENTS_PER_STEP + args.length)
    const given = args.map((arg) => (arg === undefined ? OPEN : arg(input, frame)))
    const applied = target(input, frame)
    if (applied instanceof Callable) return new Partial(applied.unchecked(), given)
    const isName = applied === undefined && procedure.type === 'path'
    const isKnown = isName && isFunctionName(name, scope, frame, compilation)
    throw new ExpressionError(isKnown ? 'T1007' : 'T1008', { position, token })
  }
}

const isOpen = ({ type, value }: SyntaxNode): boolean => type === 'operator' && value === '?'

/** Of what comes of it, with an array of all its arguments. */
const STEPS_TO_MAKE = 3

/** A function some of whose arguments are there already. */
class Partial extends Callable {
  readonly arity: number
  readonly #target: Callable
  readonly #args: readonly unknown[]

  constructor(target: Callable, given: readonly unknown[]) {
    super()
    this.#target = target
    // More than it takes it is not given; those that are not named are not there.
    const { takes } = target
    this.#args = Number.isFinite(takes) ? Array.from({ length: takes }, (_, at) => given[at]) : given
    this.arity = this.#args.filter((arg) => arg === OPEN).length
  }

  override invoke(args: readonly unknown[], _: unknown, run: Run): unknown {
    run.look(ELEMENTS_PER_STEP + this.#args.length)
    let next = 0
    const all = this.#args.map((arg) => (arg === OPEN ? args[next++] : arg))
    return new TailCall(this.#target, all, undefined, undefined)
  }
}
