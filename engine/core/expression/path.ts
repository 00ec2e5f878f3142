import type { Compilation } from './compilation.ts'
import { ExpressionError } from './expression-error.ts'
import { compileStages, type Filter } from './filter.ts'
import type { Code, Frame } from './frame.ts'
import { compileGroup } from './group.ts'
import { compileOrderBy } from './order-by.ts'
import { fieldChain } from './path-of-fields.ts'
import type { Scope } from './scope.ts'
import { collapse, Constructed, isSequence, pushFlattened, Sequence, sequenceOf } from './sequence.ts'
import type { SyntaxNode } from './syntax.ts'

/** One step: from the elements so far to the elements after it. */
type Step = (elements: readonly unknown[], frame: Frame) => readonly unknown[]

/** A path such as `payload.readings[0].value`. Its result is collapsed. */
export function compilePath(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const nodes = node.steps ?? []
  const first = nodes[0]
  if (first === undefined) throw new ExpressionError('S0206', { position: node.position, token: 'path' })
  const chain = fieldChain(node, compilation)
  if (chain !== undefined) return chain

  const { group } = node
  const steps = nodes.map((step, i) => compileStep(step, i === nodes.length - 1, scope, compilation))
  const isAbsolute = first.type === 'variable'
  const whole = first.consarray === true ? compilation.build(first, scope) : undefined
  const keepPath = node.keepSingletonArray === true
  const keepResult = node.keepArray === true
  const walk: Code = (input, frame) => {
    let elements: readonly unknown[] = Array.isArray(input) && !isAbsolute ? input : sequenceOf(input)
    for (let i = 0; i < steps.length; i++) {
      if (i === 0 && whole !== undefined) {
        const given = whole(elements, frame)
        if (given === undefined) return undefined
        // With a predicate, an array constructor may give a single value, which has no elements to step over.
        elements = Array.isArray(given) ? given : []
      } else {
        // There are as many steps as the loop has turns.
        elements = (steps[i] as Step)(elements, frame)
      }
      if (elements.length === 0) break
    }
    const result = keepPath ? kept(elements) : elements
    if (keepResult && isSequence(result)) result.keep = true
    return group === undefined ? collapse(result) : result
  }
  return group === undefined ? walk : compileGroup(group, walk, scope, compilation)
}

/** `[]` in a path: one element stays an array. */
function kept(elements: readonly unknown[]): readonly unknown[] {
  const result = elements instanceof Constructed ? sequenceOf(elements) : elements
  if (isSequence(result)) result.keep = true
  return result
}

function compileStep(node: SyntaxNode, isLast: boolean, scope: Scope, compilation: Compilation): Step {
  const filters = compileStages(node.stages, scope, compilation)
  if (node.type === 'sort') {
    const order = compileOrderBy(node, scope, compilation)
    return (elements, frame) => {
      let result = order(elements, frame)
      for (const filter of filters) result = filter(result, frame)
      return result
    }
  }
  const code = compilation.build(node, scope)
  return (elements, frame) => walkElements(elements, code, filters, isLast, frame)
}

/** What a step gives for each element, joined; the last step hands on a single array as it is. */
function walkElements(
  elements: readonly unknown[],
  code: Code,
  filters: readonly Filter[],
  isLast: boolean,
  frame: Frame,
): readonly unknown[] {
  const result = new Sequence()
  let count = 0
  let only: unknown
  for (let i = 0; i < elements.length; i++) {
    let given = code(elements[i], frame)
    for (let f = 0; f < filters.length; f++) given = (filters[f] as Filter)(given, frame)
    if (given === undefined) continue
    count++
    only = given
    pushFlattened(result, given)
  }
  return isLast && count === 1 && Array.isArray(only) && !isSequence(only) ? only : result
}
