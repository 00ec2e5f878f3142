import type { Compilation } from './compilation.ts'
import { ExpressionError } from './expression-error.ts'
import { compileEvalFunction } from './eval-function.ts'
import { type Code, Frame, UNBOUND, unboundSlots } from './frame.ts'
import { nativeNamed } from './functions/catalogue.ts'
import { assignedNames, type Place, Scope } from './scope.ts'
import { collapse, unwrapped } from './sequence.ts'
import { leftOf, required, type SyntaxNode } from './syntax.ts'

/** `$`, `$$` and `$name`. */
export function compileVariable(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const name = String(node.value)
  if (name === '') {
    compilation.readsOutside = true
    return contextValue
  }
  compilation.usesRun = true
  if (name === '$') {
    compilation.readsOutside = true
    return (_, frame) => frame.run.input
  }
  const places = scope.places(name)
  if (name === 'eval' && places.length === 0 && !compilation.hides(name))
    return compileEvalFunction(scope, compilation)
  let code = outerVariable(name, places.length > 0, node, compilation)
  for (const place of places.toReversed()) code = slotReader(place, code)
  return code
}

/** `%`: what the step that the parser has found kept of where it came from. */
export function compileParent(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  compilation.usesRun = true
  compilation.readsOutside = true
  let code: Code = () => undefined
  for (const place of scope.places(node.slot?.label ?? '').toReversed()) code = slotReader(place, code)
  return code
}

function contextValue(input: unknown): unknown {
  return Array.isArray(input) ? collapse(unwrapped(input)) : input
}

/** A built-in function, or what whoever runs the expression has bound to the name or lends by it. */
function outerVariable(name: string, isAssigned: boolean, node: SyntaxNode, compilation: Compilation): Code {
  const native = compilation.hides(name) ? undefined : nativeNamed(name)
  if (native !== undefined) {
    compilation.givesFunctions = true
    if (native.signature.usesContext) compilation.readsOutside = true
    return () => native
  }
  const lent = compilation.functions.get(name)
  if (lent !== undefined) compilation.givesFunctions = true
  else if (!isAssigned) {
    compilation.admit(name, node.position)
    compilation.variables.add(name)
  }
  if (!isAssigned) compilation.readsOutside = true
  return (_, frame) => {
    const { bindings } = frame.run
    if (isAssigned) frame.run.hasLookedOutside = true
    return bindings !== undefined && Object.hasOwn(bindings, name) ? bindings[name] : lent
  }
}

/** Reads a slot; if nothing has been assigned to it yet, the next variable of that name further out. */
function slotReader({ hops, slot }: Place, further: Code): Code {
  if (hops === 0) {
    return (input, frame) => {
      const value = frame.slots[slot]
      return value === UNBOUND ? further(input, frame) : collapse(value)
    }
  }
  return (input, frame) => {
    const value = frameAbove(frame, hops).slots[slot]
    return value === UNBOUND ? further(input, frame) : collapse(value)
  }
}

function frameAbove(frame: Frame, hops: number): Frame {
  let found: Frame | undefined = frame
  for (let i = 0; i < hops; i++) found = found?.parent
  if (found === undefined) throw new ExpressionError('U1001', { message: 'a variable has lost its frame' })
  return found
}

/** `$name := value`, in the innermost block or function. */
export function compileAssignment(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  compilation.usesRun = true
  const value = compilation.build(required(node, 'rhs'), scope)
  const slot = scope.slots.get(String(leftOf(node).value))
  if (slot === undefined) throw new ExpressionError('S0212', { position: node.position, token: ':=' })
  return (input, frame) => {
    const assigned = value(input, frame)
    frame.slots[slot] = assigned
    return assigned
  }
}

/** `( ...; ... )`: gives what its last expression gives; what it assigns is seen only within it. */
export function compileBlock(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const expressions = node.expressions ?? []
  const names = assignedNames(expressions)
  if (names.size === 0) return inOrder(expressions.map((expression) => compilation.build(expression, scope)))
  compilation.usesRun = true
  const inner = new Scope(scope, names)
  const body = inOrder(expressions.map((expression) => compilation.build(expression, inner)))
  const { size } = inner
  return (input, frame) => body(input, new Frame(frame, frame.run, unboundSlots(size)))
}

function inOrder(codes: readonly Code[]): Code {
  const [only] = codes
  if (only === undefined) return () => undefined
  if (codes.length === 1) return (input, frame) => collapse(only(input, frame))
  return (input, frame) => {
    let result: unknown
    for (let i = 0; i < codes.length; i++) result = (codes[i] as Code)(input, frame)
    return collapse(result)
  }
}
