import { constantBounds } from '../bounds.ts'
import { type Compilation, folded, taking } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import { type Code, type Frame, Run } from '../frame.ts'
import type { Native } from './native.ts'
import { collapse } from '../values/sequence.ts'
import { CALLER_BYTES } from '../stack.ts'
import { anyKind, type Parameter } from './parameter.ts'
import { symbolOf } from './signature.ts'

/** A call of a built-in function that is known at compile time. `isRaw`: its result is not collapsed. */
export function compileNativeCall(
  native: Native,
  args: readonly Code[],
  position: number | undefined,
  compilation: Compilation,
  isRaw: boolean,
): Code {
  const mayNeedRun = native.options.withRun !== undefined && args.length > 1
  if (!native.isPure || mayNeedRun) compilation.usesRun = true
  if (native.mayCall) taking(compilation, CALLER_BYTES, () => undefined)
  const finish = isRaw ? asIs : collapse
  const slow = (values: readonly unknown[], input: unknown, frame: Frame): unknown => {
    try {
      return finish(native.invoke(values, input, frame.run))
    } catch (error) {
      throw error instanceof ExpressionError ? error.at(position, native.name) : error
    }
  }
  if (!fitsInPlace(native, args.length)) {
    if (mayTakeContext(native, args.length)) compilation.readsOutside = true
    return (input, frame) =>
      slow(
        args.map((arg) => arg(input, frame)),
        input,
        frame,
      )
  }
  const checks = native.signature.parameters.slice(0, args.length).map(checkOf)
  const code = quick({ native, args, checks, position, finish, slow })
  if (!native.isPure) {
    if (mayTakeContext(native, args.length)) compilation.readsOutside = true
    return code
  }
  const foldedCode = folded(compilation, args, code, (values) => {
    // Otherwise an argument is not at its place, and the context may come in.
    if (!checks.every((check, i) => check(values[i]))) throw new ExpressionError('T0410')
    return native.invoke(values, undefined, newRun())
  })
  if (foldedCode === code && mayTakeContext(native, args.length)) compilation.readsOutside = true
  return foldedCode
}

/** Whether an argument may be missing, be it that those given turn out to belong to later parameters. */
function mayTakeContext(native: Native, count: number): boolean {
  const { parameters, usesContext } = native.signature
  const [first, ...others] = parameters
  if (first === undefined || !usesContext || count >= parameters.length) return false
  const needed = others.filter(({ isOptional, usesContext: isTaken }) => !isOptional && !isTaken).length
  return count <= needed || checkOf(first) !== always
}

/** For what is worked out at compile time: a bound of its own each time. */
const newRun = (): Run => new Run(undefined, undefined, undefined, constantBounds)

function asIs(value: unknown): unknown {
  return value
}

/** Whether every argument is taken by the parameter at its place, provided that it is of the right kind. */
export function fitsInPlace(native: Native, count: number): boolean {
  const { parameters } = native.signature
  if (native.takesAll || count > parameters.length || count > 3) return false
  return parameters.every(
    (parameter, i) =>
      !parameter.isRepeated && (i < count || (parameter.isOptional && !parameter.usesContext)),
  )
}

export type Check = (value: unknown) => boolean

/** True for values that the parameter takes as they are; false sends them the long way, which converts or refuses. */
export function checkOf(parameter: Parameter): Check {
  if (parameter.isArray)
    return parameter.elements === 'n' ? isNumbers : parameter.elements === undefined ? isArray : never
  switch (parameter.kinds) {
    case 'sm':
      return (value) => typeof value === 'string' || value === undefined
    case 'nm':
      return (value) => typeof value === 'number' || value === undefined
    case anyKind:
      return always
    default:
      return (value) => parameter.kinds.includes(symbolOf(value))
  }
}

export function never(): boolean {
  return false
}

function always(): boolean {
  return true
}

function isArray(value: unknown): boolean {
  return Array.isArray(value)
}

function isNumbers(value: unknown): boolean {
  if (!Array.isArray(value)) return false
  for (let i = 0; i < value.length; i++) if (typeof value[i] !== 'number') return false
  return true
}

interface Call {
  readonly native: Native
  readonly args: readonly Code[]
  readonly checks: readonly Check[]
  readonly position: number | undefined
  readonly finish: (value: unknown) => unknown
  readonly slow: (values: readonly unknown[], input: unknown, frame: Frame) => unknown
}

function quick({ native, args, checks, position, finish, slow }: Call): Code {
  const { implementation, name } = native
  const located = (error: unknown) => (error instanceof ExpressionError ? error.at(position, name) : error)
  const [first, second, third] = args
  const [isFirst = never, isSecond = never, isThird = never] = checks
  if (first === undefined) {
    return (_, frame) => {
      try {
        return finish(implementation(frame.run, undefined, undefined, undefined, undefined))
      } catch (error) {
        throw located(error)
      }
    }
  }
  if (second === undefined) {
    return (input, frame) => {
      const a = first(input, frame)
      if (!isFirst(a)) return slow([a], input, frame)
      try {
        return finish(implementation(frame.run, a, undefined, undefined, undefined))
      } catch (error) {
        throw located(error)
      }
    }
  }
  if (third === undefined) {
    return (input, frame) => {
      const a = first(input, frame)
      const b = second(input, frame)
      if (!isFirst(a) || !isSecond(b)) return slow([a, b], input, frame)
      try {
        return finish(implementation(frame.run, a, b, undefined, undefined))
      } catch (error) {
        throw located(error)
      }
    }
  }
  return (input, frame) => {
    const a = first(input, frame)
    const b = second(input, frame)
    const c = third(input, frame)
    if (!isFirst(a) || !isSecond(b) || !isThird(c)) return slow([a, b, c], input, frame)
    try {
      return finish(implementation(frame.run, a, b, c, undefined))
    } catch (error) {
      throw located(error)
    }
  }
}
