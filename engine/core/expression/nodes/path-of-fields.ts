import { Callable } from '../calling/callable.ts'
import type { Code, Run } from '../frame.ts'
import { lookup } from '../values/lookup.ts'
import { asSequence, collapse, isConstructed, isSequence, pushFlattened } from '../values/sequence.ts'
import type { SyntaxNode } from '../syntax/syntax.ts'
import { fieldOf } from '../values/value.ts'

/** A step `name` or `name[2]`. */
interface FieldStep {
  readonly name: string
  readonly index: number | undefined
}

/**
 * Code for a path of plain fields (`payload.a.b`, `payload.readings[0].v`), else undefined. As long as every
 * value on the way is an object, no sequence is made; at the first array it goes on with the elements.
 * The result is collapsed.
 */
export function fieldChain(nodes: readonly SyntaxNode[]): Code | undefined {
  const steps: FieldStep[] = []
  for (const step of nodes) {
    const field = fieldStep(step)
    if (field === undefined) return undefined
    steps.push(field)
  }
  const [first, second] = steps
  if (first === undefined) return undefined
  if (steps.length > 2 || steps.some(({ index }) => index !== undefined)) return manyFields(steps)
  return second === undefined ? oneField(steps, first.name) : twoFields(steps, first.name, second.name)
}

function fieldStep(step: SyntaxNode): FieldStep | undefined {
  const { type, value, stages = [], predicate, group, keepArray, tuple, focus, index } = step
  const isOther = predicate ?? group ?? keepArray ?? tuple ?? focus ?? index
  if (type !== 'name' || isOther !== undefined || stages.length > 1) return undefined
  const stage = stages[0]
  if (stage === undefined) return { name: String(value), index: undefined }
  const isNumber =
    stage.type === 'filter' && stage.expr.type === 'number' && typeof stage.expr.value === 'number'
  return isNumber ? { name: String(value), index: Math.floor(stage.expr.value as number) } : undefined // isNumber
}

function oneField(steps: readonly FieldStep[], name: string): Code {
  return (input, { run }) => {
    if (typeof input !== 'object' || input === null) return undefined
    if (Array.isArray(input)) return overElements(input, steps, 0, run)
    if (input instanceof Callable) return undefined
    const value = fieldOf(input, name)
    return Array.isArray(value) ? lastArray(value) : value
  }
}

function twoFields(steps: readonly FieldStep[], first: string, second: string): Code {
  return (input, { run }) => {
    if (typeof input !== 'object' || input === null) return undefined
    if (Array.isArray(input)) return overElements(input, steps, 0, run)
    if (input instanceof Callable) return undefined
    const middle = fieldOf(input, first)
    if (typeof middle !== 'object' || middle === null) return undefined
    if (Array.isArray(middle)) return overArray(middle, steps, 1, run)
    if (middle instanceof Callable) return undefined
    const value = fieldOf(middle, second)
    return Array.isArray(value) ? lastArray(value) : value
  }
}

function manyFields(steps: readonly FieldStep[]): Code {
  const count = steps.length
  return (input, { run }) => {
    if (Array.isArray(input)) return overElements(input, steps, 0, run)
    let value = input
    for (let i = 0; i < count; i++) {
      if (typeof value !== 'object' || value === null || value instanceof Callable) return undefined
      if (Array.isArray(value)) return overArray(value, steps, i, run)
      // There are as many steps as the loop has turns.
      const { name, index } = steps[i] as FieldStep // i is within
      value = fieldOf(value, name)
      if (index !== undefined) value = atIndex(collapse(value), index)
    }
    return Array.isArray(value) ? lastArray(value) : value
  }
}

function atIndex(value: unknown, index: number): unknown {
  if (Array.isArray(value)) return value[index < 0 ? value.length + index : index]
  return index === 0 || index === -1 ? value : undefined
}

/** An array at the end is given as it is, unless it is a sequence that an object of our own holds. */
function lastArray(value: unknown[]): unknown {
  const given = collapse(value)
  return isSequence(given) ? collapse(asSequence(given.slice())) : given
}

/** An array that a field holds: its elements are what the next step goes over. */
function overArray(array: readonly unknown[], steps: readonly FieldStep[], from: number, run: Run): unknown {
  const given = collapse(array)
  if (given === undefined) return undefined
  return overElements(isConstructed(given) || !Array.isArray(given) ? [given] : given, steps, from, run)
}

function overElements(
  array: readonly unknown[],
  steps: readonly FieldStep[],
  from: number,
  run: Run,
): unknown {
  let elements: readonly unknown[] = array
  for (let i = from; i < steps.length - 1; i++) {
    const next: unknown[] = []
    run.makeElements(elements.length)
    for (let k = 0; k < elements.length; k++) {
      const value = fieldOfElement(elements[k], steps[i] as FieldStep, run) // i is within
      if (value !== undefined) pushFlattened(next, value)
    }
    run.makeElements(next.length)
    if (next.length === 0) return undefined
    elements = next
  }
  return lastFields(elements, steps[steps.length - 1] as FieldStep, run) // a path has a step
}

function lastFields(elements: readonly unknown[], step: FieldStep, run: Run): unknown {
  const result: unknown[] = []
  let count = 0
  let only: unknown
  run.makeElements(elements.length)
  for (let i = 0; i < elements.length; i++) {
    const value = fieldOfElement(elements[i], step, run)
    // With an index, nothing is an empty list, which counts as one that is given.
    if (value !== undefined || step.index !== undefined) count++
    if (value === undefined) continue
    only = value
    pushFlattened(result, value)
  }
  run.makeElements(result.length)
  if (count === 1 && Array.isArray(only) && !isSequence(only)) return only
  return result.length > 1 ? asSequence(result) : result[0]
}

function fieldOfElement(element: unknown, { name, index }: FieldStep, run: Run): unknown {
  const isRecord = typeof element === 'object' && element !== null && !Array.isArray(element)
  const value = collapse(
    isRecord && !(element instanceof Callable) ? fieldOf(element, name) : lookup(element, name, run),
  )
  return index === undefined ? value : atIndex(value, index)
}
