import { ExpressionError } from './expression-error.ts'

/** Each nesting of `??` or `?:` in the left side of another doubles the work of the parser. */
const MAX_NESTED = 10

/** Texts, quoted names and comments, which are skipped; then what matters for the nesting. */
const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|\/\*[^]*?\*\/|\?\?|\?:|[()[\]{},;]/g

/**
 * The parser copies the left side of `??` and `?:`, not the right one, which is all that follows. Throws U1001
 * where copies of copies could grow without bound, before the parser is asked. It counts too much rather than too little.
 */
export function refuseCopiesOfCopies(text: string): void {
  const outer: { readonly left: number; readonly deepest: number }[] = []
  // Copies of copies in what may become the left side, and in all since the last bracket opened.
  let left = 0
  let deepest = 0
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '??' || token === '?:') {
      if (left >= MAX_NESTED) {
        throw new ExpressionError('U1001', {
          position: index,
          message: `more than ${MAX_NESTED} of ?? and ?: within each other. Assign some of them to variables first`,
        })
      }
      deepest = Math.max(deepest, left + 1)
      left = 0
    } else if (token === ',' || token === ';') {
      left = 0
    } else if ('([{'.includes(token)) {
      outer.push({ left, deepest })
      left = 0
      deepest = 0
    } else if (')]}'.includes(token)) {
      const around = outer.pop() ?? { left: 0, deepest: 0 }
      left = Math.max(around.left, deepest)
      deepest = Math.max(around.deepest, deepest)
    }
  }
}
