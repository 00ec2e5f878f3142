import { type Bounds, boundsWith, constantBounds, defaultBounds } from './bounds.ts'
import { buildNode } from './build.ts'
import { cache } from './cache.ts'
import { suggestion } from './suggestion.ts'
import type { Callable } from './callable.ts'
import type { Compilation } from './compilation.ts'
import { Compiled, type CompiledExpression, type Constant, type Evaluate } from './compiled.ts'
import { ExpressionError } from './expression-error.ts'
import { builtInNames, isBuiltInName } from './functions/catalogue.ts'
import { type Code, Frame, Run, unboundSlots } from './frame.ts'
import { callablesOf, type HostFunctions } from './host-function.ts'
import { fieldsIn } from './insight/fields.ts'
import { slowAsWhole, whySlow } from './insight/why-slow.ts'
import { refuseLarge } from './large.ts'
import { MAX_GROWTH } from './limits.ts'
import { toPlain } from './plain.ts'
import { quickOf } from './quick/build-quick.ts'
import { assignedNames, Scope } from './scope.ts'
import { tally, wrapped } from './sequence.ts'
import { refuseDeep } from './stack.ts'
import { stackBytesOf } from './stack-bytes.ts'
import { parseExpression, type SyntaxNode } from './syntax.ts'
import { nodesOf } from './syntax-walk.ts'

export type { CompiledExpression } from './compiled.ts'
export type { Surroundings } from './frame.ts'
export { UNSURE } from './quick/quick.ts'

export interface CompileOptions {
  /** Names of the variables that will be bound: any other free variable is then an error M1002. */
  readonly variables?: readonly string[]
  /** Functions that are lent to it beside the built-in ones. */
  readonly functions?: HostFunctions
  /** Functions that there are elsewhere, to name the one that may have been meant. */
  readonly otherFunctions?: readonly string[]
  /** What one evaluation may use, where that is not what it may use elsewhere. */
  readonly bounds?: Partial<Bounds>
}

/** Compiles JSONata to a synchronous function. Throws ExpressionError. The same text is compiled only once, for the same object of functions. */
export function compileExpression(text: string, options: CompileOptions = {}): CompiledExpression {
  const { variables, bounds, functions } = options
  const key = JSON.stringify([text, variables === undefined ? null : variables.toSorted(), bounds])
  const make = (): CompiledExpression => {
    const tree = overflowing(() => parseExpression(text))
    return compileTree(tree, text, options)
  }
  if (functions === undefined) return compiled(key, make)
  const ofFunctions = compiledWith.get(functions) ?? cache<CompiledExpression>()
  compiledWith.set(functions, ofFunctions)
  return ofFunctions(key, make)
}

const compiled = cache<CompiledExpression>()
const compiledWith = new WeakMap<HostFunctions, typeof compiled>()
const noFunctions: HostFunctions = {}

/** What the quick way does not count, since it has no loops and few parts. It makes no calls within calls. */
const counted = ['steps', 'bytes', 'elements', 'characters'] as const

/** Compiles a syntax tree, or a part of one. `text` is what the whole was read from. */
export function compileTree(tree: SyntaxNode, text: string, options: CompileOptions): CompiledExpression {
  const bounds = options.bounds === undefined ? defaultBounds : boundsWith(options.bounds)
  const { functions = noFunctions } = options
  const lent = callablesOf(functions)
  const compilation = newCompilation(options, lent, mentionsEval(tree))
  const { code, size } = overflowing(() => {
    const scope = new Scope(undefined, assignedNames([tree]))
    return { code: compilation.build(tree, scope), size: scope.size }
  })
  refuseDeep(compilation.stack.most)
  const full = evaluator(code, size, compilation, bounds)
  // The quick way makes no lists and no loops, but it does make texts.
  const hidesFunctions = options.variables?.some(isBuiltInName) === true
  const isBounded = counted.some((name) => bounds[name] < defaultBounds[name])
  const mayBeQuick = !isBounded && lent.size === 0 && !hidesFunctions
  const attempt = firstTime(
    (): Evaluate | undefined => (mayBeQuick ? (quickOf(tree) as Evaluate | undefined) : undefined), // reads anything
  )
  const variables = [...compilation.variables]
  const constant = firstTime(() =>
    compilation.readsOutside ? undefined : constantResult(code, size, compilation),
  )
  return new Compiled(text, variables, trying(attempt, full), {
    fields: () => fieldsIn(tree, text),
    slowness: firstTime(() => {
      if (isBounded) return slowAsWhole(text, 'it has smaller bounds than usual', raiseBounds)
      if (lent.size > 0) return slowAsWhole(text, 'functions are lent to it', lendLess)
      if (hidesFunctions) return slowAsWhole(text, 'a variable has the name of a function', renameVariable)
      return whySlow(tree, text)
    }),
    constant,
    attempt,
  })
}

const raiseBounds = `give it bounds of at least ${defaultBounds.characters} characters`
const lendLess = 'lend functions only to expressions that call them'
const renameVariable = 'give the variable another name'

/** What is made only when it is asked for, and then kept. */
function firstTime<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined
  return () => (made ??= { value: make() }).value
}

const mentionsEval = (tree: SyntaxNode): boolean =>
  nodesOf(tree).some(({ type, value }) => type === 'variable' && value === 'eval')

