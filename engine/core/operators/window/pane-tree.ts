import { copyJson, type Json } from '../../model/json.ts'
import type { MapState } from '../../operator/state.ts'
import type { Summary } from './summary.ts'

/** So many panes are merged one after the other; of more, what was merged before is kept for the next window. */
const few = 64

/** What panes hold, by their numbers, and what was merged of them: `null` where all of those are empty. */
export interface Panes {
  readonly panes: MapState<number, Json>
  readonly nodes: MapState<string, Json>
}

/**
 * The summary of the panes from `from` to before `to`, which must not be changed; undefined where all are empty. `isFull`:
 * none of them will get more than late events.
 *
 * Windows that overlap have most of their panes in common. Those are merged two by two, four by four and so on, each
 * block once, as in the tree of K. Tangwongsan, M. Hirzel, S. Schneider and K. Wu (General Incremental Sliding-Window
 * Aggregation, VLDB 2015), so that a window of n panes takes about 2 log n merges.
 */
export function summaryOf(
  { panes, nodes }: Panes,
  summary: Summary,
  from: number,
  to: number,
  isFull: boolean,
): Json | undefined {
  if (to - from === 1) return panes.get(from)
  const merged = merging(summary)
  if (!isFull || !summary.isSmall || panes.size <= few) {
    for (const pane of held(panes, from, to)) merged.add(panes.get(pane))
    return merged.value
  }
  for (let pane = from; pane < to;) {
    let level = 0
    while (pane % 2 ** (level + 1) === 0 && pane + 2 ** (level + 1) <= to) level++
    merged.add(block(panes, nodes, summary, level, pane / 2 ** level))
    pane += 2 ** level
  }
  return merged.value
}

/** Lets go of what was merged of a pane, which has got another event or is let go of. */
export function forgetMerged({ nodes }: Panes, pane: number): void {
  if (nodes.size === 0) return
  for (let level = 1; level <= mostLevels; level++) nodes.delete(nameOf(level, Math.floor(pane / 2 ** level)))
}

/** A window of a million panes has 20 levels of blocks. */
const mostLevels = 20

const nameOf = (level: number, number: number): string => `${level}:${number}`

/** The numbers of the panes that hold something. */
function held(panes: MapState<number, Json>, from: number, to: number): readonly number[] {
  if (panes.size < to - from)
    return panes.entries().flatMap(([pane]) => (pane >= from && pane < to ? [pane] : []))
  return Array.from({ length: to - from }, (_, at) => from + at)
}

function block(
  panes: MapState<number, Json>,
  nodes: MapState<string, Json>,
  summary: Summary,
  level: number,
  number: number,
): Json | undefined {
  if (level === 0) return panes.get(number)
  const name = nameOf(level, number)
  const known = nodes.get(name)
  if (known !== undefined) return known ?? undefined
  const merged = merging(summary)
  merged.add(block(panes, nodes, summary, level - 1, number * 2))
  merged.add(block(panes, nodes, summary, level - 1, number * 2 + 1))
  const { value } = merged
  nodes.set(name, value === undefined ? null : copyJson(value))
  return value
}

/** Merges one after the other; of a single one nothing is copied. */
function merging(summary: Summary): { add(part: Json | undefined): void; readonly value: Json | undefined } {
  let first: Json | undefined
  let whole: Json | undefined
  return {
    add(part) {
      if (part === undefined) return
      if (first === undefined) {
        first = part
        return
      }
      whole ??= copyJson(first)
      summary.merge(whole, part)
    },
    get value() {
      return whole ?? first
    },
  }
}
