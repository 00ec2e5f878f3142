import type { Compilation } from './compilation.ts'
import { ExpressionError } from './expression-error.ts'
import type { Code, Frame } from './frame.ts'
import type { Scope } from './scope.ts'
import { newSequence } from './sequence.ts'
import type { Stage } from './syntax.ts'
import { truth } from './truth.ts'
import { isNumeric } from './value.ts'

/** What a predicate leaves of a value: a sequence that is not collapsed, or an array that stood at its index. */
export type Filter = (value: unknown, frame: Frame) => readonly unknown[]

export function compileStages(
  stages: readonly Stage[] | undefined,
  scope: Scope,
  compilation: Compilation,
): Filter[] {
  return (stages ?? []).map((stage) => {
    if (stage.type !== 'filter') {
      throw new ExpressionError('M1001', { position: stage.position, token: 'binding the position with #' })
    }
    return compileFilter(stage, scope, compilation)
  })
}

export function compileFilter(stage: Stage, scope: Scope, compilation: Compilation): Filter {
  const { type, value } = stage.expr
  if (type === 'number' && typeof value === 'number') return byIndex(Math.floor(value))
  return byPredicate(compilation.build(stage.expr, scope))
}

/** `[0]`, `[-1]`: an array at that index is given as it is. */
function byIndex(index: number): Filter {
  return (value) => {
    const item = Array.isArray(value)
      ? value[placed(index, value.length)]
      : index === 0 || index === -1
        ? value
        : undefined
    if (Array.isArray(item)) return item
    const result = newSequence()
    if (item !== undefined) result.push(item)
    return result
  }
}

function placed(index: number, length: number): number {
  return index < 0 ? length + index : index
}

function byPredicate(predicate: Code): Filter {
  return (value, frame) => {
    const result = newSequence()
    if (!Array.isArray(value)) {
      test(value, 0, 1, predicate(value, frame), result)
      return result
    }
    frame.run.spend(value.length)
    for (let i = 0; i < value.length; i++) test(value[i], i, value.length, predicate(value[i], frame), result)
    frame.run.makeElements(result.length)
    return result
  }
}

/** Takes an element if the predicate holds for it, or once for each time that the predicate names its index. */
function test(item: unknown, index: number, length: number, found: unknown, result: unknown[]): void {
  if (found === true) {
    result.push(item)
  } else if (found === false || found === undefined) {
    return
  } else if (isNumeric(found)) {
    if (placed(Math.floor(found), length) === index) result.push(item)
  } else if (isArrayOfNumbers(found)) {
    for (const number of found) if (placed(Math.floor(number), length) === index) result.push(item)
  } else if (truth(found)) {
    result.push(item)
  }
}

function isArrayOfNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(isNumeric)
}
