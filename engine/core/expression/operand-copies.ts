import { ExpressionError } from './expression-error.ts'

/** Each nesting of `??` or `?:` in the left side of another doubles the work of the parser. */
const MAX_NESTED = 16

/** Texts, quoted names and comments, which are skipped; then what matters for the nesting. */
const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/\*[^]*?\*\/|\?\?|\?:|[()[\]{},;]/g

/**
 * The parser copies the left side of `??` and `?:`. Throws U1001 where copies of copies could grow without
 * bound, before the parser is asked. It counts too much rather than too little.
 */
export function refuseCopiesOfCopies(text: string): void {
  const outer: number[] = []
  let nested = 0
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '??' || token === '?:') {
      nested++
      if (nested > MAX_NESTED) {
        throw new ExpressionError('U1001', {
          position: index,
          message: `more than ${MAX_NESTED} of ?? and ?: within each other. Assign some of them to variables first`,
        })
      }
    } else if (token === ',' || token === ';') {
      nested = 0
    } else if ('([{'.includes(token)) {
      outer.push(nested)
      nested = 0
    } else if (')]}'.includes(token)) {
      nested += outer.pop() ?? 0
    }
  }
}
