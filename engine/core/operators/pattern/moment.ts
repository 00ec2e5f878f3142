import { type Advanced, advance, type Look, settled } from './advance.ts'
import { type Attempt, beginning, limitOf, taking, timed } from './attempt.ts'
import { quietAfter } from './leading-quiet.ts'
import { sweep } from './held-events.ts'
import { beforeAnything, type Match, type Progress, type State } from './pattern-state.ts'
import type { Pattern } from './plan.ts'
import { inOrderOfMatches, type Skip, skipping, waitsFor } from './skip.ts'

/** What the settings say beside the pattern. */
export interface Rules {
  readonly skip: Skip
  /** The step that `to-first` and `to-last` skip to. */
  readonly target: number
  /** How many attempts of a key there may be, and how many matches may wait. */
  readonly maxAttempts: number
  /** How many events of a key may be held. */
  readonly maxEvents: number
}

/** What comes out of a moment: of an event, or of a time that was waited for. */
export interface Outcome {
  readonly matches: readonly Match[]
  /** Attempts that ran out of time. */
  readonly timedOut: readonly Attempt[]
  /** How many attempts and matches there was no room for. */
  readonly dropped: number
}

interface Going {
  readonly id?: number
  readonly attempt: Attempt
}

/** What happens to the attempts of a key at one moment after the other. */
export class Moments {
  private readonly pattern: Pattern
  private readonly rules: Rules
  private readonly fresh: Attempt

  constructor(pattern: Pattern, rules: Rules) {
    this.pattern = pattern
    this.rules = rules
    this.fresh = beginning(pattern, 0)
  }

  /** An event comes; `since` is from when on it counts as quiet. What a condition throws leaves everything as it was. */
  event(state: State, look: Look, since: number): Outcome {
    const { pattern, rules } = this
    const { time } = look.event
    const before = state.progress.get() ?? beforeAnything
    const advanced = state.attempts
      .entries()
      .map(([id, attempt]) => ({ id, attempt, ...advance(pattern, attempt, look) }))
    const quiet =
      pattern.leading === undefined ? undefined : quietAfter(pattern, pattern.leading, before, look, since)
    const begun: Advanced = quiet?.advanced ?? advance(pattern, this.fresh, look)
    const going: Going[] = []
    for (const { id, attempt, left } of advanced) {
      if (left === undefined) state.attempts.delete(id)
      else if (left !== attempt) going.push({ id, attempt: left })
    }
    const taken = [...advanced, begun].flatMap(({ taken, left }) =>
      taken.map((one) => ({ one, isOnly: taken.length === 1 && left === undefined })),
    )
    if (taken.length > 0 && state.held.size >= rules.maxEvents) sweep(state)
    const isFull = state.held.size >= rules.maxEvents
    if (taken.length > 0 && !isFull) state.held.set(look.number, look.event)
    if (!isFull) for (const { one, isOnly } of taken) going.push({ attempt: taking(pattern, one, isOnly) })
    const progress = { ...before, ...quiet?.progress, time, event: look.number + 1 }
    const outcome = this.settle(state, progress, time, going)
    return isFull ? { ...outcome, dropped: outcome.dropped + taken.length } : outcome
  }

  /** A time is reached before which every event has been taken; Infinity for the end of all. */
  time(state: State, time: number): Outcome {
    const { pattern } = this
    const end = pattern.steps.length
    const timedOut: Attempt[] = []
    const going: Going[] = []
    for (const [id, attempt] of state.attempts.entries()) {
      if ((attempt.due ?? Number.POSITIVE_INFINITY) > time) continue
      const isOver = time >= limitOf(pattern, attempt)
      if (!isOver || attempt.ways.includes(end)) {
        going.push({ id, attempt: isOver ? { ...attempt, ways: [end] } : attempt })
        continue
      }
      state.attempts.delete(id)
      if (!attempt.isMatch && time < Number.POSITIVE_INFINITY) timedOut.push(attempt)
    }
    const progress = { ...(state.progress.get() ?? beforeAnything), due: null }
    const outcome = this.settle(state, progress, time, going)
    const dues = state.attempts.entries().flatMap(([, { due }]) => due ?? [])
    if (dues.length > 0) state.progress.set({ ...(state.progress.get() ?? progress), due: Math.min(...dues) })
    return { ...outcome, timedOut: timedOut.toSorted(inOrderOfMatches) }
  }

  /** Keeps attempts as they are now, and finds the matches among them. */
  private settle(state: State, before: Progress, time: number, going: readonly Going[]): Outcome {
    const { pattern, rules } = this
    let { attempt: number } = before
    let due = before.due ?? Number.POSITIVE_INFINITY
    let dropped = 0
    const matches: Match[] = []
    for (const { id, attempt: one } of going) {
      const { attempt, isMatch } = settled(pattern, one, time)
      if (isMatch) matches.push({ events: attempt.events, counts: attempt.counts, completed: before.moment })
      if (attempt.ways.length === 0) {
        if (id !== undefined) state.attempts.delete(id)
      } else if (id === undefined && state.attempts.size >= rules.maxAttempts) {
        dropped++
      } else {
        const kept = timed(pattern, attempt, time)
        state.attempts.set(id ?? number++, kept)
        due = Math.min(due, kept.due ?? due)
      }
    }
    matches.sort(inOrderOfMatches)
    if (rules.skip !== 'none')
      for (const [at, one] of matches.entries()) if (!this.find(state, before.match + at, one)) dropped++
    state.progress.set({
      ...before,
      attempt: number,
      match: before.match + matches.length,
      moment: before.moment + 1,
      due: due === Number.POSITIVE_INFINITY ? null : due,
    })
    if (rules.skip === 'none') return { matches, timedOut: [], dropped }
    return { matches: this.pick(state), timedOut: [], dropped }
  }

  /** Keeps a match, if need be in place of the last of those that wait; false where one of them had to go. */
  private find({ found }: State, number: number, match: Match): boolean {
    found.set(number, match)
    if (found.size <= this.rules.maxAttempts) return true
    const last = found
      .entries()
      .reduce((one, other) => (inOrderOfMatches(one[1], other[1]) < 0 ? other : one))
    found.delete(last[0])
    return false
  }

  /** The matches that are kept, as far as nothing can come before them any more; what they skip is dropped. */
  private pick({ found, attempts }: State): readonly Match[] {
    const { skip, target } = this.rules
    const kept: Match[] = []
    for (;;) {
      const [first] = found.entries().toSorted(([, one], [, other]) => inOrderOfMatches(one, other))
      if (first === undefined) return kept
      const [id, match] = first
      if (attempts.entries().some(([, attempt]) => waitsFor(match, attempt))) return kept
      found.delete(id)
      kept.push(match)
      const isSkipped = skipping(skip, target, match)
      for (const [id, other] of found.entries()) if (isSkipped(other)) found.delete(id)
      for (const [id, attempt] of attempts.entries()) if (isSkipped(attempt)) attempts.delete(id)
    }
  }
}
