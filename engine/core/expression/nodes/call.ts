import { apply, detached } from './apply.ts'
import { TailCall } from '../calling/callable.ts'
import { compileNativeCall } from '../calling/call-native.ts'
import type { Compilation } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code, Frame } from '../frame.ts'
import { isFunctionName, nameOf, tokenOf } from '../syntax/function-name.ts'
import { nativeNamed } from '../functions/catalogue.ts'
import type { Native } from '../calling/native.ts'
import type { Scope } from '../scope.ts'
import { collapse } from '../values/sequence.ts'
import { required, type SyntaxNode } from '../syntax/syntax.ts'

/** `$f(...)`, and `first ~> $f(...)` where `first` comes before the other arguments. `isRaw`: not collapsed. */
export function compileCall(
  node: SyntaxNode,
  scope: Scope,
  compilation: Compilation,
  isRaw: boolean,
  first?: Code,
): Code {
  const args = argumentsOf(node, scope, compilation, first)
  const native = nativeOf(required(node, 'procedure'), scope, compilation)
  if (native !== undefined) return compileNativeCall(native, args, node.position, compilation, isRaw)
  compilation.usesRun = true
  const procedure = required(node, 'procedure')
  const [name, token] = [nameOf(procedure), tokenOf(procedure)]
  if (procedure.type === 'variable' && name !== undefined && name !== '' && scope.places(name).length === 0)
    compilation.admit(name, procedure.position, 'function')
  const target = compilation.build(procedure, scope)
  const isKnown = (frame: Frame) =>
    procedure.type === 'path' && isFunctionName(name, scope, frame, compilation)
  return (input, frame) => {
    const called = target(input, frame)
    if (called === undefined && isKnown(frame))
      throw new ExpressionError('T1005', { position: node.position, token })
    const values = args.map((arg) => detached(arg(input, frame)))
    try {
      const result = apply(called, values, input, frame.run)
      return isRaw ? result : collapse(result)
    } catch (error) {
      throw error instanceof ExpressionError ? error.at(node.position, token) : error
    }
  }
}

/** A call that a function ends with: left to whoever applied that function. */
export function compileTailCall(thunk: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const node = required(thunk, 'body')
  const procedure = required(node, 'procedure')
  const args = argumentsOf(node, scope, compilation)
  const native = nativeOf(procedure, scope, compilation)
  if (native?.isPure === true && args.length >= native.signature.parameters.length) {
    return compileNativeCall(native, args, procedure.position, compilation, true)
  }
  compilation.usesRun = true
  const target = compilation.build(procedure, scope)
  const token = tokenOf(procedure)
  // JSONata puts it one character before that of other calls.
  const { position } = procedure
  return (input, frame) =>
    new TailCall(
      target(input, frame),
      args.map((arg) => arg(input, frame)),
      position,
      token,
    )
}

function argumentsOf(node: SyntaxNode, scope: Scope, compilation: Compilation, first?: Code): Code[] {
  const args = (node.arguments ?? []).map((arg) => compilation.build(arg, scope))
  return first === undefined ? args : [first, ...args]
}

/** The built-in function that a call names, unless a variable of the expression has that name. */
function nativeOf(procedure: SyntaxNode, scope: Scope, compilation: Compilation): Native | undefined {
  if (procedure.type !== 'variable' || procedure.predicate !== undefined || procedure.group !== undefined)
    return undefined
  const name = String(procedure.value)
  if (scope.places(name).length > 0 || compilation.hides(name)) return undefined
  return nativeNamed(name)
}
