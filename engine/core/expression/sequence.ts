/**
 * JSONata tells three kinds of arrays apart:
 * - a plain array, from the data or from a function;
 * - a sequence, what a path or a filter gives: empty means nothing, one element means that element;
 * - a constructed array, from `[...]` as a step of a path, which the next step does not flatten.
 * The two marks are classes, so that an unmarked array costs nothing; `toPlain` takes them off results.
 */

/** Counts marked arrays, so that an evaluation that made none need not look for marks in its result. */
export const tally = { made: 0 }

export class Sequence extends Array<unknown> {
  /** Stays an array even with one element (`[]` in the expression). */
  keep = false
  /** The wrapper around an input that is itself an array, so that it counts as one value. */
  outer = false

  constructor() {
    super()
    tally.made++
  }
}

export class Constructed extends Array<unknown> {
  constructor() {
    super()
    tally.made++
  }
}

export function sequenceOf(value: unknown): Sequence {
  const sequence = new Sequence()
  sequence.push(value)
  return sequence
}

export function isSequence(value: unknown): value is Sequence {
  return value instanceof Sequence
}

/** An empty sequence is nothing and a single element is itself, unless the sequence is to be kept. */
export function collapse(value: unknown): unknown {
  if (typeof value !== 'object' || !(value instanceof Sequence)) return value
  if (value.length === 0) return undefined
  return value.length === 1 && !value.keep ? value[0] : value
}

/** The values that step over an array: the array itself, or the value as the only element. */
export function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

/** Adds what one step gave for one element to the sequence for all: an array adds its elements. */
export function pushFlattened(target: unknown[], value: unknown): void {
  if (!Array.isArray(value) || value instanceof Constructed) {
    target.push(value)
    return
  }
  for (let i = 0; i < value.length; i++) target.push(value[i])
}

/** $append: both as one plain array; nothing added to a value leaves that value. */
export function appended(first: unknown, second: unknown): unknown {
  if (first === undefined) return second
  if (second === undefined) return first
  const result: unknown[] = []
  pushAll(result, first)
  pushAll(result, second)
  return result
}

/** Adds the elements of an array, whatever its marks, or a single value. */
export function pushAll(target: unknown[], value: unknown): void {
  if (!Array.isArray(value)) {
    target.push(value)
    return
  }
  for (let i = 0; i < value.length; i++) target.push(value[i])
}
