import type { Compilation } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import { compileEvalFunction } from './eval-function.ts'
import { type Code, Frame, UNBOUND, unboundSlots } from '../frame.ts'
import { nativeNamed } from '../functions/catalogue.ts'
import { assignedNames, type Place, Scope } from '../scope.ts'
import { collapse, unwrapped } from '../values/sequence.ts'
import { leftOf, required, type SyntaxNode } from '../syntax/syntax.ts'

/** `$`, `$$` and `$name`. */
export function compileVariable(
  node: SyntaxNode,
  scope: Scope,
  compilation: Compilation,
  isRaw: boolean,
): Code {
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
  const code = outerVariable(name, places.length > 0, node, compilation)
  const hops = compilation.evaluatesTexts ? scope.depth : (places.at(-1)?.hops ?? 0)
  compilation.nodes += Math.floor(hops / HOPS_PER_NODE)
  if (compilation.evaluatesTexts) return lateReader(name, scope, code, isRaw)
  return reader(places, code, isRaw)
}

/** `%`: what the step that the parser has found kept of where it came from. */
export function compileParent(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  compilation.usesRun = true
  compilation.readsOutside = true
  return reader(scope.places(node.slot?.label ?? ''), () => undefined, false)
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
    if (bindings === undefined || !Object.hasOwn(bindings, name)) return lent
    const value = bindings[name]
    if (typeof value === 'function') frame.run.hasMetFunction = true
    return value
  }
}

/** Frames that are gone through on the way to a variable in the time that another node takes. */
const HOPS_PER_NODE = 8

function reader(places: readonly Place[], further: Code, isRaw: boolean): Code {
  const [only] = places
  if (only === undefined) return further
  return places.length === 1 ? slotReader(only, further, isRaw) : firstBound(places, further, isRaw)
}

/** Reads the innermost of several slots to which something has been assigned. One function, however many there are. */
function firstBound(places: readonly Place[], further: Code, isRaw: boolean): Code {
  const finish = isRaw ? asIs : collapse
  return (input, frame) => {
    let at = frame
    let gone = 0
    for (const { hops, slot } of places) {
      at = frameAbove(at, hops - gone)
      gone = hops
      const value = at.slots[slot]
      if (value !== UNBOUND) return finish(value)
    }
    return further(input, frame)
  }
}

/** Reads a slot; if nothing has been assigned to it yet, the next variable of that name further out. */
function slotReader({ hops, slot }: Place, further: Code, isRaw: boolean): Code {
  const finish = isRaw ? asIs : collapse
  if (hops === 0) {
    return (input, frame) => {
      const value = frame.slots[slot]
      return value === UNBOUND ? further(input, frame) : finish(value)
    }
  }
  return (input, frame) => {
    const value = frameAbove(frame, hops).slots[slot]
    return value === UNBOUND ? further(input, frame) : finish(value)
  }
}

/** The same where any frame may hold any name, since a text may have assigned it. */
function lateReader(name: string, scope: Scope, further: Code, isRaw: boolean): Code {
  const finish = isRaw ? asIs : collapse
  const slots = [...scope.around()].map((one) => one.slots.get(name))
  return (input, frame) => {
    let at: Frame | undefined = frame
    for (const slot of slots) {
      const value = slot === undefined ? at?.late?.get(name) : at?.slots[slot]
      const isThere = slot === undefined ? at?.late?.has(name) === true : value !== UNBOUND
      if (isThere) return finish(value)
      at = at?.parent
    }
    return further(input, frame)
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
  if (slot === undefined) {
    if (compilation.evaluatesTexts) return lateAssignment(String(leftOf(node).value), value)
    throw new ExpressionError('S0212', { position: node.position, token: ':=' })
  }
  return (input, frame) => {
    const assigned = value(input, frame)
    frame.slots[slot] = assigned
    return assigned
  }
}

/** By a text that is evaluated: where it stands nobody knew of the variable. */
function lateAssignment(name: string, value: Code): Code {
  return (input, frame) => {
    const assigned = value(input, frame)
    frame.late ??= new Map()
    frame.late.set(name, assigned)
    return assigned
  }
}

/** `( ...; ... )`: gives what its last expression gives; what it assigns is seen only within it. */
export function compileBlock(node: SyntaxNode, scope: Scope, compilation: Compilation, isRaw: boolean): Code {
  const expressions = node.expressions ?? []
  const names = assignedNames(expressions)
  const finish = isRaw ? asIs : collapse
  if (names.size === 0 && !compilation.evaluatesTexts)
    return inOrder(
      expressions.map((expression) => compilation.build(expression, scope)),
      finish,
    )
  compilation.usesRun = true
  const inner = new Scope(scope, names)
  const body = inOrder(
    expressions.map((expression) => compilation.build(expression, inner)),
    finish,
  )
  const { size } = inner
  return (input, frame) => body(input, new Frame(frame, frame.run, unboundSlots(size)))
}

const asIs = (value: unknown): unknown => value

function inOrder(codes: readonly Code[], finish: (value: unknown) => unknown): Code {
  const [only] = codes
  if (only === undefined) return () => undefined
  if (codes.length === 1) return (input, frame) => finish(only(input, frame))
  return (input, frame) => {
    let result: unknown
    for (let i = 0; i < codes.length; i++) result = (codes[i] as Code)(input, frame)
    return finish(result)
  }
}
