import type { LogEntry } from '../../operator/state.ts'
import type { Frame } from './frame.ts'
import { atFirst, type OverState, type Progress, type Row } from './over-state.ts'

export const progressOf = ({ progress }: OverState): Progress => progress.get() ?? atFirst

/** The first row that has its place and no result, with its position. */
export function firstUntold(state: OverState): LogEntry<Row> | undefined {
  const { told } = progressOf(state)
  return state.kept.entries(told === null ? undefined : told + 1)[0]
}

/**
 * The position of the first row that a frame may still need, or that has no result yet; `since` is the least time at
 * which another row may have its place.
 */
export function firstNeeded(since: number, { isOfRows }: Frame, reach: number, state: OverState): number {
  const following = isOfRows ? progressOf(state).rows + 1 : since
  return Math.min(firstUntold(state)?.time ?? following, following) - reach
}
