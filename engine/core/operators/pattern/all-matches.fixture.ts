/** What happens: a kind and a number. */
export interface Happening {
  readonly time: number
  readonly kind: string
  readonly value: number
}

/** A condition: of a kind, or with a value no less than that of the first event of a step. */
export interface Wanted {
  readonly kinds?: readonly string[]
  readonly atLeast?: string
}

type Contiguity = 'next' | 'followed-by' | 'followed-by-any'

/** A step as settings say it, with conditions that can be asked. */
export interface Asked {
  readonly name: string
  readonly where?: Wanted
  readonly until?: Wanted
  readonly contiguity: Contiguity
  readonly times?: { readonly min: number; readonly max?: number; readonly contiguity: Contiguity }
  readonly optional?: true
  readonly greedy?: true
  readonly not?: true
  readonly for?: number
}

export type Found = readonly { readonly step: string; readonly event: number }[]

interface Choice {
  readonly step: Asked | undefined
  /** Index of the step; their number for the end. */
  readonly to: number
  readonly isLoop: boolean
  readonly absent: readonly Asked[]
}

/**
 * All matches over events in order of time, found by trying every event for every step: what a pattern means, said
 * another way than the engine does it. At the end everything is over.
 */
export function allMatches(
  steps: readonly Asked[],
  within: number,
  events: readonly Happening[],
): readonly Found[] {
  const found: Found[] = []

  const fits = (wanted: Wanted | undefined, event: number, bound: Found): boolean => {
    const at = events[event]
    if (at === undefined) return false
    if (wanted === undefined) return true
    if (wanted.kinds !== undefined && !wanted.kinds.includes(at.kind)) return false
    if (wanted.atLeast === undefined) return true
    const first = bound.find(({ step }) => step === wanted.atLeast)
    return first !== undefined && at.value >= (events[first.event]?.value ?? 0)
  }
  const timeOf = (event: number): number => events[event]?.time ?? 0

  /** The ways on, nearest step first. */
  const choicesAfter = (bound: Found): readonly Choice[] => {
    const last = bound.at(-1)
    const from = steps.findIndex(({ name }) => name === last?.step)
    const own = steps[from]
    const count = bound.filter(({ step }) => step === own?.name).length
    const choices: Choice[] = []
    if (own !== undefined && count < mostOf(own))
      choices.push({ step: own, to: from, isLoop: true, absent: [] })
    if (own !== undefined && count < leastOf(own)) return choices
    const absent: Asked[] = []
    for (let to = from + 1; to <= steps.length; to++) {
      const step = steps[to]
      if (step?.not === true) {
        if (bound.length > 0) absent.push(step)
      } else {
        choices.push({ step, to, isLoop: false, absent: [...absent] })
        if (step !== undefined && step.optional !== true && step.times?.min !== 0) break
      }
    }
    return choices
  }

  /** Whether an event takes a way, all events since the last bound one considered. */
  const takes = (bound: Found, choices: readonly Choice[], choice: Choice, event: number): boolean => {
    const { step, absent } = choice
    if (step === undefined || !lasts(bound, choices, choice, event)) return false
    const last = bound.at(-1)?.event ?? -1
    const isTooEarly = absent.some(
      ({ for: span }) => span !== undefined && timeOf(event) < timeOf(last) + span,
    )
    if (isTooEarly || (step.until !== undefined && fits(step.until, event, bound))) return false
    if (!fits(step.where, event, bound)) return false
    if (
      absent.some((one) => one.contiguity === 'next' && event === last + 1 && fits(one.where, event, bound))
    )
      return false
    if (bound.length > 0 && timeOf(event) - timeOf(bound[0]?.event ?? 0) >= within) return false
    return !isHeldBy(bound, choices, choice, event)
  }

  /** A greedy step before it takes the event. */
  const isHeldBy = (bound: Found, choices: readonly Choice[], choice: Choice, event: number): boolean =>
    choices
      .slice(0, choices.indexOf(choice))
      .some((other) => other.step?.greedy === true && takes(bound, choices, other, event))

  /** Whether a way is still open when an event comes: nothing since the last bound one has closed it. */
  const lasts = (bound: Found, choices: readonly Choice[], choice: Choice, event: number): boolean => {
    const { step, isLoop, absent } = choice
    const last = bound.at(-1)?.event ?? -1
    const contiguity = isLoop ? (step?.times?.contiguity ?? 'followed-by') : step?.contiguity
    for (let between = last + 1; between < event; between++) {
      if (bound.length === 0) break
      const isQuiet = absent.some(
        ({ for: span }) => span !== undefined && timeOf(between) < timeOf(last) + span,
      )
      const isOver = step === undefined && timeOf(between) - timeOf(bound[0]?.event ?? 0) >= within
      for (const one of absent) {
        if (!fits(one.where, between, bound)) continue
        if (
          one.for !== undefined
            ? timeOf(between) < timeOf(last) + one.for
            : !isOver && (one.contiguity !== 'next' || between === last + 1)
        )
          return false
      }
      if (isHeldBy(bound, choices, choice, between)) return false
      if (step === undefined || isQuiet) continue
      if (contiguity === 'next') return false
      const closes = step.until !== undefined && fits(step.until, between, bound)
      if (closes && (isLoop || contiguity !== 'followed-by-any')) return false
      if (contiguity === 'followed-by' && takes(bound, choices, choice, between)) return false
    }
    return true
  }

  const goOn = (bound: Found): void => {
    const choices = choicesAfter(bound)
    for (const choice of choices) {
      if (choice.step === undefined) {
        if (bound.length > 0 && lasts(bound, choices, choice, events.length)) found.push(bound)
        continue
      }
      const last = bound.at(-1)?.event ?? -1
      for (let event = last + 1; event < events.length; event++)
        if (takes(bound, choices, choice, event)) goOn([...bound, { step: choice.step.name, event }])
    }
  }
  goOn([])
  return found
}

const leastOf = ({ times }: Asked): number => Math.max(1, times?.min ?? 1)
const mostOf = ({ times }: Asked): number =>
  times === undefined ? 1 : (times.max ?? Number.POSITIVE_INFINITY)
