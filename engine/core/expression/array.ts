import type { Compilation } from './compilation.ts'
import type { Code } from './frame.ts'
import type { Scope } from './scope.ts'
import { newConstructed, pushAll } from './sequence.ts'
import type { SyntaxNode } from './syntax.ts'

/** `[...]`: arrays within it add their elements, except those that are written as arrays themselves. */
export function compileArray(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const items = (node.expressions ?? []).map((item) => ({
    code: compilation.build(item, scope),
    isArray: item.value === '[',
  }))
  const isStep = node.consarray === true
  return (input, frame) => {
    const result = isStep ? newConstructed() : []
    for (let i = 0; i < items.length; i++) {
      const item = items[i]
      const value = item?.code(input, frame)
      if (value === undefined) continue
      if (item?.isArray === true) result.push(value)
      else pushAll(result, value)
    }
    return result
  }
}
