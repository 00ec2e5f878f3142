import type { Json, JsonObject } from '../../model/json.ts'
import type { Event } from '../../model/event.ts'
import type { Lag } from './lags-setting.ts'
import type { OverState, Progress, WaitingRow } from './over-state.ts'

/** Names of the fields that tell where a row stands; of those that are left out nothing is told. */
export interface PlaceNames {
  readonly numberAs: string | undefined
  readonly rankAs: string | undefined
  readonly denseRankAs: string | undefined
  readonly timeAs: string | undefined
}

/** How a key goes on with one row more, at a time that is not before that of the last one. */
export function afterRow(before: Progress, time: number): Progress {
  const isOfSameTime = before.time === time
  return {
    ...before,
    rows: before.rows + 1,
    time,
    rank: isOfSameTime ? before.rank : before.rows + 1,
    denseRank: isOfSameTime ? before.denseRank : before.denseRank + 1,
  }
}

/** What a row will tell those behind it. Throws what an expression does. */
export function toldBy(event: Event, lags: readonly Lag[]): JsonObject {
  const told: Record<string, Json> = {}
  for (const { name, value } of lags) {
    const found = value(event)
    if (found !== undefined) told[name] = found
  }
  return told
}

/** What a row has by its place: what those before it tell, and its numbers. */
export function placedBy(
  { event }: WaitingRow,
  { rows, rank, denseRank }: Progress,
  lags: readonly Lag[],
  { numberAs, rankAs, denseRankAs, timeAs }: PlaceNames,
  { lagged }: OverState,
): JsonObject {
  const placed: Record<string, Json> = {}
  for (const { name, rows: back, default: otherwise } of lags) {
    const [found] = lagged.entries(rows - back, rows - back)
    const value = found?.value[name] ?? otherwise
    if (value !== undefined) placed[name] = value
  }
  if (numberAs !== undefined) placed[numberAs] = rows
  if (rankAs !== undefined) placed[rankAs] = rank
  if (denseRankAs !== undefined) placed[denseRankAs] = denseRank
  if (timeAs !== undefined) placed[timeAs] = event.time
  return placed
}

/** Keeps what a row tells, for as long as another may ask for it. */
export function remember(
  number: number,
  told: JsonObject,
  lags: readonly Lag[],
  { lagged }: OverState,
): void {
  if (lags.length === 0) return
  lagged.append(number, told)
  lagged.dropBefore(number + 1 - Math.max(...lags.map(({ rows }) => rows)))
}

/** All fields that results have beside the aggregates. */
export const namesOfPlace = (lags: readonly Lag[], names: PlaceNames): readonly string[] => [
  ...lags.map(({ name }) => name),
  ...Object.values(names).filter((name) => name !== undefined),
]
