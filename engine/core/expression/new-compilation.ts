import { suggestion } from './advice/suggestion.ts'
import { defaultBounds } from './bounds.ts'
import { buildNode } from './build.ts'
import type { Callable } from './calling/callable.ts'
import type { Compilation } from './compilation.ts'
import type { CompileOptions } from './compile-options.ts'
import { ExpressionError } from './expression-error.ts'
import type { Code } from './frame.ts'
import { builtInNames, isBuiltInName } from './functions/catalogue.ts'
import { stackBytesOf } from './stack-bytes.ts'

/** What one text is compiled with. `lent` are the functions that it is lent. */
export function newCompilation(
  { variables: announced, otherFunctions = [], bounds = {} }: CompileOptions,
  lent: ReadonlyMap<string, Callable>,
  evaluatesTexts: boolean,
): Compilation {
  const constants = new Map<Code, { readonly value: unknown }>()
  const compilation: Compilation = {
    variables: new Set(),
    readsOutside: false,
    usesRun: false,
    givesFunctions: false,
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
    lenient: () => newCompilation({ otherFunctions, bounds }, lent, true),
    evaluatesTexts,
    longestText: bounds.characters ?? defaultBounds.characters,
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
