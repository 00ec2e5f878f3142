import type { CompiledExpression } from './compile.ts'
import { MAX_CACHED_EXPRESSIONS } from './limits.ts'

const compiled = new Map<string, CompiledExpression>()

/** The expression compiled before from the same text and variables, or a new one. The oldest ones are forgotten. */
export function cached(
  text: string,
  variables: readonly string[] | undefined,
  compile: () => CompiledExpression,
): CompiledExpression {
  const key = JSON.stringify([text, variables === undefined ? null : variables.toSorted()])
  const known = compiled.get(key)
  if (known !== undefined) {
    // To the end of the map: it is the youngest now.
    compiled.delete(key)
    compiled.set(key, known)
    return known
  }
  const expression = compile()
  compiled.set(key, expression)
  if (compiled.size > MAX_CACHED_EXPRESSIONS) {
    for (const oldest of compiled.keys()) {
      compiled.delete(oldest)
      break
    }
  }
  return expression
}