function newCompilation(
  { variables: announced, otherFunctions = [] }: CompileOptions,
  lent: ReadonlyMap<string, Callable>,
  evaluatesTexts: boolean,
): Compilation {
  const constants = new Map<Code, { readonly value: unknown }>()
  const compilation: Compilation = {
    variables: new Set(),
    readsOutside: false,
    usesRun: false,
    givesFunctions: false,
    growth: 1,
    stack: { used: 0, most: 0 },
    nodes: 0,
    build: (node, scope) => {
      // Not by a function that takes a function: compiling is to take little of the stack itself.
      const { stack } = compilation
      const bytes = stackBytesOf(node)
      compilation.nodes++
      stack.used += bytes
      if (stack.used > stack.most) stack.most = stack.used
      const code = buildNode(node, scope, compilation)
      stack.used -= bytes
      return code
    },
    lenient: () => newCompilation({ otherFunctions }, lent, true),
    evaluatesTexts,
    functions: lent,
    hides: (name) => announced?.includes(name) === true,
    constant: (value) => {
      const code: Code = () => value
      constants.set(code, { value })
      return code
    },
    constantOf: (code) => constants.get(code),
    admit: (name, position, as) => {
      const isKnown = announced === undefined || announced.includes(name)
      if (isKnown || lent.has(name) || isBuiltInName(name) || evaluatesTexts) return
      throw new ExpressionError('M1002', {
        position,
        token: name,
        type: as,
        suggestion: suggestion(name, announced, [...builtInNames(), ...lent.keys(), ...otherFunctions], as),
      })
    },
  }
  return compilation
}

function evaluator(code: Code, size: number, compilation: Compilation, bounds: Bounds): Evaluate {
  const { givesFunctions, growth, stack } = compilation
  const bytes = stack.most
  const mayGrow = growth > MAX_GROWTH
  if (!compilation.usesRun) {
    const frame = bounds === defaultBounds ? idle : idleFrame(bounds)
    return (input) => {
      frame.run.renew()
      return evaluateWith(code, input, frame, givesFunctions, mayGrow)
    }
  }
  return (input, bindings, surroundings) => {
    const run = new Run(input, bindings, surroundings, bounds)
    run.stack = bytes
    return evaluateWith(code, input, new Frame(undefined, run, unboundSlots(size)), givesFunctions, mayGrow)
  }
}

/**
 * The quick way, made when the expression is first evaluated since places for it are few; else the full one. What is no
 * JSON may throw anything when it is read: then the full way says so.
 */
function trying(attempt: () => Evaluate | undefined, full: Evaluate): Evaluate {
  let first: Evaluate | undefined
  return (input, bindings, surroundings) => {
    first ??= attempt() ?? full
    if (first === full) return full(input, bindings, surroundings)
    let value: unknown
    try {
      value = first(input, bindings, surroundings)
    } catch {
      return full(input, bindings, surroundings)
    }
    return typeof value === 'symbol' ? full(input, bindings, surroundings) : value
  }
}

/** For expressions that use neither variables nor anything else of a run. */
const idleFrame = (bounds: Bounds): Frame =>
  new Frame(undefined, new Run(undefined, undefined, undefined, bounds), [])

const idle = idleFrame(defaultBounds)

function evaluateWith(
  code: Code,
  input: unknown,
  frame: Frame,
  givesFunctions: boolean,
  mayGrow: boolean,
): unknown {
  const marked = tally.made
  try {
    const value = code(Array.isArray(input) ? wrapped(input) : input, frame)
    if (typeof value === 'function' && frame.run.hasMetFunction) return toPlain(value)
    if (typeof value !== 'object' || value === null) return value
    if (mayGrow && !frame.run.hasDoneLittle) refuseLarge(value)
    return givesFunctions || frame.run.hasMetFunction || tally.made !== marked ? toPlain(value) : value
  } catch (error) {
    throw readable(error)
  }
}

function constantResult(
  code: Code,
  size: number,
  { givesFunctions, growth, stack }: Compilation,
): Constant | undefined {
  const run = new Run(undefined, undefined, undefined, constantBounds)
  run.stack = stack.most
  try {
    const value = evaluateWith(
      code,
      undefined,
      new Frame(undefined, run, unboundSlots(size)),
      givesFunctions,
      growth > MAX_GROWTH,
    )
    return run.hasLookedOutside ? undefined : { value }
  } catch (error) {
    // Where it takes long, or wants a clock, or fails on purpose, that is seen when it is evaluated.
    const isFailure = error instanceof ExpressionError && !notToTell.has(error.code) && !run.hasLookedOutside
    return isFailure ? { failure: error } : undefined
  }
}

const notToTell: ReadonlySet<string> = new Set(['U1001', 'M1003', 'D3137', 'D3141'])

function overflowing<Result>(action: () => Result): Result {
  try {
    return action()
  } catch (error) {
    throw readable(error)
  }
}

function readable(error: unknown): ExpressionError {
  if (error instanceof ExpressionError) return error
  if (error instanceof RangeError) {
    return new ExpressionError('U1001', { message: 'it takes more than there is of stack or memory' })
  }
  return new ExpressionError('U1002', { message: error instanceof Error ? error.message : String(error) })
}
