import { Callable } from '../calling/callable.ts'
import { apart, type Compilation } from '../compilation.ts'
import { type Code, Frame, type Run, UNBOUND } from '../frame.ts'
import { assignedNames, Scope } from '../scope.ts'
import { Signature } from '../calling/signature.ts'
import { BODY_BYTES } from '../stack.ts'
import { required, type SyntaxNode } from '../syntax/syntax.ts'

/** With the call that it was made in, whose variables it keeps: measured at 300 and some 20 for each of those. */
const BYTES_PER_FUNCTION = 400

/** What all functions that one `function(...){...}` makes have in common. */
interface Definition {
  readonly body: Code
  /** What a call takes of the stack, and what it costs beside what is called in it. */
  readonly bytes: number
  readonly steps: number
  readonly parameterSlots: readonly number[]
  readonly size: number
  readonly signature: Signature | undefined
}

export function compileLambda(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  compilation.usesRun = true
  compilation.givesFunctions = true
  const body = required(node, 'body')
  const parameters = (node.arguments ?? []).map((parameter) => String(parameter.value))
  const inner = new Scope(scope, [...parameters, ...assignedNames([body])], parameters)
  const signature = node.signature === undefined ? undefined : new Signature(node.signature.definition)
  if (signature?.usesContext === true) compilation.readsOutside = true
  const { code, bytes, steps } = apart(compilation, () => {
    compilation.nodes += parameters.length
    return compilation.build(body, inner)
  })
  const definition: Definition = {
    body: code,
    bytes: BODY_BYTES + bytes,
    steps,
    // Every parameter was given a slot two lines up.
    parameterSlots: parameters.map((name) => inner.slots.get(name) as number),
    size: inner.size,
    signature,
  }
  return (input, frame) => {
    frame.run.makeBytes(BYTES_PER_FUNCTION)
    return new Lambda(definition, input, frame)
  }
}

/** A function of the expression together with the variables around it. */
class Lambda extends Callable {
  readonly arity: number
  readonly #definition: Definition
  readonly #input: unknown
  readonly #frame: Frame

  constructor(definition: Definition, input: unknown, frame: Frame) {
    super()
    this.arity = definition.parameterSlots.length
    this.#definition = definition
    this.#input = input
    this.#frame = frame
  }

  override unchecked(): Callable {
    return this.#definition.signature === undefined
      ? this
      : new Lambda({ ...this.#definition, signature: undefined }, this.#input, this.#frame)
  }

  override invoke(args: readonly unknown[], input: unknown, run: Run): unknown {
    const { body, bytes, steps, signature } = this.#definition
    const values = signature === undefined ? args : signature.validate(args, input, run)
    run.spend(steps)
    run.descend(bytes)
    const result = body(this.#input, new Frame(this.#frame, run, slotsFor(this.#definition, values)))
    run.ascend(bytes)
    return result
  }
}

function slotsFor({ parameterSlots, size }: Definition, values: readonly unknown[]): unknown[] {
  const slots: unknown[] = []
  for (let i = 0; i < parameterSlots.length; i++) slots.push(values[i])
  if (slots.length === size) return slots
  // It assigns variables of its own, or has two parameters of one name.
  for (let i = slots.length; i < size; i++) slots.push(UNBOUND)
  for (let i = 0; i < parameterSlots.length; i++) slots[parameterSlots[i] as number] = values[i] // i is within
  slots.length = size
  return slots
}
