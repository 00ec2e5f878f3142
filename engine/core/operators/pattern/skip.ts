import type { Match } from './pattern-state.ts'

export type Skip = 'none' | 'to-next' | 'past-last' | 'to-first' | 'to-last'

/** What has a first event and may go on or come out: an attempt or a match. */
type Begun = Pick<Match, 'events' | 'counts'> & { readonly completed?: number }

const firstOf = ({ events }: Begun): number => events[0] ?? Number.POSITIVE_INFINITY

/** The order in which matches are looked at: by first event, then completion, then their events from the front. */
export function inOrderOfMatches(one: Begun, other: Begun): number {
  return (
    firstOf(one) - firstOf(other) || (one.completed ?? 0) - (other.completed ?? 0) || byEvents(one, other)
  )
}

function byEvents(one: Begun, other: Begun): number {
  for (const [at, number] of one.events.entries()) {
    const difference = number - (other.events[at] ?? Number.NEGATIVE_INFINITY)
    if (difference !== 0) return difference
  }
  if (one.events.length !== other.events.length) return one.events.length - other.events.length
  // The same events: where an earlier step has more of them comes first.
  for (const [step, count] of one.counts.entries()) {
    const difference = (other.counts[step] ?? 0) - count
    if (difference !== 0) return difference
  }
  return 0
}

/** Whether what begins with this event is dropped once a match was kept. `target` is the step of `to-first` and `to-last`. */
export function skipping(skip: Skip, target: number, match: Match): (begun: Begun) => boolean {
  const [first = 0] = match.events
  const last = match.events.at(-1) ?? first
  if (skip === 'none') return () => false
  if (skip === 'to-next') return (begun) => firstOf(begun) === first
  if (skip === 'past-last') return (begun) => firstOf(begun) <= last
  const before = match.counts.slice(0, target).reduce((sum, count) => sum + count, 0)
  const count = match.counts[target] ?? 0
  const to = count === 0 ? undefined : match.events[skip === 'to-first' ? before : before + count - 1]
  if (to === undefined || to === first) return () => false
  return (begun) => firstOf(begun) < to
}

/** Whether a match has to wait for an attempt that began before it. */
export const waitsFor = (match: Begun, attempt: Begun): boolean => firstOf(attempt) < firstOf(match)
