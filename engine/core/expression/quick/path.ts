import type { SyntaxNode } from '../syntax/syntax.ts'
import { isInherited } from './own-fields.ts'
import { type Held, type Quick, type Reader, UNSURE } from './quick.ts'
import { eventField, field, payloadField } from './readers.ts'

/** The quick way along a path of names and indexes (`payload.a.b`, `payload.readings[0].v`), if it is one. */
export function quickPath(node: SyntaxNode): Quick | undefined {
  const { steps = [] } = node
  const [first, second, ...others] = steps
  if (first === undefined || hasExtras(node) || !areSteps(steps)) return undefined
  const isPayloadField = first.value === 'payload' && others.length === 0 && typeof second?.value === 'string'
  if (isPayloadField && !isInherited(second.value) && !steps.some(({ stages }) => stages !== undefined)) {
    return payloadField(second.value)
  }
  const readers = readersOf(steps)
  return readers.length === 1 ? single(readers) : chained(readers)
}

/** What a path gives before its last step, and the name of that step: for functions over many values. */
export function quickColumn(
  node: SyntaxNode,
): { readonly rows: Reader; readonly column: Reader } | undefined {
  const { steps = [] } = node
  if (node.type !== 'path' || steps.length < 2 || hasExtras(node) || !areSteps(steps)) return undefined
  const last = steps.at(-1)
  if (last === undefined || last.stages !== undefined) return undefined
  return { rows: composed(readersOf(steps.slice(0, -1))), column: field(String(last.value)) }
}

/** What is longer gains less, and each step is a call that takes its share of the stack. */
const MAX_STEPS = 8

function areSteps(steps: readonly SyntaxNode[]): boolean {
  return steps.length <= MAX_STEPS && steps.every(isStep)
}

function hasExtras({
  predicate,
  group,
  keepArray,
  keepSingletonArray,
  tuple,
  focus,
  index,
}: SyntaxNode): boolean {
  const extra = predicate ?? group ?? tuple ?? focus ?? index
  return extra !== undefined || keepArray === true || keepSingletonArray === true
}

function isStep(step: SyntaxNode): boolean {
  const { stages = [] } = step
  return (
    step.type === 'name' &&
    !isIndex(String(step.value)) &&
    !hasExtras(step) &&
    stages.length <= 1 &&
    stages.every((stage) => {
      return stage.type === 'filter' && stage.expr.type === 'number' && typeof stage.expr.value === 'number'
    })
  )
}

/** Lists and texts have such names of their own. */
export const isIndex = (name: string): boolean => /^\d+$/.test(name)

function readersOf(steps: readonly SyntaxNode[]): readonly Reader[] {
  const readers: Reader[] = []
  for (const { value, stages } of steps) {
    const name = String(value)
    readers.push(readers.length === 0 ? eventField(name) : field(name))
    // Whoever asked has seen that these are indexes.
    for (const { expr } of stages ?? []) readers.push(element(Math.floor(expr.value as number)))
  }
  return readers
}

function element(index: number): Reader {
  return (value) => {
    if (Array.isArray(value)) return value[index < 0 ? value.length + index : index]
    return index === 0 || index === -1 ? value : undefined
  }
}

function single(readers: readonly Reader[]): Quick {
  const read = composed(readers)
  return (input) => {
    const value = read(input)
    return value === undefined ? followed(input, readers) : value
  }
}

function chained(readers: readonly Reader[]): Quick {
  const last = readers.at(-1)
  const before = composed(readers.slice(0, -1))
  if (last === undefined) return before
  return (input) => {
    const value = last(before(input))
    return value === undefined ? followed(input, readers) : value
  }
}

function composed(readers: readonly Reader[]): Reader {
  return readers.reduce((before, reader) => (input) => reader(before(input)))
}

/** A field is missing: nothing, unless there was an array on the way, whose elements may have it. */
function followed(input: Held, readers: readonly Reader[]): Held | typeof UNSURE {
  let value = input
  for (let i = 0; i < readers.length; i++) {
    if (Array.isArray(value)) return UNSURE
    value = readers[i]?.(value)
  }
  return value
}
