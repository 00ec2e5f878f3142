import type { Event } from '../../model/event.ts'
import type { Context } from '../../operator/context.ts'
import type { LogState } from '../../operator/state.ts'
import {
  beginAnew,
  type Common,
  type JoinHooks,
  type JoinInput,
  type JoinPort,
  type JoinState,
  keepsAlone,
  type Row,
  rowOf,
  tell,
  tellOrFail,
} from './join-state.ts'

/** How much later, in ms, than a left event a right one may be, both ends included; negative for earlier. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/**
 * Pairs of events whose times are near each other. A pair is given as soon as both are there; an event without a partner
 * once none can come any more, which is when it is let go of. A left event that is given alone since it has a partner has
 * the time of the first of these pairs, and waits until no earlier one can come.
 */
export function intervalJoin({ from, to }: Interval, common: Common): JoinHooks {
  const { type, maxEvents, matches } = common
  const canMatch = from <= to
  /** Until when a partner of an event of this side may come. */
  const waitsFor = { left: to, right: -from }
  const isPair = type !== 'semi' && type !== 'anti'
  const remembers = type !== 'inner'

  const partnersOf = (side: JoinInput, time: number, { left, right }: JoinState): readonly Row[] => {
    if (!canMatch) return []
    const found =
      side === 'left' ? right.entries(time + from, time + to) : left.entries(time - to, time - from)
    return found.map(({ value }) => value)
  }

  const arm = (side: JoinInput, rows: LogState<Row>, { wake }: Context<JoinPort>): void => {
    const first = rows.first()
    if (first !== undefined) wake(side, first.time + waitsFor[side], 'event')
  }

  const takeIn = (side: JoinInput, event: Event, context: Context<JoinPort>, state: JoinState): void => {
    const { time } = event
    const { matched } = state
    if (time <= context.watermark) return context.late()
    const row = rowOf(event, state[side], state, maxEvents)
    const partners = matches(context.key, side) ? partnersOf(side, time, state) : []
    for (const partner of partners) {
      const [left, right] = side === 'left' ? [row, partner] : [partner, row]
      const isFirst = matched.get(left.number) === undefined
      if (isPair) tell(common, left.event, right.event, Math.max(left.event.time, right.event.time), context)
      else if (type === 'semi' && isFirst && !isDueNow(left, right.event.time, context, state)) continue
      if (!remembers) continue
      matched.set(left.number, true)
      matched.set(right.number, true)
    }
    if (state.due.size > 0)
      context.wake('semi', Math.min(...state.due.entries().map(([, at]) => at)), 'event')
    const end = time + waitsFor[side]
    if (end > context.watermark) {
      state[side].append(time, row)
      arm(side, state[side], context)
      return
    }
    // No partner of it can come any more.
    if (partners.length === 0 && keepsAlone(type, side)) alone(side, event, time, context)
    matched.delete(row.number)
  }

  /** Gives a left event that has a partner, if no earlier one can come; or else notes when it is due. */
  const isDueNow = (left: Row, time: number, context: Context<JoinPort>, { due }: JoinState): boolean => {
    const { event, number } = left
    if (time <= event.time) {
      tell(common, event, undefined, event.time, context)
      due.delete(number)
      return true
    }
    due.set(number, Math.min(time, due.get(number) ?? time))
    return false
  }

  /** Gives the left events that are due, and says when the next are. */
  const giveDue = (time: number, context: Context<JoinPort>, { left, due, matched }: JoinState): void => {
    const rows = new Map(left.entries().map(({ value }) => [value.number, value.event]))
    const inOrder = due.entries().toSorted(([a, one], [b, other]) => one - other || a - b)
    for (const [number, at] of inOrder) {
      if (at > time) return context.wake('semi', at, 'event')
      due.delete(number)
      matched.set(number, true)
      tellOrFail(common, rows.get(number), undefined, at, context)
    }
  }

  const alone = (side: JoinInput, event: Event, time: number, context: Context<JoinPort>): void => {
    const [left, right] = side === 'left' ? [event, undefined] : [undefined, event]
    tellOrFail(common, left, right, Math.max(event.time, time), context)
  }

  return {
    on: {
      left: (event, context, state) => takeIn('left', event, context, state),
      right: (event, context, state) => takeIn('right', event, context, state),
    },
    onTimer: ({ name, time }, context, state) => {
      if (type === 'semi') giveDue(time, context, state)
      if (name === 'semi') return
      const side: JoinInput = name === 'left' ? 'left' : 'right'
      const until = time - waitsFor[side]
      const { matched } = state
      for (const { value } of state[side].entries(undefined, until)) {
        if (keepsAlone(type, side) && matched.get(value.number) === undefined)
          alone(side, value.event, time, context)
        matched.delete(value.number)
      }
      state[side].dropBefore(until + 1)
      arm(side, state[side], context)
      beginAnew(state)
    },
  }
}
