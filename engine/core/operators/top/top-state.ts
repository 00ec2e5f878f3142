import { Failure } from '../../model/failure.ts'
import type { Hooks } from '../../operator/operator.ts'
import type { EventFunction } from '../../operator/setting.ts'
import { type Handles, map, record } from '../../operator/state.ts'
import type { Json } from '../../model/json.ts'
import type { Best, Ranked } from './ranked-list.ts'

/** Where the windows of a key have got to. */
interface Standing {
  /** The window that fires next. */
  readonly next: number
  /** The number of the last event that was kept. */
  readonly numbered: number
  /** How many events are held. */
  readonly held: number
}

/** What a key has in this node: panes and a standing where there are windows, otherwise one list. */
export const topState = {
  /** The best of each stretch of time, of which windows are made. */
  panes: map<number, readonly Ranked[]>(),
  standing: record<Standing>(),
  list: record<readonly Ranked[]>(),
}

export type TopState = Handles<typeof topState>
export type TopPort = 'out' | 'late'
export type TopHooks = Hooks<'in', TopPort, typeof topState>

/** What is made with all settings of this operator, windows or not. */
export interface Common {
  readonly best: Best
  /** Without it events are ranked by the order in which they came. */
  readonly by: EventFunction<Json | undefined> | undefined
  /** How many events of a key are held at most. */
  readonly maxEvents: number
  /** What is given of a list: a payload for each event in it that has a wanted rank. */
  shown(list: readonly Ranked[]): readonly Json[]
}

/** The rule by which an event goes that has nothing to be ranked by. */
export const noValue = 'no value'

export function demandRoom(held: number, { maxEvents, best }: Common): void {
  if (held <= maxEvents) return
  const remedy = best.ties === 'with' ? 'raise it, or let ties be "cut"' : 'raise it, or take a smaller n'
  throw new Failure(
    'top-full',
    `this event is among the best, but the node holds ${maxEvents} of this key already (setting maxEvents): ${remedy}`,
  )
}
