import { apply } from '../nodes/apply.ts'
import { Callable } from './callable.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Run } from '../frame.ts'
import { RegexFunction, type Found } from '../nodes/regex-function.ts'
import { isFunction, isRecord } from '../values/value.ts'

/** A match as a matcher gives it: a regular expression, or a function that does as one. */
export interface Match {
  readonly match: unknown
  readonly start: unknown
  readonly end: unknown
  readonly groups: unknown
}

/** The matches of a text, one after the other, each found when it is asked for. */
export function* matchesOf(matcher: Callable, text: string, run: Run): Generator<Match | Found, void> {
  if (matcher instanceof RegexFunction) {
    yield* matcher.all(text, run)
    return
  }
  for (let found = asked(matcher, [text], run); found !== undefined; found = asked(found.next, [], run)) {
    run.spend(1)
    yield found
  }
}

function asked(
  matcher: unknown,
  args: readonly unknown[],
  run: Run,
): (Match & { readonly next: unknown }) | undefined {
  if (!(matcher instanceof Callable)) throw new ExpressionError('T1006')
  const found = apply(matcher, args, null, run)
  if (found === undefined) return undefined
  if (!isRecord(found)) throw new ExpressionError('T1010')
  const { match, start, end, groups, next } = found
  const isMatch = typeof start === 'number' || end === 'number' || Array.isArray(groups) || isFunction(next)
  if (!isMatch) throw new ExpressionError('T1010')
  return { match, start, end, groups, next }
}
