import { ExpressionError } from '../expression-error.ts'
import { nestingMarks } from './nesting-marks.ts'

/** Each nesting of `??` or `?:` in the left side of another doubles the work of the parser. */
const MAX_NESTED = 10

/**
 * The parser copies the left side of `??` and `?:`, not the right one, which is all that follows. Throws U1001
 * where copies of copies could grow without bound, before the parser is asked. It counts too much rather than too little.
 */
export function refuseCopiesOfCopies(text: string): void {
  const outer: { readonly left: number; readonly deepest: number }[] = []
  // Copies of copies in what may become the left side, and in all since the last bracket opened.
  let left = 0
  let deepest = 0
  let all: number | undefined
  for (const { token, index } of nestingMarks(text)) {
    if (token === '??' || token === '?:') {
      if (left >= MAX_NESTED) throw tooManyNested(index)
      deepest = Math.max(deepest, left + 1)
      left = 0
    } else if (token === '/') {
      // A quote after it may be part of a regular expression, and hide what it should not: then all of them count.
      all ??= text.match(/\?[?:]/g)?.length ?? 0
      if (all > MAX_NESTED) throw tooManyNested(index)
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

function tooManyNested(position: number): ExpressionError {
  return new ExpressionError('U1001', {
    position,
    message: `more than ${MAX_NESTED} of ?? and ?: within each other. Assign some of them to variables first`,
  })
}
