import type { Event } from '../../model/event.ts'
import type { Context } from '../../operator/context.ts'
import type { LogState } from '../../operator/state.ts'
import { type Cut, lastOf } from '../window/cuts/cut.ts'
import { openWindows } from '../window/cuts/open-windows.ts'
import {
  beginAnew,
  type Common,
  firstTime,
  type JoinHooks,
  type JoinInput,
  type JoinPort,
  type JoinState,
  keepsAlone,
  type Row,
  rowOf,
  tellOrFail,
} from './join-state.ts'

const fire = 'fire'

/** Pairs of events that lie in the same window, given at its end, as is what has no partner in it. */
export function windowJoin(cut: Cut, common: Common): JoinHooks {
  const { type, maxEvents, matches } = common

  const eventsIn = (rows: LogState<Row>, window: number): readonly Event[] =>
    rows
      .entries(cut.startOf(cut.from(window)), lastOf(cut, window))
      .map(({ value }) => value)
      .sort((one, other) => one.number - other.number)
      .map(({ event }) => event)

  const takeIn = (side: JoinInput, event: Event, context: Context<JoinPort>, state: JoinState): void => {
    const { watermark, wake } = context
    const open = openWindows(cut, event.time, watermark)
    if (open === 'late') return context.late()
    if (open === 'between windows') return context.drop(open)
    const { firing } = open
    state[side].append(event.time, rowOf(event, state[side], state, maxEvents))
    const next = state.next.get()
    if (next !== undefined && next <= firing) return
    state.next.set(firing)
    wake(fire, lastOf(cut, firing), 'event')
  }

  const fires = (window: number, context: Context<JoinPort>, state: JoinState): void => {
    const time = lastOf(cut, window)
    const bounds = { start: cut.startOf(cut.from(window)), end: time + 1 }
    const lefts = eventsIn(state.left, window)
    const rights = eventsIn(state.right, window)
    const isMet = matches(context.key, 'left') && matches(context.key, 'right')
    const [metLefts, metRights] = isMet ? [lefts, rights] : [[], []]
    if (type !== 'semi' && type !== 'anti')
      for (const left of metLefts)
        for (const right of metRights) tellOrFail(common, left, right, time, context, bounds)
    const hasLeft = metLefts.length > 0
    const hasRight = metRights.length > 0
    if (keepsAlone(type, 'left') && !hasRight)
      for (const left of lefts) tellOrFail(common, left, undefined, time, context, bounds)
    if (type === 'semi' && hasRight)
      for (const left of lefts) tellOrFail(common, left, undefined, time, context, bounds)
    if (keepsAlone(type, 'right') && !hasLeft)
      for (const right of rights) tellOrFail(common, undefined, right, time, context, bounds)
  }

  return {
    on: {
      left: (event, context, state) => takeIn('left', event, context, state),
      right: (event, context, state) => takeIn('right', event, context, state),
    },
    onTimer: (_timer, context, state) => {
      const window = state.next.get()
      if (window === undefined) return
      fires(window, context, state)
      const from = cut.startOf(cut.from(window + 1))
      for (const side of [state.left, state.right]) side.dropBefore(from)
      const first = Math.min(
        firstTime(state.left) ?? Number.POSITIVE_INFINITY,
        firstTime(state.right) ?? Number.POSITIVE_INFINITY,
      )
      beginAnew(state)
      if (first === Number.POSITIVE_INFINITY) return state.next.delete()
      const next = Math.max(window + 1, cut.firstWith(cut.paneOf(first)))
      state.next.set(next)
      context.wake(fire, lastOf(cut, next), 'event')
    },
  }
}
