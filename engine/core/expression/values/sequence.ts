/**
 * JSONata tells three kinds of arrays apart:
 * - a plain array, from the data or from a function;
 * - a sequence, what a path or a filter gives: empty means nothing, one element means that element;
 * - a constructed array, from `[...]` as a step of a path, which the next step does not flatten.
 * The two latter carry a mark under a symbol of our own; `toPlain` gives results without marks.
 */
const MARK: unique symbol = Symbol('mark')

const SEQUENCE = 1
/** Stays an array even with one element (`[]` in the expression). */
const KEPT = 2
/** The wrapper around an input that is itself an array, so that it counts as one value. */
const WRAPPER = 4
const CONSTRUCTED = 8
/** Its elements are tuples (see tuple-path.ts), not values. */
const TUPLES = 16

interface Marked extends Array<unknown> {
  [MARK]?: number
}

/** Counts marked arrays, so that an evaluation that made none need not look for marks in its result. */
export const tally = { made: 0 }

function marksOf(values: readonly unknown[]): number {
  // Any array may carry a mark; only this file knows its name.
  return (values as Marked)[MARK] ?? 0
}

function marked(values: unknown[], mark: number): unknown[] {
  tally.made++
  // As above.
  ;(values as Marked)[MARK] = mark
  return values
}

export function newSequence(): unknown[] {
  return marked([], SEQUENCE)
}

/** Makes a sequence of an array that nobody else holds. */
export function asSequence(values: unknown[]): unknown[] {
  return marked(values, SEQUENCE)
}

/** Makes a plain array of a sequence that nobody else holds. */
export function withoutMark(values: unknown[]): unknown[] {
  return marked(values, 0)
}

export function sequenceOf(value: unknown): unknown[] {
  return marked([value], SEQUENCE)
}

/** Makes a sequence of tuples of an array that nobody else holds. */
export function asTuples<Values extends unknown[]>(values: Values): Values {
  marked(values, SEQUENCE | TUPLES)
  return values
}

export function isTuples(value: unknown): boolean {
  return Array.isArray(value) && (marksOf(value) & TUPLES) !== 0
}

export function newConstructed(): unknown[] {
  return marked([], CONSTRUCTED)
}

/** An input that is an array counts as one value. */
export function wrapped(input: readonly unknown[]): unknown[] {
  return marked([input], SEQUENCE | WRAPPER)
}

/** What a wrapped input was; any other value as it is. */
export function unwrapped(value: unknown): unknown {
  return Array.isArray(value) && (marksOf(value) & WRAPPER) !== 0 ? value[0] : value
}

export function isSequence(value: unknown): value is unknown[] {
  return Array.isArray(value) && (marksOf(value) & SEQUENCE) !== 0
}

export function isConstructed(value: unknown): value is unknown[] {
  return Array.isArray(value) && (marksOf(value) & CONSTRUCTED) !== 0
}

/** Whether there is a mark, be it one that says that it is a plain array. */
export function isMarked(values: readonly unknown[]): boolean {
  return MARK in values
}

/** Has a sequence stay an array; leaves any other value alone. */
export function keepAsArray(value: unknown): void {
  if (isSequence(value)) marked(value, marksOf(value) | KEPT)
}

/** An empty sequence is nothing and a single element is itself, unless the sequence is to be kept. */
export function collapse(value: unknown): unknown {
  if (typeof value !== 'object' || !Array.isArray(value) || value.length > 1) return value
  const marks = marksOf(value)
  if ((marks & SEQUENCE) === 0 || (marks & TUPLES) !== 0) return value
  return value.length === 1 && (marks & KEPT) !== 0 ? value : value[0]
}

/** The values that step over an array: the array itself, or the value as the only element. */
export function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

/** Adds what one step gave for one element to the sequence for all: an array adds its elements. */
export function pushFlattened(target: unknown[], value: unknown): void {
  if (!Array.isArray(value) || isConstructed(value)) {
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
