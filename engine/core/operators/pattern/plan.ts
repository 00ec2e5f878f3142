import type { Event } from '../../model/event.ts'

/** How an event follows the one before it: at once, past what does not fit, or past anything. */
export type Contiguity = 'next' | 'followed-by' | 'followed-by-any'

/** Events bound so far, in order, by the name of the step. */
export type Bound = Readonly<Record<string, readonly Event[]>>

/** How a condition looks at the events of a step: at all, or only at the first and the last. */
export interface Reading {
  readonly step: string
  readonly isWhole: boolean
}

export interface Condition {
  /** Its place among all conditions of the pattern. */
  readonly index: number
  /** The steps whose events it looks at; without any the result is the same whatever is bound. */
  readonly reads: readonly Reading[]
  holds(event: Event, bound: Bound): boolean
}

/** A step that has to happen, so many times. */
export interface Step {
  readonly name: string
  readonly where: Condition | undefined
  /** Closes the loop. */
  readonly until: Condition | undefined
  readonly contiguity: Contiguity
  readonly min: number
  /** Infinity for no bound. */
  readonly max: number
  /** Between the events of the loop. */
  readonly again: Contiguity
  /** It may be left out as a whole. */
  readonly optional: boolean
  readonly greedy: boolean
}

/** A step that must not happen, between two others or at the end. */
export interface Absent {
  readonly name: string
  readonly where: Condition | undefined
  /** Only the very next event counts. */
  readonly isNext: boolean
  /** For how long after the event before it, ms; undefined until the next step. */
  readonly duration: number | undefined
}

/** Where a partial match can go: to the step of this index, or, with that of no step, to its end. */
export interface Way {
  readonly to: number
  readonly contiguity: Contiguity
  readonly absent: readonly Absent[]
}

export interface Pattern {
  /** Those that have to happen. */
  readonly steps: readonly Step[]
  /** The first step is one that must not happen, for a time. */
  readonly leading: Absent | undefined
  /** The ways from a step (-1: from the beginning) once so many events are bound to it, by the index they lead to. */
  ways(step: number, count: number): readonly Way[]
  /** ms from the first event to the last; Infinity for any. */
  readonly within: number
}

/** What stands in the settings: `absent` steps and others in their order. */
export type Part =
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'absent'; readonly absent: Absent }

/** Works out where a match can go from each of its steps. */
export function planPattern(parts: readonly Part[], within: number): Pattern {
  const steps = parts.flatMap((part) => (part.kind === 'step' ? [part.step] : []))
  const before = absentBefore(parts)
  const [first] = parts
  const onward = [-1, ...steps.keys()].map((from) => waysFrom(from, steps, before))
  return {
    steps,
    leading: first?.kind === 'absent' ? first.absent : undefined,
    within,
    ways(from, count) {
      const step = steps[from]
      const ways = step === undefined || count >= step.min ? (onward[from + 1] ?? []) : []
      return step === undefined || count >= step.max
        ? ways
        : [{ to: from, contiguity: step.again, absent: [] }, ...ways]
    },
  }
}

/** Of each step, and of the end, the absent ones that stand just before it. */
function absentBefore(parts: readonly Part[]): readonly (readonly Absent[])[] {
  const before: Absent[][] = [[]]
  for (const part of parts) {
    if (part.kind === 'step') before.push([])
    else before.at(-1)?.push(part.absent)
  }
  return before
}

function waysFrom(
  from: number,
  steps: readonly Step[],
  before: readonly (readonly Absent[])[],
): readonly Way[] {
  const ways: Way[] = []
  const absent: Absent[] = []
  for (let to = from + 1; to <= steps.length; to++) {
    // From the beginning there is no event that something could not happen after, but for the quiet that stands first.
    if (from >= 0 || to === 0) absent.push(...(before[to] ?? []))
    const step = steps[to]
    // A match without any event is none.
    if (step !== undefined || from >= 0)
      ways.push({ to, contiguity: step?.contiguity ?? 'followed-by-any', absent: [...absent] })
    if (step !== undefined && !step.optional) break
  }
  return ways
}
