import { boundsWith, defaultBounds } from './bounds.ts'
import { cache } from './cache.ts'
import { callablesOf, type HostFunctions } from './calling/host-function.ts'
import type { CompileOptions } from './compile-options.ts'
import { Compiled, type CompiledExpression, type Evaluate } from './compiled.ts'
import { constantResult, evaluator, overflowing, trying } from './evaluator.ts'
import { isBuiltInName } from './functions/catalogue.ts'
import { fieldsIn } from './insight/fields.ts'
import { slowAsWhole, whySlow } from './insight/why-slow.ts'
import { newCompilation } from './new-compilation.ts'
import { quickOf } from './quick/build-quick.ts'
import { assignedNames, Scope } from './scope.ts'
import { refuseDeep } from './stack.ts'
import { parseExpression, type SyntaxNode } from './syntax/syntax.ts'
import { nodesOf } from './syntax/syntax-walk.ts'

export type { CompileOptions } from './compile-options.ts'
export type { CompiledExpression } from './compiled.ts'
export type { Surroundings } from './frame.ts'
export { UNSURE } from './quick/quick.ts'

/** Compiles JSONata to a synchronous function. Throws ExpressionError, and a RangeError for options that can't be. The same text is compiled only once, for the same object of functions. */
export function compileExpression(text: string, options: CompileOptions = {}): CompiledExpression {
  const { variables, bounds, functions } = options
  const named = variables?.find((name) => name.startsWith('$'))
  if (named !== undefined) throw new RangeError(`a variable is announced without $: "${named.slice(1)}"`)
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

const mentionsEval = (tree: SyntaxNode): boolean =>
  nodesOf(tree).some(({ type, value }) => type === 'variable' && value === 'eval')

/** What is made only when it is asked for, and then kept. */
function firstTime<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined
  return () => (made ??= { value: make() }).value
}
