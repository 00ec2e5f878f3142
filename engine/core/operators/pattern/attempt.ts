import type { Pattern, Way } from './plan.ts'

/** A partial match: what of a pattern has happened so far. Plain data; a changed one replaces the one before. */
export interface Attempt {
  /** The numbers of the events that are bound, in order; numbers go by the order in which events are taken. */
  readonly events: readonly number[]
  /** How many of them each step has. */
  readonly counts: readonly number[]
  /** The step that the last of them is bound to; -1 at the beginning. */
  readonly at: number
  /** Times of the first and the last of them, ms; without any, since when it has been quiet. */
  readonly first: number
  readonly last: number
  /** Where it can still go: indexes of steps, ascending; their number for the end. */
  readonly ways: readonly number[]
  /** No event has been taken since the last. */
  readonly isFresh: boolean
  /** It is a match already, and can only become a longer one. */
  readonly isMatch: boolean
  /** When something happens to it next by time alone, ms. */
  readonly due?: number
}

/** The beginning of every attempt. */
export const beginning = (pattern: Pattern, since: number): Attempt => ({
  events: [],
  counts: pattern.steps.map(() => 0),
  at: -1,
  first: since,
  last: since,
  ways: pattern.ways(-1, 0).map(({ to }) => to),
  isFresh: true,
  isMatch: false,
})

/** An attempt that goes on with one more event, bound to a step. */
export interface Taken {
  readonly from: Attempt
  readonly to: number
  readonly number: number
  readonly time: number
}

/**
 * Makes the attempt that goes on. `isOnly`: nothing else is left of the one before, whose list of events is taken over
 * then, for it may be long; a match keeps its own.
 */
export function taking(
  pattern: Pattern,
  { from: attempt, to, number, time }: Taken,
  isOnly: boolean,
): Attempt {
  const count = (attempt.counts[to] ?? 0) + 1
  const isOwn = isOnly && !attempt.isMatch && attempt.at >= 0
  if (isOwn) (attempt.events as number[]).push(number) // lists are made here
  return {
    events: isOwn ? attempt.events : [...attempt.events, number],
    counts: attempt.counts.with(to, count),
    at: to,
    first: attempt.at < 0 ? time : attempt.first,
    last: time,
    ways: pattern.ways(to, count).map((way) => way.to),
    isFresh: true,
    isMatch: false,
  }
}

/** The ways that an attempt still has. */
export function openWays(pattern: Pattern, { at, counts, ways }: Attempt): readonly Way[] {
  return pattern.ways(at, counts[at] ?? 0).filter(({ to }) => ways.includes(to))
}

/**
 * When something happens to it next by time alone, ms, after this time: its limit is reached, or a quiet time at its end is
 * over. Infinity for never.
 */
function dueOf(pattern: Pattern, attempt: Attempt, after: number): number {
  const end = openWays(pattern, attempt).find(({ to }) => to === pattern.steps.length)
  const quiet = end?.absent.flatMap(({ duration }) =>
    duration === undefined ? [] : [attempt.last + duration],
  )
  return Math.min(...[limitOf(pattern, attempt), ...(quiet ?? [])].filter((due) => due > after))
}

/** The attempt as it is after a time up to which everything has been seen to. */
export function timed(pattern: Pattern, attempt: Attempt, after: number): Attempt {
  const { due: _, ...others } = attempt
  const due = dueOf(pattern, attempt, after)
  return due === Number.POSITIVE_INFINITY ? others : { ...others, due }
}

export const limitOf = ({ within }: Pattern, { first }: Attempt): number => first + within

/** Whether nothing stands between an attempt and its end at a time before which all events have been taken. */
export function isAtItsEnd(pattern: Pattern, attempt: Attempt, until: number): boolean {
  const open = openWays(pattern, attempt)
  const end = open.find(({ to }) => to === pattern.steps.length)
  if (end === undefined) return false
  const isOver = until >= limitOf(pattern, attempt)
  const mayGrow = !isOver && open.some(({ to }) => pattern.steps[to]?.greedy === true)
  if (mayGrow) return false
  return end.absent.every(({ isNext, duration }) => {
    if (duration !== undefined) return until >= attempt.last + duration
    return isOver || (isNext && !attempt.isFresh)
  })
}
