import { applyGiven } from '../nodes/apply.ts'
import { Callable } from '../calling/callable.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Run } from '../frame.ts'
import { type Match, matchesOf } from '../calling/matcher.ts'
import { type Native, running, type WithRun } from '../calling/native.ts'
import { newSequence } from '../values/sequence.ts'
import { substituted } from './substituted.ts'

type Text = string | undefined
type Count = number | undefined

/** For functions whose second argument may be a function that matches. */
export const byMatches = (calculate: WithRun['calculate']): WithRun => ({
  isNeeded: (pattern) => pattern instanceof Callable,
  calculate,
})

/** What $contains does with a pattern that is a function. */
export function containsMatch(run: Run, text: Text, matcher: Callable): boolean | undefined {
  return text === undefined ? undefined : matchesOf(matcher, text, run).next().done !== true
}

/** What $split does with a separator that is a function. */
export function splitAtMatches(
  run: Run,
  text: Text,
  matcher: Callable,
  limit: Count,
): readonly string[] | undefined {
  if (text === undefined) return undefined
  if (limit !== undefined && limit < 0) throw new ExpressionError('D3020', { value: limit, index: 3 })
  const most = limit ?? Number.POSITIVE_INFINITY
  const parts: string[] = []
  if (most <= 0) return parts
  let from = 0
  let count = 0
  for (const { start, end } of upTo(most, matchesOf(matcher, text, run))) {
    parts.push(text.substring(from, placeOf(start)))
    from = placeOf(end)
    count++
  }
  if (count < most) parts.push(text.substring(from))
  run.makeElements(parts.length)
  return parts
}

/** What $replace does where the pattern is a function; the replacement may be one as well. */
export function replaceMatches(
  run: Run,
  text: Text,
  matcher: Callable,
  replacement: unknown,
  limit: Count,
): Text {
  if (text === undefined) return undefined
  if (limit !== undefined && limit < 0) throw new ExpressionError('D3011', { value: limit, index: 4 })
  let result = ''
  let from = 0
  for (const found of upTo(limit ?? Number.POSITIVE_INFINITY, matchesOf(matcher, text, run))) {
    const start = placeOf(found.start)
    const by = replacementFor(run, found, replacement)
    if (typeof by !== 'string') throw new ExpressionError('D3012', { value: by })
    result += text.substring(from, start) + by
    run.admitText(result.length)
    run.makeText(start - from + by.length)
    from = start + lengthOf(found.match)
  }
  run.admitText(result.length + text.length - from)
  return result + text.substring(from)
}

function replacementFor(run: Run, found: Match, replacement: unknown): unknown {
  if (typeof replacement === 'string') return substituted(replacement, found, run)
  if (replacement instanceof Callable) return applyGiven(replacement, [shown(found, run)], run)
  throw new ExpressionError('T1006')
}

/** A function that matches may give anything for a place; JavaScript takes what is no number for 0. */
const placeOf = (given: unknown): number => (typeof given === 'number' ? given : Number.NaN)

const lengthOf = (match: unknown): number =>
  typeof match === 'string' || Array.isArray(match) ? match.length : Number.NaN

/** A match as expressions see it. */
const shown = ({ match, start, end, groups }: Match, run: Run): object => ({
  match,
  start,
  end,
  groups: copied(groups, run),
})

function copied(groups: unknown, run: Run): unknown {
  if (!Array.isArray(groups)) return groups
  run.makeElements(groups.length)
  return [...(groups as readonly unknown[])]
}

function match(run: Run, text: Text, matcher: unknown, limit: Count): unknown {
  if (text === undefined) return undefined
  if (limit !== undefined && limit < 0) throw new ExpressionError('D3040', { value: limit, index: 3 })
  const result = newSequence()
  if (!(matcher instanceof Callable))
    throw new ExpressionError('T0410', { value: matcher, index: 2, type: 'a regular expression' })
  for (const found of upTo(limit ?? Number.POSITIVE_INFINITY, matchesOf(matcher, text, run))) {
    run.makeElements(4)
    const { match: matched, start: index, groups } = found
    result.push({
      match: matched,
      index,
      groups: copied(groups, run),
    })
  }
  return result
}

/** So many of them at most; what is beyond is found all the same, as in JSONata, since looking for it can fail. */
function* upTo(most: number, matches: Iterable<Match>): Generator<Match, void> {
  // Of none at all nothing is looked for.
  if (!(most > 0)) return
  let count = 0
  for (const found of matches) {
    if (count++ >= most) return
    yield found
  }
}

export const matchingFunctions: readonly Native[] = [running('match', '<s-f<s:o>n?:a<o>>', match)]
