import type { Key } from '../model/event.ts'
import type { Json } from '../model/json.ts'
import type { TimerClock } from '../operator/context.ts'
import type { KeyedState } from './keyed-state.ts'
import { OperatorNode } from './operator-node.ts'
import { Cell, inOrder } from './cell.ts'
import { loadCounts, saveCounts, type SavedCounts } from './saved-counts.ts'
import { loadTime, saveTime, type SavedTime } from './saved-time.ts'
import type { WiredNode } from './wiring.ts'

export const snapshotFormat = 1

/** All that a flow remembers, as JSON. */
export interface Snapshot {
  readonly millraceState: number
  readonly flow: string
  /** The wall, and up to which instant of it everything due has happened. */
  readonly now: SavedTime
  readonly settled: SavedTime
  /** The wall is not known yet. */
  readonly assumed: boolean
  readonly ordinal: number
  readonly nodes: Readonly<Record<string, SavedNode>>
}

interface SavedNode {
  readonly keys: readonly SavedCell[]
  readonly order: number
  readonly table: readonly SavedCell[]
  readonly time: Json
  readonly counts: SavedCounts
}

interface SavedCell {
  readonly key: Key
  readonly seen: number
  readonly touched: SavedTime
  readonly slots: Readonly<Record<string, unknown>>
  readonly timers: readonly (readonly [name: string, time: SavedTime, clock: TimerClock, payload: Json])[]
}

export function saveNode({ runner, running }: WiredNode): SavedNode {
  return {
    keys: saveCells(runner.state),
    order: runner.state.order,
    table: saveCells(runner.table),
    time: running instanceof OperatorNode ? running.saveWatermarks() : running.clocks.save(),
    counts: saveCounts(runner),
  }
}

export function loadNode({ runner, running }: WiredNode, saved: SavedNode): void {
  for (const [state, cells] of [
    [runner.state, saved.keys],
    [runner.table, saved.table],
  ] as const) {
    for (const { key, seen, touched, slots, timers } of cells) {
      const cell = new Cell(key, seen, loadTime(touched), state.slots(slots))
      state.place(cell)
      for (const [name, time, clock, payload] of timers) {
        runner.timers.place(cell, name, loadTime(time), clock, payload)
      }
    }
  }
  const table = runner.table.find(null)
  if (table !== undefined) runner.table.cursor.cell = table
  runner.state.order = saved.order
  loadCounts(runner, saved.counts)
  if (running instanceof OperatorNode) running.loadWatermarks(saved.time)
  else running.clocks.load(saved.time)
}

function saveCells(state: KeyedState): SavedCell[] {
  return [...state.all()].map((cell) => ({
    key: cell.key,
    seen: cell.seen,
    touched: saveTime(cell.touched),
    slots: state.save(cell),
    timers: cell
      .allTimers()
      .sort(inOrder)
      .map(({ name, time, clock, payload }) => [name, saveTime(time), clock, payload]),
  }))
}
