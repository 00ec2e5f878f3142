import type { Compilation } from '../compilation.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Code } from '../frame.ts'
import { compileGroup } from './group.ts'
import { fieldChain } from './path-of-fields.ts'
import { compileStep, elementsOfWhole, type Step, walkElements } from './path-step.ts'
import type { Scope } from '../scope.ts'
import {
  asSequence,
  collapse,
  isConstructed,
  isSequence,
  keepAsArray,
  newSequence,
  sequenceOf,
} from '../values/sequence.ts'
import type { SyntaxNode } from '../syntax/syntax.ts'
import { bindsTuples, compileTuplePath } from './tuple-path.ts'

/** A path such as `payload.readings[v > 2].v`. Its result is collapsed. */
export function compilePath(node: SyntaxNode, scope: Scope, compilation: Compilation): Code {
  const nodes = node.steps ?? []
  const first = nodes[0]
  compilation.nodes += nodes.length
  if (first === undefined) throw new ExpressionError('S0206', { position: node.position, token: 'path' })
  if (bindsTuples(node)) return compileTuplePath(node, scope, compilation)
  const quick = quickPath(node, first, scope, compilation)
  if (quick !== undefined) return quick

  const walk = walker(
    nodes.map((step, i) => compileStep(step, i === 0, scope, compilation)),
    first.type === 'variable',
  )
  const { group, keepSingletonArray, keepArray } = node
  if (group === undefined && keepSingletonArray !== true && keepArray !== true) {
    return (input, frame) => collapse(walk(input, frame))
  }
  const complete: Code = (input, frame) => {
    const result = asArray(walk(input, frame))
    const kept = keepSingletonArray === true && isConstructed(result) ? sequenceOf(result) : result
    if (keepSingletonArray === true || keepArray === true) keepAsArray(kept)
    return kept
  }
  if (group !== undefined) return compileGroup(group, complete, scope, compilation)
  return (input, frame) => collapse(complete(input, frame))
}

/** A path of plain fields, of the input or of a variable. */
function quickPath(
  node: SyntaxNode,
  first: SyntaxNode,
  scope: Scope,
  compilation: Compilation,
): Code | undefined {
  const { steps = [], keepSingletonArray, keepArray, group } = node
  if (keepSingletonArray === true || keepArray === true || group !== undefined) return undefined
  if (first.type !== 'variable' || first.stages !== undefined) {
    const chain = fieldChain(steps)
    if (chain !== undefined) compilation.readsOutside = true
    return chain
  }
  const chain = fieldChain(steps.slice(1))
  if (chain === undefined) return undefined
  const variable = compilation.build(first, scope)
  return (input, frame) => {
    const value = variable(input, frame)
    return chain(isConstructed(value) ? [value] : value, frame)
  }
}

function asArray(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined ? newSequence() : sequenceOf(value)
}

/**
 * Takes the steps in turn. As long as there is only one value, it goes from step to step by itself; at the
 * first array, the steps go over its elements. Gives a single value, a sequence, or an array as it stood.
 */
function walker(steps: readonly Step[], isAbsolute: boolean): Code {
  const last = steps.length - 1
  return (input, frame) => {
    let elements: readonly unknown[] | undefined = Array.isArray(input) && !isAbsolute ? input : undefined
    let single = input
    for (let i = 0; i <= last; i++) {
      // There are as many steps as the loop has turns.
      const step = steps[i] as Step // i is within
      if (step.kind === 'whole') {
        const given = step.apply(elements ?? sequenceOf(single), frame)
        if (i === last) return given
        const stepped = elementsOfWhole(given, steps[i + 1]?.kind === 'whole')
        if (stepped.length === 0) return Array.isArray(given) || given === '' ? given : undefined
        elements = stepped
      } else if (elements !== undefined) {
        elements = walkElements(elements, step, i === last, frame)
        if (elements.length === 0) return i === last ? elements : undefined
      } else {
        const given = step.code(single, frame)
        if (given === undefined) return undefined
        if (i === last) return isSequence(given) ? asSequence(given.slice()) : given
        if (Array.isArray(given) && !isConstructed(given)) {
          if (given.length === 0) return undefined
          // What an order-by gives of too few to sort is a sequence all the same.
          elements = steps[i + 1]?.kind === 'whole' ? asSequence(given.slice()) : given
        } else {
          single = given
        }
      }
    }
    return elements
  }
}
