import type { Event } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import type { Json } from '../../model/json.ts'
import type { Context } from '../../operator/context.ts'
import type { Hooks } from '../../operator/operator.ts'
import type { Expression } from '../../operator/settings/expression.ts'
import { inTimeOrder } from '../in-time-order.ts'
import { lookAt } from './advance.ts'
import type { Attempt } from './attempt.ts'
import { boundIn, tidy } from './held-events.ts'
import { Moments, type Outcome, type Rules } from './moment.ts'
import { beforeAnything, type Match, type patternState, type State } from './pattern-state.ts'
import type { Pattern } from './plan.ts'

export type Port = 'out' | 'timeout' | 'late'

interface Settings {
  readonly pattern: Pattern
  readonly rules: Rules
  readonly gives: Expression<Json | undefined> | undefined
  /** From when on it counts as quiet, by the first event of a key. */
  readonly quietFrom: Expression<number | undefined>
}

const over = 'over'
const end = 'settles'
/** A time of events that only the end of all input reaches. */
const endOfTime = 8_640_000_000_000_000

export function patternHooks({
  pattern,
  rules,
  gives,
  quietFrom,
}: Settings): Hooks<'in', Port, typeof patternState> {
  const moments = new Moments(pattern, rules)

  const payloadOf = (state: State, found: Match | Attempt): Json | undefined => {
    const bound = boundIn(pattern, state, found)
    const last = state.held.get(found.events.at(-1) ?? 0)
    if (gives !== undefined && last !== undefined) return gives(last, bound)
    return Object.fromEntries(
      Object.entries(bound).map(([step, events]) => [step, events.map(({ payload }) => payload)]),
    )
  }

  const tell = (
    context: Context<Port>,
    state: State,
    outcome: Outcome,
    time: number,
    isEnd: boolean,
    event?: Event,
  ): void => {
    const leave = (port: Port, found: Match | Attempt): void => {
      try {
        const payload = payloadOf(state, found)
        if (payload !== undefined) context.emit(port, payload, { time, ...(isEnd ? { orLater: true } : {}) })
      } catch (error) {
        context.fail(
          error,
          found.events.map((number) => state.held.get(number)?.payload ?? null),
        )
      }
    }
    for (const attempt of outcome.timedOut) leave('timeout', attempt)
    for (const match of outcome.matches) leave('out', match)
    if (outcome.dropped > 0) {
      const many = outcome.dropped === 1 ? 'a partial match was' : `${outcome.dropped} partial matches were`
      context.fail(
        new Failure(
          'too-many-partial-matches',
          `${many} let go: of this key there are ${state.attempts.size} already, with ${state.held.size} events (settings maxPartial, ${rules.maxAttempts}, and maxEvents, ${rules.maxEvents})`,
        ),
        event?.payload ?? null,
        event,
      )
    }
    tidy(pattern, state)
    arrange(context, state)
  }

  /** Sets the timers that what is there now waits for. */
  const arrange = (context: Context<Port>, state: State): void => {
    const due = state.progress.get()?.due ?? null
    if (due === null) context.cancel(over)
    else context.wake(over, due - 1, 'event')
    const waits =
      state.found.size > 0 ||
      state.attempts
        .entries()
        .some(([, { due: own, ways }]) => own === undefined && ways.includes(pattern.steps.length))
    if (waits) context.wake(end, endOfTime, 'event')
    else context.cancel(end)
  }

  const ordered = inTimeOrder<Port, State>(rules.maxEvents, (event, context, state) => {
    const progress = state.progress.get() ?? beforeAnything
    const look = lookAt(event, progress.event, (attempt, reads) => boundIn(pattern, state, attempt, reads))
    const since = progress.event === 0 ? (quietFrom(event) ?? event.time) : 0
    tell(context, state, moments.event(state, look, since), event.time, false, event)
  })

  return {
    on: { in: ordered.takeIn },
    onTimer(timer, context, state) {
      if (timer.name === over) tell(context, state, moments.time(state, timer.time + 1), timer.time, false)
      else if (timer.name === end) {
        const { time } = state.progress.get() ?? beforeAnything
        tell(context, state, moments.time(state, Number.POSITIVE_INFINITY), time, true)
      } else ordered.onTimer(timer, context, state)
    },
  }
}
