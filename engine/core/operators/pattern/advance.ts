import type { Event } from '../../model/event.ts'
import { type Attempt, isAtItsEnd, limitOf, openWays, type Taken } from './attempt.ts'
import type { Absent, Bound, Condition, Pattern, Reading, Way } from './plan.ts'

/** The event at hand, as conditions see it: each is asked once, unless it depends on what is bound. */
export interface Look {
  readonly event: Event
  readonly number: number
  /** Without a condition every event fits; so it does not where one would close a loop. */
  fits(condition: Condition | undefined, attempt: Attempt): boolean
}

export function lookAt(
  event: Event,
  number: number,
  boundOf: (attempt: Attempt, reads: readonly Reading[]) => Bound,
): Look {
  const known: (boolean | undefined)[] = []
  return {
    event,
    number,
    fits(condition, attempt) {
      if (condition === undefined) return true
      const { index, reads } = condition
      if (reads.length > 0) return condition.holds(event, boundOf(attempt, reads))
      return (known[index] ??= condition.holds(event, {}))
    },
  }
}

/** What an event makes of an attempt. */
export interface Advanced {
  /** The attempts that go on with the event, still to be made. */
  readonly taken: readonly Taken[]
  /** What is left of the attempt without it; undefined where it has no way any more. */
  readonly left: Attempt | undefined
}

/** Tries each way with an event; `time` limits have been seen to. */
export function advance(pattern: Pattern, attempt: Attempt, look: Look): Advanced {
  const { event, number } = look
  const takes: number[] = []
  const ways: number[] = []
  let isHeld = false
  for (const way of openWays(pattern, attempt)) {
    if (isHeld) continue
    const fate = fateOf(pattern, attempt, way, look)
    if (fate.takes) takes.push(way.to)
    if (fate.stays) ways.push(way.to)
    // What a greedy loop can take goes to nothing behind it.
    if (fate.takes && pattern.steps[way.to]?.greedy === true) isHeld = true
  }
  const taken = takes.map((to) => ({ to, from: attempt, number, time: event.time }))
  if (ways.length === 0) return { taken, left: undefined }
  const isAsItWas = !attempt.isFresh && ways.length === attempt.ways.length
  return { taken, left: isAsItWas ? attempt : { ...attempt, ways, isFresh: false } }
}

interface Fate {
  readonly takes: boolean
  readonly stays: boolean
}

const gone: Fate = { takes: false, stays: false }

function fateOf(pattern: Pattern, attempt: Attempt, way: Way, look: Look): Fate {
  const step = pattern.steps[way.to]
  if (step === undefined) return { takes: false, stays: !isBroken(pattern, attempt, way, look, false) }
  if (isTooEarly(attempt, way, look.event.time))
    return { takes: false, stays: !isBroken(pattern, attempt, way, look, false) }
  if (step.until !== undefined && look.fits(step.until, attempt)) {
    // The loop is closed; one that has not begun may still do so where anything may be passed over.
    const mayBegin = way.to !== attempt.at && way.contiguity === 'followed-by-any'
    return { takes: false, stays: mayBegin && !isBroken(pattern, attempt, way, look, false) }
  }
  const takes = look.fits(step.where, attempt) && !isBroken(pattern, attempt, way, look, true)
  if (way.contiguity === 'next') return { takes, stays: false }
  if (takes && way.contiguity === 'followed-by') return { takes, stays: false }
  const stays = !isBroken(pattern, attempt, way, look, false)
  return takes || stays ? { takes, stays } : gone
}

/** The next step counts only once the quiet time before it is over. */
const isTooEarly = (attempt: Attempt, { absent }: Way, time: number): boolean =>
  absent.some(({ duration }) => duration !== undefined && time < attempt.last + duration)

/** Whether the event is one that must not happen on this way; one that is taken is not between others. */
function isBroken(pattern: Pattern, attempt: Attempt, way: Way, look: Look, isTaken: boolean): boolean {
  const { time } = look.event
  const isOver = way.to === pattern.steps.length && time >= limitOf(pattern, attempt)
  return way.absent.some(
    (absent) => counts(absent, attempt, time, isTaken, isOver) && look.fits(absent.where, attempt),
  )
}

function counts(
  { isNext, duration }: Absent,
  attempt: Attempt,
  time: number,
  isTaken: boolean,
  isOver: boolean,
): boolean {
  if (duration !== undefined) return time < attempt.last + duration
  return !isOver && (isNext ? attempt.isFresh : !isTaken)
}

/** An attempt that is a match now, and whether it just became one; it may still become a longer one. */
export function settled(
  pattern: Pattern,
  attempt: Attempt,
  until: number,
): { readonly attempt: Attempt; readonly isMatch: boolean } {
  if (!isAtItsEnd(pattern, attempt, until)) return { attempt, isMatch: false }
  const ways = attempt.ways.filter((to) => to !== pattern.steps.length)
  return { attempt: { ...attempt, ways, isMatch: true }, isMatch: true }
}
