import { type Compilation, type Repeated, repeated, taking } from '../compilation.ts'
import type { Code, Frame, Run } from '../frame.ts'
import type { Scope } from '../scope.ts'
import { newSequence } from '../values/sequence.ts'
import { FILTER_BYTES } from '../stack.ts'
import type { Stage } from '../syntax/syntax.ts'
import { truth } from '../values/truth.ts'
import { isNumeric } from '../values/value.ts'

/** What a predicate leaves of a value: a sequence that is not collapsed, or an array that stood at its index. */
export type Filter = (value: unknown, frame: Frame) => readonly unknown[]

export function compileStages(
  stages: readonly Stage[] | undefined,
  scope: Scope,
  compilation: Compilation,
): Filter[] {
  // What binds a position stands in a path with tuples, which sees to its stages itself.
  return (stages ?? []).map((stage) => {
    const index = literalIndex(stage)
    if (index !== undefined) return byIndex(index)
    const build = () => taking(compilation, FILTER_BYTES, () => compilation.build(stage.expr, scope))
    return byPredicate(repeated(compilation, build))
  })
}

/** The number in `[0]` or `[-1]`. */
export function literalIndex({ expr }: Stage): number | undefined {
  return expr.type === 'number' && typeof expr.value === 'number' ? Math.floor(expr.value) : undefined
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

/** Where an index is, counted from the end where it is negative. */
export function placed(index: number, length: number): number {
  return index < 0 ? length + index : index
}

function byPredicate({ code: predicate, steps }: Repeated<Code>): Filter {
  return (value, frame) => {
    const result = newSequence()
    if (!Array.isArray(value)) {
      test(value, 0, 1, predicate(value, frame), result, frame.run)
      return result
    }
    frame.run.spend(value.length * steps)
    for (let i = 0; i < value.length; i++)
      test(value[i], i, value.length, predicate(value[i], frame), result, frame.run)
    frame.run.makeElements(result.length)
    return result
  }
}

/** Takes an element if the predicate holds for it, or once for each time that the predicate names its index. */
export function test(
  item: unknown,
  index: number,
  length: number,
  found: unknown,
  result: unknown[],
  run: Run,
): void {
  if (found === true) {
    result.push(item)
  } else if (found === false || found === undefined) {
    return
  } else if (isNumeric(found)) {
    if (placed(Math.floor(found), length) === index) result.push(item)
  } else if (isArrayOfNumbers(found, run)) {
    for (const number of found) if (placed(Math.floor(number), length) === index) result.push(item)
  } else if (truth(found, run)) {
    result.push(item)
  }
}

function isArrayOfNumbers(value: unknown, run: Run): value is number[] {
  if (!Array.isArray(value)) return false
  // Twice: it is looked through, and then each number compared.
  run.look(2 * value.length)
  return value.every(isNumeric)
}
