import { type Compilation, type Repeated, repeated } from '../compilation.ts'
import { compileStages } from './filter.ts'
import type { Code, Frame } from '../frame.ts'
import { compileOrderBy } from './order-by.ts'
import type { Scope } from '../scope.ts'
import { asSequence, isSequence, pushFlattened, sequenceOf } from '../values/sequence.ts'
import type { SyntaxNode } from '../syntax/syntax.ts'

/** A step of a path: what it gives for one element, or, for an order-by, for all of them at once. */
export type Step =
  | ({ readonly kind: 'each' } & Repeated<Code>)
  | { readonly kind: 'whole'; readonly apply: (elements: readonly unknown[], frame: Frame) => unknown }

export function compileStep(
  node: SyntaxNode,
  isFirst: boolean,
  scope: Scope,
  compilation: Compilation,
): Step {
  const filters = compileStages(node.stages, scope, compilation)
  if (node.type === 'sort') {
    const order = compileOrderBy(node, scope, compilation)
    const apply = (elements: readonly unknown[], frame: Frame): unknown => {
      let result = order(elements, frame)
      for (const filter of filters) result = filter(result, frame)
      return result
    }
    return { kind: 'whole', apply }
  }
  const built = repeated(compilation, () => compilation.build(node, scope))
  let { code } = built
  // An array constructor at the start is made once, of all elements.
  if (isFirst && node.consarray === true) return { kind: 'whole', apply: code }
  for (const filter of filters) {
    const before = code
    code = (input, frame) => filter(before(input, frame), frame)
  }
  return { kind: 'each', code, steps: built.steps }
}

/**
 * With a predicate, or in a block, an array constructor may give a single value. An order-by takes it as the one that it
 * is; else it has no elements to step over, except that JSONata takes a text for its characters.
 */
export function elementsOfWhole(given: unknown, isOrdered: boolean): readonly unknown[] {
  if (Array.isArray(given)) return given
  if (isOrdered && given !== undefined && given !== '') return sequenceOf(given)
  return typeof given === 'string' ? given.split('') : []
}

/** What a step gives for each element, joined; the last step hands on a single array as it is. */
export function walkElements(
  elements: readonly unknown[],
  { code, steps }: Repeated<Code>,
  isLast: boolean,
  frame: Frame,
): readonly unknown[] {
  frame.run.spend(elements.length * steps)
  const result: unknown[] = []
  let count = 0
  let only: unknown
  for (let i = 0; i < elements.length; i++) {
    const given = code(elements[i], frame)
    if (given === undefined) continue
    count++
    only = given
    pushFlattened(result, given)
    // An element may give an array of any length.
    if (Array.isArray(given)) frame.run.makeElements(given.length)
  }
  frame.run.makeElements(elements.length)
  return isLast && count === 1 && Array.isArray(only) && !isSequence(only) ? only : asSequence(result)
}
