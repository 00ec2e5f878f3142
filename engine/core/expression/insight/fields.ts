import { parseExpression, type SyntaxNode } from '../syntax/syntax.ts'
import { either, type Origin } from './origin.ts'
import type { PathElement } from './place.ts'
import { type Span, Spans } from './span.ts'
import { Tracer } from './tracer.ts'

/** A field that an expression reads, or may read: where a name can mean several, there is one for each. It stands there. */
export interface FieldRead extends Span {
  /**
   * Names from the input on; lists on the way are gone through, as in `payload`, `readings`, `v`. Where any field may stand,
   * as for `payload.*.c` and the values that `$each` gives a function, there is no name but `{ wild: '*' }`, and for
   * `payload.**.c` there is `{ wild: '**' }`. The last is a name.
   */
  readonly path: readonly PathElement[]
}

/** A name of a field, once for each place in the text, and all that it may be a field of. */
export interface NamedField {
  readonly name: string
  /** Behind it, with its quotes if it has some. */
  readonly end: number
  readonly of: Origin
}

/**
 * What an expression reads of its input, in filters, functions and variables, too, in the order of the text. Where it can't
 * be told what a value is (behind `$keys(...)`, in a function that is called in a way that is not known) nothing is said.
 * Throws ExpressionError where the text is no expression.
 */
export const fieldsOf = (text: string): readonly FieldRead[] => fieldsIn(parseExpression(text), text)

/** The same of an expression that has been read from a text. */
export function fieldsIn(tree: SyntaxNode, text: string): readonly FieldRead[] {
  const spans = new Spans(text)
  return namedFieldsIn(tree).flatMap(({ name, end, of }) =>
    [...of.places].map((place) => ({ path: [...place.path, name], ...spans.endingAt(end) })),
  )
}

export function namedFieldsIn(tree: SyntaxNode): readonly NamedField[] {
  // The parser repeats the left side of `??` and `?:`, and a function may be followed several times.
  const found = new Map<number, NamedField>()
  const tracer = new Tracer({
    field({ value, position: end = 0 }, of) {
      const known = found.get(end)
      found.set(end, { name: String(value), end, of: known === undefined ? of : either(known.of, of) })
    },
  })
  tracer.trace(tree)
  return [...found.values()].toSorted((one, other) => one.end - other.end)
}
