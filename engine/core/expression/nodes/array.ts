import type { Compilation } from '../compilation.ts'
import type { Code } from '../frame.ts'
import type { Scope } from '../scope.ts'
import { isSequence, newConstructed, pushAll, withoutMark } from '../values/sequence.ts'
import type { SyntaxNode } from '../syntax/syntax.ts'

/** `[...]`: arrays within it add their elements, except those that are written as arrays themselves. */
export function compileArray(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const items = (node.expressions ?? []).map((item) => ({
    code: compilation.build(item, scope),
    isArray: item.value === '[',
  }))
  const isStep = node.consarray === true
  const only = items[0]
  if (only !== undefined && !isStep && (node.expressions ?? []).every(isRange) && items.length === 1)
    return (input, frame) => ownArray(only.code(input, frame))
  return (input, frame) => {
    const result = isStep ? newConstructed() : []
    let paid = 0
    for (let i = 0; i < items.length; i++) {
      const item = items[i]
      const value = item?.code(input, frame)
      if (value === undefined) continue
      if (item?.isArray !== true && Array.isArray(value)) {
        // Paid for before: the same list over and over could fill the memory.
        frame.run.makeElements(value.length)
        paid += value.length
        pushAll(result, value)
      } else result.push(value)
    }
    frame.run.makeElements(result.length - paid)
    frame.run.admit(result)
    return result
  }
}

function isRange({ type, value, predicate, group, keepArray }: SyntaxNode): boolean {
  return type === 'binary' && value === '..' && (predicate ?? group ?? keepArray) === undefined
}

/** What a range has made is nobody else's: `[1..1000]` need not copy it. */
function ownArray(value: unknown): unknown[] {
  if (value === undefined) return []
  return isSequence(value) ? withoutMark(value) : [value]
}
