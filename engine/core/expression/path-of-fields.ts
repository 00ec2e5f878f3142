import { Callable } from './callable.ts'
import type { Compilation } from './compilation.ts'
import type { Code } from './frame.ts'
import { lookup } from './lookup.ts'
import { collapse, pushFlattened, Sequence } from './sequence.ts'
import type { SyntaxNode } from './syntax.ts'
import { fieldOf } from './value.ts'

/**
 * Code for a path of plain field names (`payload.a.b`), else undefined. As long as every value on the way
 * is an object, no sequence is made; at the first array it goes on with the elements. The result is collapsed.
 */
export function fieldChain(node: SyntaxNode, compilation: Compilation): Code | undefined {
  if (node.keepSingletonArray === true || node.keepArray === true || node.group !== undefined)
    return undefined
  const names: string[] = []
  for (const step of node.steps ?? []) {
    if (!isPlainName(step)) return undefined
    names.push(String(step.value))
  }
  compilation.readsOutside = true
  const [first, second] = names
  if (first === undefined) return undefined
  if (second === undefined) return oneField(names, first)
  return names.length === 2 ? twoFields(names, first, second) : manyFields(names)
}

function isPlainName(step: SyntaxNode): boolean {
  return (
    step.type === 'name' &&
    step.stages === undefined &&
    step.predicate === undefined &&
    step.group === undefined &&
    step.keepArray !== true
  )
}

function oneField(names: readonly string[], name: string): Code {
  return (input) => {
    if (typeof input !== 'object' || input === null) return undefined
    if (Array.isArray(input)) return overArray(input, names, 0)
    if (input instanceof Callable) return undefined
    const value = fieldOf(input, name)
    return Array.isArray(value) ? lastArray(value) : value
  }
}

function twoFields(names: readonly string[], first: string, second: string): Code {
  return (input) => {
    if (typeof input !== 'object' || input === null) return undefined
    if (Array.isArray(input)) return overArray(input, names, 0)
    if (input instanceof Callable) return undefined
    const middle = fieldOf(input, first)
    if (typeof middle !== 'object' || middle === null) return undefined
    if (Array.isArray(middle)) return overField(middle, names, 1)
    if (middle instanceof Callable) return undefined
    const value = fieldOf(middle, second)
    return Array.isArray(value) ? lastArray(value) : value
  }
}

function manyFields(names: readonly string[]): Code {
  const count = names.length
  return (input) => {
    if (Array.isArray(input)) return overArray(input, names, 0)
    let value = input
    for (let i = 0; i < count; i++) {
      if (typeof value !== 'object' || value === null || value instanceof Callable) return undefined
      if (Array.isArray(value)) return overField(value, names, i)
      // There are as many names as the loop has turns.
      value = fieldOf(value, names[i] as string)
    }
    return Array.isArray(value) ? lastArray(value) : value
  }
}

/** An array at the end is given as it is, unless it is a sequence that an object of our own holds. */
function lastArray(value: unknown[]): unknown {
  const given = collapse(value)
  if (!(given instanceof Sequence)) return given
  const result = new Sequence()
  pushFlattened(result, given)
  return collapse(result)
}

/** An array that a field holds: its elements are what the next step goes over. */
function overField(array: readonly unknown[], names: readonly string[], from: number): unknown {
  const given = collapse(array)
  if (given === undefined) return undefined
  const elements = new Sequence()
  pushFlattened(elements, given)
  return overArray(elements, names, from)
}

function overArray(array: readonly unknown[], names: readonly string[], from: number): unknown {
  let elements = array
  for (let i = from; i < names.length; i++) {
    const isLast = i === names.length - 1
    elements = fieldOfEach(elements, names[i] as string, isLast)
    if (elements.length === 0) break
  }
  return collapse(elements)
}

function fieldOfEach(elements: readonly unknown[], name: string, isLast: boolean): readonly unknown[] {
  const result = new Sequence()
  let count = 0
  let only: unknown
  for (let i = 0; i < elements.length; i++) {
    const value = collapse(lookup(elements[i], name))
    if (value === undefined) continue
    count++
    only = value
    pushFlattened(result, value)
  }
  return isLast && count === 1 && Array.isArray(only) && !(only instanceof Sequence) ? only : result
}
