import type { Event } from '../../model/event.ts'
import type { Context } from '../../operator/context.ts'
import { type Cut, lastOf } from '../window/cuts/cut.ts'
import { openWindows } from '../window/cuts/open-windows.ts'
import { measureOf } from './measure.ts'
import { merged, withOne } from './ranked-list.ts'
import { type Common, demandRoom, noValue, type TopHooks, type TopPort, type TopState } from './top-state.ts'

const fire = 'fire'

/** How a window's best are given: in one event, or in one event each. */
type As = 'list' | 'events'

/**
 * The best of each window, given at its end. A pane keeps no more than its own best, since what is not among these is not
 * among those of a window either. A key has one timer, for the window that fires next.
 */
export function windowTop(cut: Cut, as: As, common: Common): TopHooks {
  const { by, best, shown } = common

  const takeIn = (event: Event, context: Context<TopPort>, { panes, standing }: TopState): void => {
    const { watermark, wake } = context
    const open = openWindows(cut, event.time, watermark)
    if (open === 'late') return context.late()
    if (open === 'between windows') return context.drop(open)
    const { pane, firing } = open
    const { next, numbered, held } = standing.get() ?? { next: Infinity, numbered: 0, held: 0 }
    const number = numbered + 1
    const measure = by === undefined ? number : measureOf(by, event)
    if (measure === undefined) return context.drop(noValue)
    const before = panes.get(pane) ?? []
    const after = withOne(before, { by: measure, number, payload: event.payload }, best)
    if (after === before) return
    const holds = held + after.length - before.length
    demandRoom(holds, common)
    panes.set(pane, after)
    standing.set({ next: Math.min(next, firing), numbered: number, held: holds })
    if (firing < next) wake(fire, lastOf(cut, firing), 'event')
  }

  const tell = (window: number, { emit }: Context<TopPort>, { panes }: TopState): void => {
    const lists = []
    for (let pane = cut.from(window); pane < cut.to(window); pane++) {
      const list = panes.get(pane)
      if (list !== undefined) lists.push(list)
    }
    const top = shown(merged(lists, best))
    const time = lastOf(cut, window)
    if (as === 'events') for (const payload of top) emit('out', payload, { time })
    else if (top.length > 0)
      emit('out', { start: cut.startOf(cut.from(window)), end: time + 1, top }, { time })
  }

  /** Lets go of what no window to come has in it, and waits for the next one that has anything. */
  const goOn = (window: number, context: Context<TopPort>, { panes, standing }: TopState): void => {
    for (let pane = cut.from(window); pane < cut.from(window + 1); pane++) panes.delete(pane)
    const left = panes.entries()
    const [first] = left
    const before = standing.get()
    if (first === undefined || before === undefined) return standing.delete()
    const next = Math.max(window + 1, cut.firstWith(first[0]))
    const held = left.reduce((sum, [, list]) => sum + list.length, 0)
    standing.set({ ...before, next, held })
    context.wake(fire, lastOf(cut, next), 'event')
  }

  return {
    on: { in: takeIn },
    onTimer: (_timer, context, state) => {
      const window = state.standing.get()?.next
      if (window === undefined) return
      tell(window, context, state)
      goOn(window, context, state)
    },
  }
}
