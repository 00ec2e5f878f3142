import type { Event } from '../../model/event.ts'
import { Failure } from '../../model/failure.ts'
import type { Context } from '../../operator/context.ts'
import { hold, release } from '../held-event.ts'
import { payloadWithout } from '../payload-without.ts'
import { type Cut, lastOf } from '../window/cuts/cut.ts'
import { openWindows } from '../window/cuts/open-windows.ts'
import type { Common, DedupeHooks, DedupePort, DedupeState, Kept } from './dedupe-state.ts'

interface InWindows extends Common {
  readonly keep: 'first' | 'last'
  /** The field of a result that gets the time of the event. */
  readonly timeAs: string | undefined
}

const fire = 'fire'

const placeOf = (pane: number, name: string): string => `${pane} ${name}`

const byTime = (one: Kept, other: Kept): number =>
  one.event.time - other.event.time || one.ordinal - other.ordinal

/**
 * The first or the last event of each identity in a window, given at its end. A pane keeps one of each identity, since
 * what is not the first or the last there is not that of a window either. A key has one timer, for the window that is
 * given next.
 */
export function onePerWindow(cut: Cut, { keep, timeAs, identityOf, most }: InWindows): DedupeHooks {
  const added = new Set(['start', 'end', ...(timeAs === undefined ? [] : [timeAs])])

  /** Equal times go by arrival, in which the event at hand is always the later. */
  const isKeptOver = (event: Event, other: Kept): boolean =>
    keep === 'first' ? event.time < other.event.time : event.time >= other.event.time

  const takeIn = (event: Event, context: Context<DedupePort>, state: DedupeState): void => {
    const { kept, identities } = state
    const open = openWindows(cut, event.time, context.watermark)
    if (open === 'late') return context.late()
    if (open === 'between windows') return context.drop(open)
    const name = identityOf(event)
    const place = placeOf(open.pane, name)
    const before = kept.get(place)
    if (before !== undefined && !isKeptOver(event, before))
      // It may be behind the watermark, which its window is not.
      return context.emit('rest', event.payload, { key: event.key, from: event })
    if (before === undefined) {
      if (kept.size >= most) throw tooManyKept(most)
      identities.append(open.pane, name)
    } else if (before.isGiven) context.settle()
    else release(context, 'rest', before.event)
    kept.set(place, { ordinal: context.ordinal, event: hold(context, event), isGiven: false })
    waitFor(open.firing, context, state)
  }

  const waitFor = (window: number, { wake }: Context<DedupePort>, { next }: DedupeState): void => {
    const before = next.get()
    if (before !== undefined && before <= window) return
    next.set(window)
    wake(fire, lastOf(cut, window), 'event')
  }

  const give = (window: number, { emit }: Context<DedupePort>, { kept, identities }: DedupeState): void => {
    const from = cut.from(window)
    const chosen = new Map<string, readonly [place: string, one: Kept]>()
    for (const { time: pane, value: name } of identities.entries(from, cut.to(window) - 1)) {
      const place = placeOf(pane, name)
      const one = kept.get(place)
      if (one !== undefined && (keep === 'last' || !chosen.has(name))) chosen.set(name, [place, one])
    }
    const time = lastOf(cut, window)
    const bounds = { start: cut.startOf(from), end: time + 1 }
    for (const [place, one] of [...chosen.values()].sort(([, one], [, other]) => byTime(one, other))) {
      const { event } = one
      const happened = timeAs === undefined ? {} : { [timeAs]: event.time }
      const payload = { ...payloadWithout(event.payload, added), ...bounds, ...happened }
      emit('out', payload, { time, key: event.key, from: event })
      if (!one.isGiven) kept.set(place, { ...one, isGiven: true })
    }
  }

  /** Lets go of what no window to come has in it, and waits for the next one that has anything. */
  const goOn = (window: number, context: Context<DedupePort>, state: DedupeState): void => {
    const { kept, identities, next } = state
    const from = cut.from(window + 1)
    for (const { time: pane, value: name } of identities.entries(undefined, from - 1)) {
      const place = placeOf(pane, name)
      const one = kept.get(place)
      if (one === undefined) continue
      kept.delete(place)
      context.settle()
      const { event, isGiven } = one
      // Its own time is over: it has that of the last window which might have given it.
      if (!isGiven) context.emit('rest', event.payload, { key: event.key, from: event })
    }
    identities.dropBefore(from)
    next.delete()
    const first = identities.first()
    if (first !== undefined) waitFor(Math.max(window + 1, cut.firstWith(first.time)), context, state)
  }

  return {
    on: { in: takeIn },
    onTimer: (_timer, context, state) => {
      const window = state.next.get()
      if (window === undefined) return
      give(window, context, state)
      goOn(window, context, state)
    },
  }
}

const tooManyKept = (most: number): Failure =>
  new Failure(
    'too-many-ids',
    `this node keeps ${most} events of a key at most, one of each identity in each part that its windows have in common (setting most): raise it, or take an id with fewer values`,
  )
